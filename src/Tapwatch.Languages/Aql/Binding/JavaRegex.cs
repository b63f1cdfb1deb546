// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Languages.Aql.Binding;

/// <summary>A Java regular expression in .NET syntax: quoting, ASCII classes, POSIX names, possessive quantifiers.</summary>
static class JavaRegex
{
    /// <summary>What became of a pattern: <paramref name="Net"/>, or why not.</summary>
    internal readonly record struct Result(string? Net, string? Unsupported, string? Error);

    // What may stand in the braces of a quantifier.
    static readonly SearchValues<char> _repeats = SearchValues.Create("0123456789,");

    // Java's \w, \d and \s are ASCII unless (?U) says otherwise; .NET's are Unicode.
    static readonly Dictionary<char, string> _classes = new()
    {
        ['d'] = "0-9",
        ['w'] = "a-zA-Z0-9_",
        ['s'] = @"\t\n\x0B\f\r ",
        ['h'] = @" \t\xA0\u1680\u180e\u2000-\u200a\u202f\u205f\u3000",
        ['v'] = @"\n\x0B\f\r\x85\u2028\u2029",
    };

    static readonly Dictionary<string, string> _posix = new(StringComparer.Ordinal)
    {
        ["Lower"] = "a-z",
        ["Upper"] = "A-Z",
        ["ASCII"] = @"\x00-\x7F",
        ["Alpha"] = "a-zA-Z",
        ["Digit"] = "0-9",
        ["Alnum"] = "a-zA-Z0-9",
        ["Punct"] = @"!-/:-@\[-`{-~",
        ["Graph"] = "!-~",
        ["Print"] = " -~",
        ["Blank"] = @" \t",
        ["Cntrl"] = @"\x00-\x1F\x7F",
        ["XDigit"] = "0-9a-fA-F",
        ["Space"] = @"\t\n\x0B\f\r ",
    };

    /// <summary>Whether matching any part and matching the whole come to the same.</summary>
    public static bool MeansTheWhole(string java)
    {
        var pattern = java.StartsWith("(?i)", StringComparison.Ordinal) ? java[4..] : java;
        return (pattern.StartsWith('^') || pattern.StartsWith(".*", StringComparison.Ordinal))
            && ((pattern.EndsWith('$') && !pattern.EndsWith(@"\$", StringComparison.Ordinal)) || pattern.EndsWith(".*", StringComparison.Ordinal) || pattern.EndsWith(".*?", StringComparison.Ordinal));
    }

    public static Result ToNet(string java)
    {
        var net = new StringBuilder();
        var set = 0;
        var at = 0;
        while (at < java.Length)
        {
            var c = java[at];
            if (c == '\\')
            {
                if (Escape(java, ref at, net, set > 0) is { } unsupported)
                {
                    return new Result(null, unsupported, null);
                }

                continue;
            }

            at++;
            if (set > 0)
            {
                if (c == '&' && at < java.Length && java[at] == '&')
                {
                    // [a-z&&[^aeiou]]: all but these. .NET writes it as a subtraction.
                    if (set > 1 || Excluded(java, at + 1) is not { } excluded)
                    {
                        return new Result(null, "`&&` in a character class", null);
                    }

                    net.Append("-[").Append(excluded).Append("]]");
                    at += excluded.Length + 5;
                    set = 0;
                }
                else if (c == '[')
                {
                    // A class within a class adds to it; one that is negated does not fit into .NET's.
                    if (at < java.Length && java[at] == '^')
                    {
                        return new Result(null, "a negated class within a character class", null);
                    }

                    set++;
                }
                else if (c == ']')
                {
                    set--;
                    net.Append(set == 0 ? "]" : "");
                }
                else
                {
                    net.Append(c);
                }
            }
            else if (c == '[')
            {
                set = 1;
                net.Append(c);
                at += First(java, at, net);
            }
            else if (c == '(' && at < java.Length && java[at] == '?' && Group(java, at) is { } group)
            {
                return new Result(null, group, null);
            }
            else if (c == '(' && Flags(java, at) is { } flags)
            {
                if (flags.Contains('U', StringComparison.Ordinal))
                {
                    return new Result(null, "the flag U", null);
                }

                // d (only \n ends a line) is how .NET is anyway, u (case of all scripts) too.
                at += flags.Length + 1;
                var kept = flags.Replace("d", "", StringComparison.Ordinal).Replace("u", "", StringComparison.Ordinal).TrimEnd('-');
                net.Append(kept.Length == 0 && java[at] == ')' ? "" : $"(?{kept}");
                at += kept.Length == 0 && java[at] == ')' ? 1 : 0;
            }
            else if (c == '+' && at >= 2 && IsPossessive(java, at - 2))
            {
                // Possessive: the same matches in all but contrived patterns, without the time it saves in a backtracking engine.
            }
            else
            {
                net.Append(c);
            }
        }

        return Check(net.ToString());
    }

    // ^ and a bracket right after [ stand for themselves.
    static int First(string java, int at, StringBuilder net)
    {
        var length = 0;
        if (at < java.Length && java[at] == '^')
        {
            net.Append('^');
            length++;
        }

        return length;
    }

    static string? Group(string java, int at)
    {
        var rest = java.AsSpan(at);
        return rest.StartsWith("?=") || rest.StartsWith("?!") ? "look-ahead"
            : rest.StartsWith("?<=") || rest.StartsWith("?<!") ? "look-behind"
            : rest.StartsWith("?>") ? "an atomic group"
            : null;
    }

