// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Records.Extraction;

namespace Tapwatch.Records.Syslog;

/// <summary>A time as lines write it: <c>*Aug 14 02:10:11.123 CDT</c>, <c>2023 May  2 12:55:19 UTC</c>, <c>2020-03-31T08:41:59+00:00</c>, <c>Mon Feb  3 …</c>.</summary>
struct LineTime
{
    static readonly byte[][] _months = [.. "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".Split(' ').Select(Encoding.ASCII.GetBytes)];

    int _year;
    int _month;
    int _day;
    int _hour;
    int _minute;
    int _second;
    int _ticks;
    int _offset;

    /// <summary>Where it stands, with its zone.</summary>
    public Slice Text { get; private set; }

    /// <summary>Whether a zone was written.</summary>
    public bool HasZone { get; private set; }

    /// <summary>Whether the device marks its clock as not set by an authority: <c>*</c> (IOS: https://www.cisco.com/c/en/us/td/docs/routers/access/wireless/software/guide/SysMsgLogging.html).</summary>
    public bool IsUnsure { get; private set; }

    /// <summary>Whether it is in the form of ISO 8601.</summary>
    public bool IsIso { get; private set; }

    /// <summary>Whether the year stands before the month's name, as NX-OS writes it.</summary>
    public bool YearFirst { get; private set; }

    /// <summary>Reads a time at <paramref name="at"/>, which goes behind it.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, ref int at, out LineTime time)
    {
        time = default;
        var i = at;
        if (i < line.Length && line[i] is (byte)'*' or (byte)'.')
        {
            time.IsUnsure = line[i] == (byte)'*';
            i++;
        }

        if (!time.ReadDate(line, ref i) || !time.ReadClock(line, ref i))
        {
            return false;
        }

        // Some write the year behind the clock: "Mon Feb  3 12:00:00 2020".
        if (time._year == 0 && !time.IsIso)
        {
            var y = i;
            if (Blank(line, ref y) && Number(line, ref y, 4, 4, out var year) && year is >= 1990 and <= 2200 && (y == line.Length || line[y] is (byte)' ' or (byte)':' or (byte)'\t'))
            {
                time._year = year;
                i = y;
            }
        }

        time.ReadZone(line, ref i);
        time.Text = new Slice(at, i - at);
        at = i;
        return true;
    }

    /// <summary>Sets a zone that stands apart from the time.</summary>
    public void SetZone(ReadOnlySpan<byte> name)
    {
        HasZone = true;
        _offset = TimeZones.Minutes(name);
    }

    /// <summary>The moment in UTC; without a year, the latest one that is not more than a day after <paramref name="reference"/>.</summary>
    public readonly DateTime ToUtc(DateTime reference)
    {
        if (_year != 0)
        {
            return At(_year);
        }

        var latest = reference.AddDays(1);
        for (var year = latest.Year; year > latest.Year - 9 && year > 1; year--)
        {
            // 29 February does not exist in every year.
            if (_day <= DateTime.DaysInMonth(year, _month) && At(year) is var moment && moment <= latest)
            {
                return moment;
            }
        }

        return At(latest.Year);
    }

