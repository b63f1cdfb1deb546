// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Functions;
using Tapwatch.Engine.Json;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Aggregates;

/// <summary>An array per group with values at their places. How long it is, and what fills the gaps, the first row of a group says.</summary>
sealed class PlacedListAccumulator(ScalarType type) : Accumulator
{
    readonly ColumnBuilder _values = ColumnBuilder.For(type);
    readonly ColumnBuilder _defaults = ColumnBuilder.For(ScalarType.Dynamic);
    List<(long Place, int Value)>?[] _places = [];
    long[] _counts = [];
    int[] _default = [];

    public override long ApproximateBytes => _values.ApproximateBytes + (16L * _values.Count) + (40L * _places.Length);

    public override void Grow(int count)
    {
        Array.Resize(ref _places, Room(_places.Length, count));
        Array.Resize(ref _counts, _places.Length);
        Array.Resize(ref _default, _places.Length);
    }

    public override void Add(Column[] arguments, ReadOnlySpan<int> groups)
    {
        var (values, places, counts) = (arguments[0], (FixedColumn<long>)arguments[1], (FixedColumn<long>)arguments[2]);
        for (var row = 0; row < groups.Length; row++)
        {
            var group = groups[row];
            if (_places[group] is not { } list)
            {
                _places[group] = list = [];
                _counts[group] = counts.IsNull(row) ? 0 : counts[row];
                _default[group] = _defaults.Count;
                _defaults.AppendFrom(arguments[3], row);
            }

            if (!places.IsNull(row))
            {
                list.Add((places[row], _values.Count));
                _values.AppendFrom(values, row);
            }
        }
    }

    public override Column Build(int count)
    {
        var (values, defaults, result, json) = (_values.Build(), _defaults.Build(), new TextColumnBuilder(ScalarType.Dynamic), new JsonBuilder());
        for (var group = 0; group < count; group++)
        {
            if (_places[group] is not { } places)
            {
                result.Append("[]"u8);
                continue;
            }

            if (_counts[group] > SeriesAxisKernels.MostElements)
            {
                throw new PlanFailureException(string.Create(CultureInfo.InvariantCulture, $"a series of {_counts[group]} elements is longer than the {SeriesAxisKernels.MostElements} that are possible"));
            }

            var at = new int[Math.Max(0, _counts[group])];
            Array.Fill(at, -1);
            foreach (var (place, value) in places.Where(p => p.Place >= 0 && p.Place < at.Length))
            {
                at[place] = value;
            }

            Write(json, at, values, defaults, _default[group]);
            result.Append(json.Written);
        }

        return result.Build();
    }

    static void Write(JsonBuilder json, int[] at, Column values, Column defaults, int otherwise)
    {
        json.Clear();
        json.Raw("["u8);
        for (var i = 0; i < at.Length; i++)
        {
            json.Raw(i > 0 ? ","u8 : []);
            json.Value(at[i] < 0 ? defaults : values, at[i] < 0 ? otherwise : at[i]);
        }

        json.Raw("]"u8);
    }
}
