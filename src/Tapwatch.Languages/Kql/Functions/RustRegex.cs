// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Languages.Kql.Functions;

/// <summary>Writes Kusto's regular expressions in .NET syntax.</summary>
/// <remarks>
/// Kusto's syntax is that of Rust's regex crate (Kusto, regex): Unicode, linear time, so neither look-around nor back-references, like
/// .NET's non-backtracking engine. What is written otherwise: <c>(?P&lt;n&gt;…)</c>, <c>\x{41}</c>, POSIX classes, and <c>$</c>, which means the very end.
/// </remarks>
static class RustRegex
{
    static readonly Dictionary<string, string> _posix = new(StringComparer.Ordinal)
    {
        ["alpha"] = "a-zA-Z",
        ["digit"] = "0-9",
        ["alnum"] = "a-zA-Z0-9",
        ["upper"] = "A-Z",
        ["lower"] = "a-z",
        ["space"] = @"\t\n\v\f\r ",
        ["punct"] = @"!-/:-@\[-`{-~",
        ["xdigit"] = "0-9A-Fa-f",
        ["word"] = "0-9A-Za-z_",
        ["blank"] = @"\t ",
        ["cntrl"] = @"\x00-\x1F\x7F",
        ["print"] = @"\x20-\x7E",
        ["graph"] = @"\x21-\x7E",
        ["ascii"] = @"\x00-\x7F",
    };

    /// <summary>The expression in .NET syntax, or null and why not.</summary>
    public static string? Translate(string pattern, out string? reason)
    {
        var result = new StringBuilder(pattern.Length + 8);
        var multiline = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == '\\')
            {
                if (!Escape(pattern, ref i, result, out reason))
                {
                    return null;
                }
            }
            else if (c == '[')
            {
                if (!Class(pattern, ref i, result, out reason))
                {
                    return null;
                }
            }
            else if (c == '(' && i + 1 < pattern.Length && pattern[i + 1] == '?')
            {
                var rest = pattern.AsSpan(i + 2);
                if (rest.StartsWith("=") || rest.StartsWith("!") || rest.StartsWith("<=") || rest.StartsWith("<!"))
                {
                    reason = "look-around is not supported";
                    return null;
                }

                if (rest.StartsWith("P<"))
                {
                    result.Append("(?<");
                    i += 3;
                    continue;
                }

                var flags = 0;
                while (flags < rest.Length && (char.IsAsciiLetter(rest[flags]) || rest[flags] == '-'))
                {
                    flags++;
                }

                var set = rest[..flags].ToString();
                if (flags > 0 && flags < rest.Length && rest[flags] is ')' or ':')
                {
                    if (set.Contains('U') || set.Contains('R'))
                    {
                        reason = $"the flags `{set}` are not supported here";
                        return null;
                    }

                    multiline |= set.Split('-')[0].Contains('m');

                    // Unicode is always on in .NET, as it is by default in Rust.
                    var kept = set.Replace("u", "");
                    i += 1 + flags;
                    if (kept is "" or "-")
                    {
                        if (pattern[i + 1] == ')')
                        {
                            i++;
                        }
                        else
                        {
                            result.Append("(?");
                        }
                    }
                    else
                    {
                        result.Append("(?").Append(kept);
                    }

                    continue;
                }

                result.Append(c);
            }
            else if (c == '$' && !multiline)
            {
                result.Append(@"\z");
            }
            else
            {
                result.Append(c);
            }
        }

        reason = Compile(result.ToString());
        return reason is null ? result.ToString() : null;
    }

    static string? Compile(string pattern)
    {
        try
        {
            LinearRegex.Check(pattern);
            return null;
        }
        catch (ArgumentException e)
        {
            var text = e.Message;
            var at = text.LastIndexOf("' at offset", StringComparison.Ordinal);
            return at >= 0 ? text[(at + 2)..].TrimEnd('.') : text;
        }
        catch (NotSupportedException e)
        {
            return e.Message.Length > 120 ? "it cannot run in linear time" : e.Message;
        }
    }

    static bool Escape(string pattern, ref int i, StringBuilder result, out string? reason)
    {
        reason = null;
        if (i + 1 >= pattern.Length)
        {
            reason = "it ends with a backslash";
            return false;
        }

        var c = pattern[++i];
        switch (c)
        {
            case >= '1' and <= '9':
                reason = "back-references are not supported";
                return false;
            case 'x' or 'u' or 'U' when i + 1 < pattern.Length && pattern[i + 1] == '{':
                var close = pattern.IndexOf('}', i);
                if (close < 0 || !int.TryParse(pattern.AsSpan(i + 2, close - i - 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || code > 0x10FFFF || code is >= 0xD800 and <= 0xDFFF)
                {
                    reason = "a character code is not valid";
                    return false;
                }

                result.Append(Regex.Escape(char.ConvertFromUtf32(code)));
                i = close;
                return true;
            case 'p' or 'P' when i + 1 < pattern.Length && pattern[i + 1] != '{':
                result.Append('\\').Append(c).Append('{').Append(pattern[++i]).Append('}');
                return true;
            case 'z':
                result.Append(@"\z");
                return true;
            case '<' or '>':
                result.Append(@"\b");
                return true;
            case 'b' when pattern.AsSpan(i + 1).StartsWith("{"):
                var end = pattern.IndexOf('}', i);
                result.Append(@"\b");
                i = end < 0 ? i : end;
                return true;
            case '/' or '"' or '\'' or ':' or '%' or '@' or '!' or ',' or ';' or '=' or '_' or '`' or '~' or '&' or ' ' or '-' or '#':
                // Rust lets every punctuation be escaped.
                result.Append(c is '#' or ' ' or '-' ? "\\" + c : c.ToString());
                return true;
            default:
                result.Append('\\').Append(c);
                return true;
        }
    }

    static bool Class(string pattern, ref int i, StringBuilder result, out string? reason)
    {
        reason = null;
        result.Append('[');
        i++;
        if (i < pattern.Length && pattern[i] == '^')
        {
            result.Append('^');
            i++;
        }

        var first = true;
        for (; i < pattern.Length; i++, first = false)
        {
            var c = pattern[i];
            if (c == ']' && !first)
            {
                result.Append(']');
                return true;
            }

            if (c == '[')
            {
                var end = pattern.IndexOf(":]", i, StringComparison.Ordinal);
                if (i + 1 < pattern.Length && pattern[i + 1] == ':' && end > 0)
                {
                    var name = pattern[(i + 2)..end];
                    if (!_posix.TryGetValue(name.TrimStart('^'), out var set) || name.StartsWith('^'))
                    {
                        reason = $"the class `[:{name}:]` is not supported here";
                        return false;
                    }

                    result.Append(set);
                    i = end + 1;
                    continue;
                }

                result.Append(@"\[");
            }
            else if (c == ']')
            {
                result.Append(@"\]");
            }
            else if (c is '&' or '~' && i + 1 < pattern.Length && pattern[i + 1] == c)
            {
                reason = $"set operations (`{c}{c}`) are not supported here";
                return false;
            }
            else if (c == '\\')
            {
                if (!Escape(pattern, ref i, result, out reason))
                {
                    return false;
                }
            }
            else
            {
                result.Append(c);
            }
        }

        reason = "a class is not closed";
        return false;
    }
}
