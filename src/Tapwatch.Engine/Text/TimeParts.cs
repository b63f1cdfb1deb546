// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Text;

/// <summary>What a text said of a time.</summary>
struct TimeParts()
{
    public int Month = 0;
    public int Half = -1;
    public TimeZoneInfo? Zone;

    int _year = -1;
    int _day;
    int _dayOfYear;
    int _hour;
    int _minute;
    int _second;
    long _ticks;

    /// <summary>Takes in a number by the letter of java.time.</summary>
    public bool Set(char letter, int count, long value, int digits)
    {
        switch (letter)
        {
            case 'y' or 'u':
                _year = (int)(count == 2 ? 2000 + value : value);
                return value <= 9999;
            case 'M' or 'L':
                Month = (int)Math.Min(value, 99);
                break;
            case 'd':
                _day = (int)Math.Min(value, 99);
                break;
            case 'D':
                _dayOfYear = (int)Math.Min(value, 999);
                break;
            case 'H' or 'h' or 'K' or 'k':
                _hour = (letter == 'h' && value == 12) || (letter == 'k' && value == 24) ? 0 : (int)Math.Min(value, 99);
                break;
            case 'm':
                _minute = (int)Math.Min(value, 99);
                break;
            case 's':
                _second = (int)Math.Min(value, 99);
                break;
            case 'S':
                _ticks = (long)(value * Math.Pow(10, 7 - digits));
                break;
            case 'n':
                _ticks = value / 100;
                break;
            case 'N':
                _ticks = value / 100;
                break;
            case 'A':
                _ticks = value * TimeSpan.TicksPerMillisecond;
                break;
        }

        return true;
    }

    /// <summary>The time in ticks of UTC; without a zone, or out of range, there is none.</summary>
    public readonly bool TryGet(TimeZoneInfo? given, DateTime now, out long ticks)
    {
        ticks = 0;
        var zone = given ?? Zone;
        var hour = Half == 1 && _hour < 12 ? _hour + 12 : _hour;
        var second = Math.Min(_second, 59);
        if (zone is null || hour > 23 || _minute > 59 || _second > 60)
        {
            return false;
        }

        if (_year >= 0)
        {
            return TryGet(_year, hour, second, zone, now, out ticks);
        }

        // Without a year: this one, unless that lies more than a week ahead (LogScale, parseTimestamp).
        return TryGet(now.Year, hour, second, zone, now, out ticks) && ticks <= now.Ticks + (8 * TimeSpan.TicksPerDay)
            || TryGet(now.Year - 1, hour, second, zone, now, out ticks);
    }

    readonly bool TryGet(int year, int hour, int second, TimeZoneInfo zone, DateTime now, out long ticks)
    {
        ticks = 0;
        DateTime day;
        if (_dayOfYear > 0)
        {
            if (year is < 1 or > 9998 || _dayOfYear > 366)
            {
                return false;
            }

            day = new DateTime(year, 1, 1).AddDays(_dayOfYear - 1);
        }
        else if (Month == 0 && _day == 0 && _year < 0)
        {
            day = TimeZoneInfo.ConvertTimeFromUtc(now, zone).Date;
        }
        else
        {
            var (month, dayOfMonth) = (Month == 0 ? 1 : Month, _day == 0 ? 1 : _day);
            if (year is < 1 or > 9998 || month is < 1 or > 12 || dayOfMonth > DateTime.DaysInMonth(year, month))
            {
                return false;
            }

            day = new DateTime(year, month, dayOfMonth);
        }

        var clock = day.AddTicks((hour * TimeSpan.TicksPerHour) + (_minute * TimeSpan.TicksPerMinute) + (second * TimeSpan.TicksPerSecond) + _ticks);
        if (zone.IsInvalidTime(clock))
        {
            // A clock that skips an hour: what it would have shown (java.time goes on by the length of the gap).
            clock = clock.AddHours(1);
        }

        ticks = clock.Ticks - zone.GetUtcOffset(clock).Ticks;
        return ticks >= 0;
    }
}
