// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Tapwatch.Bench.Data;

/// <summary>Times within the month that the made-up logs cover.</summary>
static class Moments
{
    static readonly DateTime s_first = new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);

    public static DateTime Any(Dice dice) => s_first.AddSeconds(dice.Below(31 * 24 * 3600));

    public static string Iso(DateTime time, string format = "yyyy-MM-dd'T'HH:mm:ss'Z'") => time.ToString(format, CultureInfo.InvariantCulture);
}