    // What stands between ? and ) or : when it is flags only; null otherwise.
    static string? Flags(string java, int at)
    {
        if (at >= java.Length || java[at] != '?')
        {
            return null;
        }

        var end = at + 1;
        while (end < java.Length && (java[end] == '-' || "idmsuxU".Contains(java[end], StringComparison.Ordinal)))
        {
            end++;
        }

        return end > at + 1 && end < java.Length && java[end] is ')' or ':' ? java[(at + 1)..end] : null;
    }

    // Of `[^aeiou]]` behind `&&`: what is left out, when it is plain and the outer class ends behind it.
    static string? Excluded(string java, int at)
    {
        if (at + 1 >= java.Length || java[at] != '[' || java[at + 1] != '^')
        {
            return null;
        }

        var end = java.IndexOf(']', at);
        var inner = end < 0 ? "" : java[(at + 2)..end];
        return inner.Length > 0 && end + 1 < java.Length && java[end + 1] == ']' && inner.AsSpan().IndexOfAny('\\', '[', '&') < 0 ? inner : null;
    }

    // A plus behind a quantifier; the brace of \p{Alpha}+ ends none.
    static bool IsPossessive(string java, int before)
    {
        if (java[before] != '}')
        {
            return java[before] is '+' or '*' or '?' && (before == 0 || java[before - 1] != '\\');
        }

        var open = java.LastIndexOf('{', before);
        return open >= 0 && before > open + 1 && java.AsSpan(open + 1, before - open - 1).IndexOfAnyExcept(_repeats) < 0 && !(open > 1 && java[open - 2] == '\\');
    }

    // Returns the name of what is not supported.
    static string? Escape(string java, ref int at, StringBuilder net, bool inSet)
    {
        at++;
        if (at == java.Length)
        {
            net.Append('\\');
            return null;
        }

        var c = java[at++];
        switch (c)
        {
            case 'Q':
                var end = java.IndexOf(@"\E", at, StringComparison.Ordinal);
                net.Append(Regex.Escape(end < 0 ? java[at..] : java[at..end]).Replace("]", @"\]", StringComparison.Ordinal));
                at = end < 0 ? java.Length : end + 2;
                return null;
            case 'd' or 'w' or 's' or 'h' or 'v':
                net.Append(inSet ? _classes[c] : $"[{_classes[c]}]");
                return null;
            case 'D' or 'W' or 'S' or 'H' or 'V':
                if (inSet)
                {
                    net.Append('\\').Append(c);
                    return c is 'H' or 'V' ? $"`\\{c}` in a character class" : null;
                }

                net.Append($"[^{_classes[char.ToLowerInvariant(c)]}]");
                return null;
            case 'p' or 'P' when at < java.Length && java[at] == '{':
                return Property(java, ref at, net, inSet, c == 'P');
            case 'z':
                net.Append(@"\z");
                return null;
            case 'x' when at < java.Length && java[at] == '{':
                return CodePoint(java, ref at, net, inSet);
            case '0':
                Octal(java, ref at, net);
                return null;
            case >= '1' and <= '9':
                return "a back-reference";
            case 'k':
                return "a back-reference";
            case 'R':
                net.Append(@"(?:\r\n|[\n\x0B\f\r\x85\u2028\u2029])");
                return null;
            case 'G' or 'X':
                return $"`\\{c}`";
            default:
                net.Append('\\').Append(c);
                return null;
        }
    }

    // \x{1F600}
    static string? CodePoint(string java, ref int at, StringBuilder net, bool inSet)
    {
        var end = java.IndexOf('}', at);
        if (end < 0 || !int.TryParse(java.AsSpan(at + 1, end - at - 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || !Rune.IsValid(code)
            || (inSet && code > char.MaxValue))
        {
            return "this code point";
        }

        at = end + 1;
        foreach (var unit in new Rune(code).ToString())
        {
            net.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:X4}");
        }

        return null;
    }

    // \0n, \0nn, \0mnn with m up to 3.
    static void Octal(string java, ref int at, StringBuilder net)
    {
        var (code, digits) = (0, 0);
        while (digits < 3 && at < java.Length && java[at] is >= '0' and <= '7' && (code * 8) + java[at] - '0' <= 255)
        {
            code = (code * 8) + java[at++] - '0';
            digits++;
        }

        net.Append(CultureInfo.InvariantCulture, $"\\x{code:X2}");
    }

    static string? Property(string java, ref int at, StringBuilder net, bool inSet, bool negated)
    {
        var end = java.IndexOf('}', at);
        if (end < 0)
        {
            net.Append(negated ? @"\P" : @"\p");
            return null;
        }

        var name = java[(at + 1)..end];
        at = end + 1;
        if (_posix.TryGetValue(name, out var set))
        {
            if (inSet && negated)
            {
                return $"`\\P{{{name}}}` in a character class";
            }

            net.Append(inSet ? set : negated ? $"[^{set}]" : $"[{set}]");
            return null;
        }

        net.Append(negated ? @"\P{" : @"\p{").Append(name.StartsWith("Is", StringComparison.Ordinal) && name.Length <= 4 ? name[2..] : name).Append('}');
        return null;
    }

    static Result Check(string net)
    {
        try
        {
            LinearRegex.Check(net);
            return new Result(net, null, null);
        }
        catch (NotSupportedException)
        {
            return new Result(null, "this regular expression", null);
        }
        catch (ArgumentException error)
        {
            // The message begins with the whole pattern.
            var reason = error.Message;
            var colon = reason.LastIndexOf("offset ", StringComparison.Ordinal);
            return new Result(null, null, colon >= 0 ? reason[colon..].TrimEnd('.') : "it cannot be read");
        }
    }
}
