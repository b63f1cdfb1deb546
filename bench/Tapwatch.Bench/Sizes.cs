// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Tapwatch.Bench;

/// <summary>Sizes as people write them.</summary>
static class Sizes
{
    /// <exception cref="FormatException">Not a number with KiB, MiB or GiB behind it.</exception>
    public static long Parse(string text)
    {
        var unit = text.Length > 3 ? text[^3..] switch { "KiB" => 10, "MiB" => 20, "GiB" => 30, _ => 0 } : 0;
        return long.Parse(unit == 0 ? text : text[..^3], CultureInfo.InvariantCulture) << unit;
    }
}
