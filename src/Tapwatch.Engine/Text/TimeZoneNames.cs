// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;

namespace Tapwatch.Engine.Text;

/// <summary>Time zones by name: those of the IANA database, offsets such as <c>+01:00</c> and <c>UTC-5</c>, and the usual short names. Keeps the last one found.</summary>
sealed class TimeZoneNames
{
    // What the short names mean in java.time, in winter and in summer.
    static readonly Dictionary<string, string> _short = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Z"] = "UTC",
        ["GMT"] = "UTC",
        ["UT"] = "UTC",
        ["EST"] = "-05:00",
        ["MST"] = "-07:00",
        ["HST"] = "-10:00",
        ["EDT"] = "-04:00",
        ["CST"] = "America/Chicago",
        ["CDT"] = "-05:00",
        ["MDT"] = "-06:00",
        ["PST"] = "America/Los_Angeles",
        ["PDT"] = "-07:00",
        ["CET"] = "Europe/Paris",
        ["CEST"] = "+02:00",
        ["EET"] = "Europe/Athens",
        ["EEST"] = "+03:00",
        ["BST"] = "+01:00",
        ["WET"] = "Europe/Lisbon",
        ["WEST"] = "+01:00",
        ["MSK"] = "Europe/Moscow",
        ["IST"] = "Asia/Kolkata",
        ["JST"] = "Asia/Tokyo",
        ["AEST"] = "+10:00",
        ["AEDT"] = "+11:00",
    };

    byte[] _last = [];
    TimeZoneInfo? _lastZone;

    /// <summary>Finds a zone by its name.</summary>
    public bool TryFind(ReadOnlySpan<byte> name, out TimeZoneInfo zone)
    {
        if (_lastZone is null || !name.SequenceEqual(_last))
        {
            if (!TryFind(Encoding.UTF8.GetString(name), out zone))
            {
                return false;
            }

            _last = name.ToArray();
            _lastZone = zone;
        }

        zone = _lastZone;
        return true;
    }

    /// <summary>Finds a zone by its name.</summary>
    public static bool TryFind(string name, out TimeZoneInfo zone)
    {
        zone = TimeZoneInfo.Utc;
        if (_short.TryGetValue(name, out var known))
        {
            name = known;
        }

        if (name is "UTC" || name.EndsWith("/UTC", StringComparison.Ordinal))
        {
            return true;
        }

        if (TryOffset(name, out var offset))
        {
            var text = $"{(offset < TimeSpan.Zero ? '-' : '+')}{offset:hh\\:mm}";
            zone = TimeZoneInfo.CreateCustomTimeZone(text, offset, text, text);
            return true;
        }

        // A name that is a path would be read as one.
        if (!name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+') || !TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found))
        {
            return false;
        }

        zone = found;
        return true;
    }

    /// <summary>The short name of a zone; where the system has none, its offset.</summary>
    public static string Abbreviation(TimeZoneInfo zone, bool daylight)
    {
        var name = daylight ? zone.DaylightName : zone.StandardName;
        return name == "Coordinated Universal Time" ? "UTC" : name;
    }

    // +1, +01, +0100, +01:00, each also behind UTC or GMT.
    static bool TryOffset(string name, out TimeSpan offset)
    {
        offset = default;
        var text = name.AsSpan();
        text = text.StartsWith("UTC") || text.StartsWith("GMT") ? text[3..] : text;
        if (text.Length < 2 || text[0] is not ('+' or '-'))
        {
            return false;
        }

        var digits = text[1..];
        var colon = digits.IndexOf(':');
        var hours = colon >= 0 ? digits[..colon] : digits.Length > 2 ? digits[..^2] : digits;
        var minutes = colon >= 0 ? digits[(colon + 1)..] : digits.Length > 2 ? digits[^2..] : "00";
        if (!int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out var h) || !int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var m)
            || h > 14 || m > 59 || (h == 14 && m > 0))
        {
            return false;
        }

        offset = new TimeSpan(h, m, 0) * (text[0] == '-' ? -1 : 1);
        return true;
    }
}
