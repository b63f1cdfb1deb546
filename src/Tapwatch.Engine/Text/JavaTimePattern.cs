// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Tapwatch.Engine.Text;

/// <summary>
/// Reads times by a pattern of java.time.format.DateTimeFormatter, taken apart once: letters, text in single quotes, optional sections in brackets. Names are
/// English. As many digits as letters where numbers touch, as Java has it; elsewhere a number may have more, and a fraction of a second more or fewer
/// (the default pattern of LogScale asks for nine digits and takes three).
/// </summary>
sealed class JavaTimePattern
{
    const int MostSections = 8;

    readonly List<Part> _parts;
    readonly bool _caseSensitive;

    JavaTimePattern(List<Part> parts, bool caseSensitive)
    {
        _parts = parts;
        _caseSensitive = caseSensitive;
    }

    /// <summary>The letters that can be read.</summary>
    public const string KnownLetters = "yuMLdDHhKkmsSnNAaEeczVvXxZOG";

    /// <summary>Takes a pattern apart; letters without a meaning never match.</summary>
    public static JavaTimePattern Of(string pattern, bool caseSensitive)
    {
        var at = 0;
        return new JavaTimePattern(Section(pattern, ref at, 0), caseSensitive);
    }

    static List<Part> Section(string pattern, ref int at, int depth)
    {
        var parts = new List<Part>();
        while (at < pattern.Length)
        {
            var c = pattern[at];
            if (c == ']')
            {
                at++;
                if (depth > 0)
                {
                    return parts;
                }
            }
            else if (c == '[')
            {
                at++;
                parts.Add(new Part('[', 0, "", depth < MostSections ? Section(pattern, ref at, depth + 1) : []));
            }
            else if (c == '\'')
            {
                parts.Add(new Part('\0', 0, Quoted(pattern, ref at), []));
            }
            else
            {
                var start = at;
                while (at < pattern.Length && pattern[at] == c)
                {
                    at++;
                }

                parts.Add(char.IsAsciiLetter(c) ? new Part(c, at - start, "", []) : new Part('\0', 0, pattern[start..at], []));
            }
        }

        return parts;
    }

    static string Quoted(string pattern, ref int at)
    {
        var text = new System.Text.StringBuilder();
        at++;
        if (at < pattern.Length && pattern[at] == '\'')
        {
            at++;
            return "'";
        }

        while (at < pattern.Length)
        {
            if (pattern[at] == '\'')
            {
                at++;
                if (at >= pattern.Length || pattern[at] != '\'')
                {
                    break;
                }
            }

            text.Append(pattern[at++]);
        }

        return text.ToString();
    }

    /// <summary>The time in ticks of UTC; false when the text as a whole does not fit. A zone given wins over one the text names; without either there is no time.</summary>
    public bool TryRead(ReadOnlySpan<char> text, TimeZoneInfo? zone, DateTime now, out long ticks) =>
        TryReadStart(text.Trim(), zone, now, out ticks, out var length) && length == text.Trim().Length;

    /// <summary>As <see cref="TryRead"/>, of a text that goes on behind the time.</summary>
    public bool TryReadStart(ReadOnlySpan<char> text, TimeZoneInfo? zone, DateTime now, out long ticks, out int length)
    {
        ticks = 0;
        var rest = text;
        var time = new TimeParts();
        if (!Read(_parts, ref rest, ref time))
        {
            length = 0;
            return false;
        }

        length = text.Length - rest.Length;
        return time.TryGet(zone, now, out ticks);
    }

