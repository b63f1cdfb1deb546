// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Tapwatch.Engine.Text;

/// <summary>Units with prefixes: <c>MB</c>, <c>KiB</c>, <c>ms</c>, <c>hits/min</c>, or a prefix alone (LogScale, unit:convert).</summary>
static class UnitText
{
    // Seconds in units of time, which have no prefixes of their own.
    static readonly (string Name, double Seconds)[] _times =
    [
        ("sec", 1), ("second", 1), ("seconds", 1), ("min", 60), ("minute", 60), ("minutes", 60), ("h", 3600), ("hr", 3600), ("hour", 3600), ("hours", 3600),
        ("day", 86400), ("days", 86400), ("d", 86400), ("week", 604800), ("weeks", 604800), ("w", 604800),
    ];

    /// <summary>The factor of a unit and what it counts; <paramref name="ending"/>: what the unit is known to be called, so that what stands before is its prefix.</summary>
    public static (double Factor, string Base) Read(string unit, bool binary, string ending = "")
    {
        unit = unit.Trim();
        var slash = unit.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && ending.Length == 0)
        {
            var (above, what) = Read(unit[..slash], binary);
            var (below, per) = Read(unit[(slash + 1)..], binary);
            return (above / below, what + "/" + per);
        }

        if (ending.Length > 0 && unit.EndsWith(ending, StringComparison.Ordinal) && Prefix(unit[..^ending.Length], binary) is { } before)
        {
            return (before, ending);
        }

        foreach (var (name, seconds) in _times)
        {
            if (unit == name)
            {
                return (seconds, "s");
            }
        }

        if (Prefix(unit, binary) is { } alone)
        {
            return (alone, "");
        }

        foreach (var length in new[] { 2, 1 })
        {
            if (unit.Length > length && Prefix(unit[..length], binary) is { } factor)
            {
                return (factor, unit[length..]);
            }
        }

        return (1, unit);
    }

    static double? Prefix(string prefix, bool binary)
    {
        if (prefix.Length == 0)
        {
            return 1;
        }

        var large = "kMGTPEZY".IndexOf(prefix[0] == 'K' ? 'k' : prefix[0], StringComparison.Ordinal) + 1;
        return prefix switch
        {
            [_, 'i'] when large > 0 => Math.Pow(1024, large),
            [_] when large > 0 => Math.Pow(binary ? 1024 : 1000, large),
            "m" => 1e-3,
            "u" or "µ" => 1e-6,
            "n" => 1e-9,
            "p" => 1e-12,
            _ => null,
        };
    }

    /// <summary>Splits a text into its number and the unit behind it.</summary>
    public static bool TrySplit(ReadOnlySpan<char> text, out double number, out string unit)
    {
        text = text.Trim();
        var length = 0;
        while (length < text.Length && (char.IsAsciiDigit(text[length]) || text[length] is '.' or '-' or '+'
            || (text[length] is 'e' or 'E' && length > 0 && length + 1 < text.Length && (char.IsAsciiDigit(text[length + 1]) || text[length + 1] is '-' or '+'))))
        {
            length++;
        }

        unit = text[length..].Trim().ToString();
        return double.TryParse(text[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
    }
}
