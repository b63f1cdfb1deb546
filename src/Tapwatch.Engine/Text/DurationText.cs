// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;

namespace Tapwatch.Engine.Text;

/// <summary>Durations in text: <c>[-][d.]hh:mm[:ss[.fffffff]]</c>, a number of days, or a number with a unit (<c>1.5h</c>).</summary>
static class DurationText
{
    static readonly (string Name, long Ticks)[] _units =
    [
        ("microseconds", TimeSpan.TicksPerMicrosecond), ("microsecond", TimeSpan.TicksPerMicrosecond), ("milliseconds", TimeSpan.TicksPerMillisecond),
        ("millisecond", TimeSpan.TicksPerMillisecond), ("ms", TimeSpan.TicksPerMillisecond), ("ticks", 1), ("tick", 1),
        ("seconds", TimeSpan.TicksPerSecond), ("second", TimeSpan.TicksPerSecond), ("sec", TimeSpan.TicksPerSecond), ("s", TimeSpan.TicksPerSecond),
        ("minutes", TimeSpan.TicksPerMinute), ("minute", TimeSpan.TicksPerMinute), ("min", TimeSpan.TicksPerMinute), ("m", TimeSpan.TicksPerMinute),
        ("hours", TimeSpan.TicksPerHour), ("hour", TimeSpan.TicksPerHour), ("h", TimeSpan.TicksPerHour),
        ("days", TimeSpan.TicksPerDay), ("day", TimeSpan.TicksPerDay), ("d", TimeSpan.TicksPerDay),
    ];

    public static bool TryParse(ReadOnlySpan<byte> text, out long ticks)
    {
        Span<char> characters = stackalloc char[48];
        ticks = 0;
        text = text.Trim(" \t\r\n"u8);
        if (text.Length is 0 or > 48 || !Ascii.IsValid(text))
        {
            return false;
        }

        characters = characters[..Encoding.ASCII.GetChars(text, characters)];
        if (TimeSpan.TryParse(characters, CultureInfo.InvariantCulture, out var span))
        {
            ticks = span.Ticks;
            return true;
        }

        foreach (var (name, unit) in _units)
        {
            if (characters.EndsWith(name, StringComparison.Ordinal))
            {
                return double.TryParse(characters[..^name.Length], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    && NumberText.TryCut(Math.Round(number * unit), out ticks);
            }
        }

        return false;
    }
}
