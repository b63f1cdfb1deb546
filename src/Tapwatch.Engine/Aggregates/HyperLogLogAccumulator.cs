// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Functions;
using Tapwatch.Engine.Json;
using Tapwatch.Engine.Sketches;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Aggregates;

/// <summary>A sketch of the different values of a group, made of values or of sketches.</summary>
sealed class HyperLogLogAccumulator(bool merge) : Accumulator
{
    HyperLogLog?[] _sketches = [];

    public override long ApproximateBytes
    {
        get
        {
            var bytes = 8L * _sketches.Length;
            foreach (var sketch in _sketches)
            {
                bytes += sketch?.ApproximateBytes ?? 0;
            }

            return bytes;
        }
    }

    public override void Grow(int count) => Array.Resize(ref _sketches, Room(_sketches.Length, count));

    public override void Add(Column[] arguments, ReadOnlySpan<int> groups)
    {
        for (var row = 0; row < groups.Length; row++)
        {
            if (arguments[0].IsNull(row))
            {
                continue;
            }

            ref var sketch = ref _sketches[groups[row]];
            if (!merge)
            {
                sketch ??= HyperLogLog.For(((FixedColumn<long>)arguments[1])[row]);
                sketch.Add(ValueHash.Of(arguments[0], row));
            }
            else if (HyperLogLog.Read(((TextColumn)arguments[0])[row]) is { } other)
            {
                sketch = sketch is null ? other : sketch.With(other);
            }
        }
    }

    public override Column Build(int count)
    {
        var json = new JsonBuilder();
        var builder = new TextColumnBuilder(ScalarType.Dynamic);
        for (var group = 0; group < count; group++)
        {
            json.Clear();
            (_sketches[group] ?? HyperLogLog.For(1)).Write(json);
            builder.Append(json.Written);
        }

        return builder.Build();
    }
}
