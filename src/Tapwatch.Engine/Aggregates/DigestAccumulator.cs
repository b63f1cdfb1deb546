// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Json;
using Tapwatch.Engine.Sketches;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Aggregates;

/// <summary>The distribution of the values of a group, made of values with weights or of distributions.</summary>
sealed class DigestAccumulator(bool merge) : Accumulator
{
    readonly JsonBuilder _json = new();
    ValueDigest?[] _digests = [];

    public override long ApproximateBytes
    {
        get
        {
            var bytes = 8L * _digests.Length;
            foreach (var digest in _digests)
            {
                bytes += digest?.ApproximateBytes ?? 0;
            }

            return bytes;
        }
    }

    public override void Grow(int count) => Array.Resize(ref _digests, Room(_digests.Length, count));

    public override void Add(Column[] arguments, ReadOnlySpan<int> groups)
    {
        for (var row = 0; row < groups.Length; row++)
        {
            if (arguments[0].IsNull(row))
            {
                continue;
            }

            var digest = _digests[groups[row]] ??= new ValueDigest();
            if (!merge)
            {
                _json.Clear();
                _json.Value(arguments[0], row);
                var weights = (FixedColumn<long>)arguments[1];
                digest.Add(_json.Written, weights.IsNull(row) ? 0 : weights[row]);
            }
            else if (ValueDigest.Read(((TextColumn)arguments[0])[row]) is { } other)
            {
                digest.Add(other);
            }
        }
    }

    public override Column Build(int count)
    {
        var builder = new TextColumnBuilder(ScalarType.Dynamic);
        for (var group = 0; group < count; group++)
        {
            _json.Clear();
            (_digests[group] ?? new ValueDigest()).Write(_json);
            builder.Append(_json.Written);
        }

        return builder.Build();
    }
}
