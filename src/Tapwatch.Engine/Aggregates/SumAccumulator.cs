// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Aggregates;

static class SumAccumulator
{
    public static Accumulator For(AggregateCall call, bool nullOfNone) => call.Type switch
    {
        ScalarType.Int or ScalarType.Long or ScalarType.TimeSpan => new SumAccumulator<long>(call.Type, nullOfNone),
        ScalarType.Real => new SumAccumulator<double>(call.Type, nullOfNone),
        ScalarType.Decimal => new SumAccumulator<decimal>(call.Type, nullOfNone),
        var type => throw new PlanFailureException($"{call.Function} does not work on {type.KustoName()}"),
    };
}

/// <summary>Sum of the values that are known.</summary>
sealed class SumAccumulator<T>(ScalarType type, bool nullOfNone) : Accumulator
    where T : unmanaged, INumber<T>
{
    T[] _sums = [];
    bool[] _any = [];

    public override unsafe long ApproximateBytes => (long)_sums.Length * (sizeof(T) + 1);

    public override void Grow(int count)
    {
        Array.Resize(ref _sums, Room(_sums.Length, count));
        Array.Resize(ref _any, _sums.Length);
    }

    public override void Add(Column[] arguments, ReadOnlySpan<int> groups)
    {
        var column = (FixedColumn<T>)arguments[0];
        for (var row = 0; row < groups.Length; row++)
        {
            if (!column.IsNull(row))
            {
                _sums[groups[row]] += column[row];
                _any[groups[row]] = true;
            }
        }
    }

    public override Column Build(int count) =>
        new FixedColumn<T>(type, count, _sums, nullOfNone ? Array.ConvertAll(_any, static any => !any) : null);
}
