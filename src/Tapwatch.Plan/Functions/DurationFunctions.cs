// SPDX-License-Identifier: Apache-2.0

using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>Durations as numbers.</summary>
public static class DurationFunctions
{
    public static readonly Function Ticks = Function.Of("duration.ticks", "The duration in ticks of 100 ns.", T.Long, T.TimeSpan);
    public static readonly Function FromTicks = Function.Of("duration.from_ticks", "The duration of so many ticks of 100 ns.", T.TimeSpan, T.Long);

    internal static IEnumerable<Function> All => [Ticks, FromTicks];
}