    bool Read(List<Part> parts, ref ReadOnlySpan<char> text, ref TimeParts time)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i].Letter == '[')
            {
                var tried = text;
                var filled = time;
                if (Read(parts[i].Inner, ref tried, ref filled))
                {
                    text = tried;
                    time = filled;
                }
            }
            else if (!Read(parts[i], i + 1 < parts.Count && IsNumber(parts[i + 1]), ref text, ref time))
            {
                return false;
            }
        }

        return true;
    }

    static bool IsNumber(Part part) => part.Letter is 'y' or 'u' or 'd' or 'D' or 'H' or 'h' or 'K' or 'k' or 'm' or 's' or 'S' or 'n' or 'N' or 'A'
        || (part.Letter is 'M' or 'L' && part.Count < 3);

    bool Read(Part part, bool touches, ref ReadOnlySpan<char> text, ref TimeParts time)
    {
        var comparison = _caseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        if (part.Letter == '\0')
        {
            if (!text.StartsWith(part.Literal, comparison))
            {
                return false;
            }

            text = text[part.Literal.Length..];
            return true;
        }

        if (IsNumber(part))
        {
            return Number(part, touches, ref text, ref time);
        }

        var format = CultureInfo.InvariantCulture.DateTimeFormat;
        switch (part.Letter)
        {
            case 'M' or 'L':
                var found = part.Count == 3
                    ? Name(ref text, format.AbbreviatedMonthNames, comparison, out time.Month)
                    : Name(ref text, format.MonthNames, comparison, out time.Month);
                time.Month++;
                return found;
            case 'E' or 'e' or 'c':
                return Name(ref text, format.DayNames, comparison, out _) || Name(ref text, format.AbbreviatedDayNames, comparison, out _);
            case 'a':
                return Name(ref text, ["AM", "PM"], comparison, out time.Half);
            case 'G':
                return Name(ref text, ["AD"], comparison, out _);
            case 'X' or 'x' or 'Z' or 'O' or 'z' or 'V' or 'v':
                return Zone(ref text, ref time);
            default:
                return false;
        }
    }

    static bool Number(Part part, bool touches, ref ReadOnlySpan<char> text, ref TimeParts time)
    {
        var isYear = part.Letter is 'y' or 'u';
        var isFraction = part.Letter == 'S' && !touches;
        var exact = !isFraction && (isYear ? part.Count == 2 : part.Count >= 2);
        var most = exact || touches ? Math.Min(part.Count, 18) : isYear ? 9 : isFraction ? 9 : 18;
        var least = (exact || isYear) && !isFraction ? Math.Min(part.Count, most) : 1;
        var length = 0;
        var number = 0L;
        while (length < most && length < text.Length && char.IsAsciiDigit(text[length]))
        {
            number = (number * 10) + text[length++] - '0';
        }

        text = text[length..];
        return length >= least && length > 0 && time.Set(part.Letter, part.Count, number, length);
    }

    static bool Name(ref ReadOnlySpan<char> text, string[] names, StringComparison comparison, out int found)
    {
        for (found = 0; found < names.Length; found++)
        {
            if (names[found].Length > 0 && text.StartsWith(names[found], comparison))
            {
                text = text[names[found].Length..];
                return true;
            }
        }

        found = -1;
        return false;
    }

    // Z, +01, +0100, +01:00, GMT+1, a name.
    static bool Zone(ref ReadOnlySpan<char> text, ref TimeParts time)
    {
        var length = 0;
        while (length < text.Length && length < 40 && (char.IsAsciiLetter(text[length]) || text[length] is '/' or '_'))
        {
            length++;
        }

        if (length is 0 or 3 && length < text.Length && text[length] is '+' or '-')
        {
            length++;
            var digits = 0;
            for (; length < text.Length && digits < 4 && (char.IsAsciiDigit(text[length]) || (text[length] == ':' && digits == 2)); length++)
            {
                digits += text[length] == ':' ? 0 : 1;
            }

            length -= text[length - 1] == ':' ? 1 : 0;
        }

        if (length == 1 && text[0] is 'Z' or 'z')
        {
            time.Zone = TimeZoneInfo.Utc;
        }
        else if (length > 0 && TimeZoneNames.TryFind(text[..length].ToString(), out var zone))
        {
            time.Zone = zone;
        }
        else
        {
            return false;
        }

        text = text[length..];
        return true;
    }

    sealed record Part(char Letter, int Count, string Literal, List<Part> Inner);
}