    readonly DateTime At(int year)
    {
        var day = Math.Min(_day, DateTime.DaysInMonth(year, _month));
        var local = new DateTime(year, _month, day, _hour, _minute, Math.Min(_second, 59), DateTimeKind.Utc).AddTicks(_ticks);
        var ticks = local.Ticks - (_offset * TimeSpan.TicksPerMinute);
        return new DateTime(Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks), DateTimeKind.Utc);
    }

    bool ReadDate(ReadOnlySpan<byte> line, ref int i)
    {
        // A name of a day says nothing.
        if (i + 4 < line.Length && line[i + 3] == (byte)' ' && IsDayName(line.Slice(i, 3)))
        {
            i += 4;
            Blank(line, ref i);
        }

        if (i >= line.Length)
        {
            return false;
        }

        if (line[i] is >= (byte)'0' and <= (byte)'9')
        {
            if (!Number(line, ref i, 4, 4, out _year) || _year < 1970)
            {
                return false;
            }

            if (i < line.Length && line[i] is (byte)'-' or (byte)'/')
            {
                IsIso = true;
                var separator = line[i];
                i++;
                if (!Number(line, ref i, 1, 2, out _month) || i >= line.Length || line[i] != separator)
                {
                    return false;
                }

                i++;
                if (!Number(line, ref i, 1, 2, out _day) || i >= line.Length || line[i] is not ((byte)'T' or (byte)'t' or (byte)' '))
                {
                    return false;
                }

                i++;
                return IsDate();
            }

            YearFirst = true;
            if (!Blank(line, ref i))
            {
                return false;
            }
        }

        if (!Month(line, ref i) || !Blank(line, ref i) || !Number(line, ref i, 1, 2, out _day) || !Blank(line, ref i))
        {
            return false;
        }

        // "Mar 29 2017 16:06:54".
        var y = i;
        if (_year == 0 && Number(line, ref y, 4, 4, out var year) && Blank(line, ref y))
        {
            _year = year;
            i = y;
        }

        return IsDate();
    }

    readonly bool IsDate() => _month is >= 1 and <= 12 && _day >= 1 && _day <= (_year is 0 or > 9998 ? 31 : DateTime.DaysInMonth(_year, _month)) && _year < 9999;

    bool ReadClock(ReadOnlySpan<byte> line, ref int i)
    {
        if (!Number(line, ref i, 1, 2, out _hour) || !Colon(line, ref i) || !Number(line, ref i, 2, 2, out _minute) || !Colon(line, ref i)
            || !Number(line, ref i, 2, 2, out _second) || _hour > 23 || _minute > 59 || _second > 60)
        {
            return false;
        }

        if (i + 1 < line.Length && line[i] is (byte)'.' or (byte)',' && IsDigit(line[i + 1]))
        {
            i++;
            var scale = 1_000_000;
            for (; i < line.Length && IsDigit(line[i]); i++, scale /= 10)
            {
                _ticks += (line[i] - '0') * scale;
            }

            // Huawei counts in the same second: "01:00:34.270.1".
            if (i + 1 < line.Length && line[i] == (byte)'.' && IsDigit(line[i + 1]))
            {
                for (i++; i < line.Length && IsDigit(line[i]); i++)
                {
                }
            }
        }

        return true;
    }

    void ReadZone(ReadOnlySpan<byte> line, ref int i)
    {
        var z = i;
        if (z < line.Length && line[z] is (byte)'Z' or (byte)'z')
        {
            HasZone = true;
            i = z + 1;
            return;
        }

        var spaced = z < line.Length && line[z] == (byte)' ';
        z += spaced ? 1 : 0;
        if (z < line.Length && line[z] is (byte)'+' or (byte)'-')
        {
            var sign = line[z] == (byte)'-' ? -1 : 1;
            var n = z + 1;
            if (Number(line, ref n, 2, 2, out var hours) && (n >= line.Length || line[n] != (byte)':' || ++n > 0) && Number(line, ref n, 2, 2, out var minutes) && hours < 15)
            {
                HasZone = true;
                _offset = sign * ((hours * 60) + minutes);
                i = n;

                // "+00:00Z" is seen.
                if (i < line.Length && line[i] == (byte)'Z')
                {
                    i++;
                }
            }

            return;
        }

        // A name in capitals that ends the stamp: "CDT:". One that is followed by a blank could be the host.
        var start = z;
        while (z < line.Length && line[z] is >= (byte)'A' and <= (byte)'Z')
        {
            z++;
        }

        if (spaced && z - start is >= 2 and <= 5 && (z == line.Length || line[z] == (byte)':' || (line[z] == (byte)' ' && TimeZones.IsKnown(line[start..z]))))
        {
            SetZone(line[start..z]);
            i = z;
        }
    }

    bool Month(ReadOnlySpan<byte> line, ref int i)
    {
        if (i + 3 > line.Length)
        {
            return false;
        }

        for (var m = 0; m < 12; m++)
        {
            if (Ascii.EqualsIgnoreCase(line.Slice(i, 3), _months[m]))
            {
                _month = m + 1;
                i += 3;
                return true;
            }
        }

        return false;
    }

    static bool IsDayName(ReadOnlySpan<byte> text) =>
        text.SequenceEqual("Mon"u8) || text.SequenceEqual("Tue"u8) || text.SequenceEqual("Wed"u8) || text.SequenceEqual("Thu"u8)
        || text.SequenceEqual("Fri"u8) || text.SequenceEqual("Sat"u8) || text.SequenceEqual("Sun"u8);

    static bool IsDigit(byte value) => value is >= (byte)'0' and <= (byte)'9';

    static bool Blank(ReadOnlySpan<byte> line, ref int i)
    {
        var start = i;
        while (i < line.Length && line[i] == (byte)' ')
        {
            i++;
        }

        return i > start;
    }

    static bool Colon(ReadOnlySpan<byte> line, ref int i)
    {
        if (i < line.Length && line[i] == (byte)':')
        {
            i++;
            return true;
        }

        return false;
    }

    static bool Number(ReadOnlySpan<byte> line, ref int i, int least, int most, out int value)
    {
        value = 0;
        var start = i;
        while (i < line.Length && i - start < most && IsDigit(line[i]))
        {
            value = (value * 10) + (line[i++] - '0');
        }

        return i - start >= least;
    }
}
