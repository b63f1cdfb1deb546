// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Kernels of <see cref="SeriesAxisFunctions"/>.</summary>
static class SeriesAxisKernels
{
    internal const long MostElements = 1_048_576;

    public static ScalarImplementation[] All { get; } = [PerRow(SeriesAxisFunctions.Axis, Axis)];

    static Kernel Axis(CallSite site)
    {
        var json = new JsonBuilder();
        var type = site.ArgumentType(0);
        return (in a, r) =>
        {
            var count = (int)Math.Clamp(a.Long(2), 0, MostElements);
            Column values = type switch
            {
                ScalarType.Real => new FixedColumn<double>(type, count, Reals(a.Real(0), a.Real(1), count), null),
                ScalarType.Decimal => new FixedColumn<decimal>(type, count, Decimals(a.Decimal(0), a.Decimal(1), count), null),
                _ => new FixedColumn<long>(type, count, Longs(a.Long(0), a.Long(1), count), null),
            };
            json.Clear();
            json.Raw("["u8);
            for (var i = 0; i < count; i++)
            {
                json.Raw(i > 0 ? ","u8 : []);
                json.Value(values, i);
            }

            json.Raw("]"u8);
            r.Set(json.Written);
        };
    }

    static long[] Longs(long from, long step, int count) => [.. Enumerable.Range(0, count).Select(i => unchecked(from + (i * step)))];

    static double[] Reals(double from, double step, int count) => [.. Enumerable.Range(0, count).Select(i => from + (i * step))];

    static decimal[] Decimals(decimal from, decimal step, int count) => [.. Enumerable.Range(0, count).Select(i => from + (i * step))];
}
