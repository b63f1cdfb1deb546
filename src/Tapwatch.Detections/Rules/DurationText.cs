// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Xml;

namespace Tapwatch.Detections.Rules;

/// <summary>Durations as rule files write them: <c>10m</c>, <c>1d</c>, or ISO 8601 <c>PT10M</c> as Sentinel does.</summary>
static class DurationText
{
    /// <summary>Reads either form; false when the text is neither.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        text = text.Trim();
        if (text.StartsWith('P') || text.StartsWith('p'))
        {
            try
            {
                duration = XmlConvert.ToTimeSpan(text.ToUpperInvariant());
                return duration >= TimeSpan.Zero;
            }
            catch (Exception e) when (e is FormatException or OverflowException)
            {
                return false;
            }
        }

        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return false;
        }

        long? ticks = char.ToLowerInvariant(text[^1]) switch
        {
            's' => TimeSpan.TicksPerSecond,
            'm' => TimeSpan.TicksPerMinute,
            'h' => TimeSpan.TicksPerHour,
            'd' => TimeSpan.TicksPerDay,
            'w' => 7 * TimeSpan.TicksPerDay,
            _ => null,
        };
        if (ticks is not { } unit || count > TimeSpan.MaxValue.Ticks / unit)
        {
            return false;
        }

        duration = new TimeSpan(count * unit);
        return true;
    }

    /// <summary>A duration in the short form: <c>1d</c>, <c>90m</c>.</summary>
    public static string Format(TimeSpan duration)
    {
        foreach (var (unit, letter) in new[] { (TimeSpan.TicksPerDay, 'd'), (TimeSpan.TicksPerHour, 'h'), (TimeSpan.TicksPerMinute, 'm'), (TimeSpan.TicksPerSecond, 's') })
        {
            if (duration.Ticks != 0 && duration.Ticks % unit == 0)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{duration.Ticks / unit}{letter}");
            }
        }

        return duration.ToString("c", CultureInfo.InvariantCulture);
    }
}
