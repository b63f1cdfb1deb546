// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;

namespace Tapwatch.Engine.Text;

/// <summary>A moment as the clock of a time zone shows it.</summary>
readonly struct ZonedTime(DateTime utc, TimeZoneInfo zone)
{
    readonly TimeSpan _offset = zone.GetUtcOffset(utc);

    public DateTime Utc { get; } = utc;

    /// <summary>What the clock shows; at the very ends of time, UTC.</summary>
    public DateTime Clock
    {
        get
        {
            var ticks = Utc.Ticks + _offset.Ticks;
            return ticks < 0 || ticks > DateTime.MaxValue.Ticks ? Utc : new DateTime(ticks);
        }
    }

    /// <summary>The short name, such as CET; of a fixed offset the offset.</summary>
    public string Abbreviation => zone.IsDaylightSavingTime(Utc) ? TimeZoneNames.Abbreviation(zone, daylight: true) : TimeZoneNames.Abbreviation(zone, daylight: false);

    /// <summary>Writes the offset as +0100.</summary>
    public void AppendOffset(StringBuilder text)
    {
        var minutes = (int)Math.Abs(_offset.TotalMinutes);
        text.Append(_offset < TimeSpan.Zero ? '-' : '+').Append(CultureInfo.InvariantCulture, $"{minutes / 60:00}{minutes % 60:00}");
    }
}
