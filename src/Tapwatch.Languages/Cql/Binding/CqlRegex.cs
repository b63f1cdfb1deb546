// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Languages.Cql.Binding;

/// <summary>
/// A regular expression of CQL as the plan takes it: .NET syntax, groups by number. Classes such as <c>\d</c> mean ASCII, as in LogScale's engine; names of groups
/// may hold dots and brackets there, so groups lose their names here.
/// </summary>
/// <param name="Pattern">The pattern, flags in front.</param>
/// <param name="Groups">The named groups and their numbers.</param>
sealed record CqlRegex(string Pattern, IReadOnlyList<(string Name, int Number)> Groups)
{
    /// <summary>Compiles a body and its flags; null when that cannot be done, which is told.</summary>
    public static CqlRegex? Compile(string body, string flags, SourceSpan at, DiagnosticBag diagnostics)
    {
        var options = new StringBuilder();
        foreach (var flag in flags)
        {
            switch (flag)
            {
                case 'i' or 'm':
                    options.Append(flag);
                    break;
                case 'd':
                    options.Append('s');
                    break;
                case 'g' or 'F':
                    break;
                default:
                    diagnostics.Add(Messages.CqlBadRegexFlag(at, flag));
                    return null;
            }
        }

        var translation = new Translation(body);
        translation.Run();
        if (translation.Unsupported is { } feature)
        {
            diagnostics.Add(Messages.CqlRegexFeature(at, feature));
            return null;
        }

        var pattern = (options.Length > 0 ? $"(?{options})" : "") + translation.Text;
        try
        {
            LinearRegex.Check(pattern);
        }
        catch (NotSupportedException)
        {
            diagnostics.Add(Messages.CqlRegexFeature(at, "this pattern (too large, or not regular)"));
            return null;
        }
        catch (ArgumentException problem)
        {
            var reason = problem.Message;
            var dash = reason.IndexOf(". ", StringComparison.Ordinal);
            diagnostics.Add(Messages.BadRegex(at, (dash > 0 ? reason[(dash + 2)..] : reason).TrimEnd('.')));
            return null;
        }

        if (translation.InlineBeforeAlternatives)
        {
            diagnostics.Add(Messages.CqlInlineFlag(at, body));
        }

        return new CqlRegex(pattern, translation.Groups);
    }

    /// <summary>A replacement text: <c>$1</c> and <c>${name}</c> refer to groups.</summary>
    public string Replacement(string text) => Groups.Aggregate(
        text, static (t, g) => t.Replace("${" + g.Name + "}", "${" + g.Number.ToString(CultureInfo.InvariantCulture) + "}", StringComparison.Ordinal));

    sealed class Translation(string body)
    {
        readonly StringBuilder _text = new();
        int _at;
        int _groups;
        int _atom = -1;
        bool _alternatives;
        bool _inline;

        public string Text => _text.ToString();

        public List<(string Name, int Number)> Groups { get; } = [];

        public string? Unsupported { get; private set; }

        /// <summary>Whether <c>(?i)</c> stands before a <c>|</c> of the same level.</summary>
        public bool InlineBeforeAlternatives => _inline && _alternatives;

        public void Run()
        {
            var depth = 0;
            while (_at < body.Length && Unsupported is null)
            {
                var c = body[_at];
                switch (c)
                {
                    case '\\':
                        Escape(inClass: false);
                        continue;
                    case '[':
                        Class();
                        continue;
                    case '(':
                        if (!Flags(depth))
                        {
                            depth++;
                            Group();
                        }

                        continue;
                    case ')':
                        depth--;
                        break;
                    case '|' when depth == 0:
                        _alternatives = true;
                        break;
                    case '+' when _at > 0 && IsQuantifier(body[_at - 1]) && !Escaped(_at - 1):
                        if (!GivesNothingBack())
                        {
                            Unsupported = "a possessive quantifier";
                            return;
                        }

                        _at++;
                        continue;
                    case '{' when body.IndexOf('}', _at) is > 0 and var end && body[(_at + 1)..end].All(static c => char.IsAsciiDigit(c) || c == ','):
                        _text.Append(body, _at, end + 1 - _at);
                        _at = end + 1;
                        continue;
                }

                if (!IsQuantifier(c))
                {
                    _atom = c == ')' ? -1 : _text.Length;
                }

                _text.Append(c);
                _at++;
            }
        }

        // A possessive quantifier gives nothing back. When what follows is a character its atom does not match, or nothing, a greedy one finds the same.
        bool GivesNothingBack()
        {
            var at = _at + 1;
            while (at < body.Length && body[at] == ')')
            {
                at++;
            }

            if (at == body.Length)
            {
                return true;
            }

            var next = body[at];
            if (next == '\\' && at + 1 < body.Length && !char.IsAsciiLetterOrDigit(body[at + 1]))
            {
                next = body[at + 1];
            }
            else if ("\\.[(|?*+^$){}".Contains(next, StringComparison.Ordinal))
            {
                return false;
            }

            var quantifier = _text.ToString().LastIndexOfAny(['*', '+', '?', '{']);
            if (_atom < 0 || quantifier <= _atom)
            {
                return false;
            }

            try
            {
                return !Regex.IsMatch(next.ToString(), $"^(?:{_text.ToString(_atom, quantifier - _atom)})$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase);
            }
            catch (ArgumentException)
            {
                return false;
            }
        }

        static bool IsQuantifier(char c) => c is '*' or '+' or '?' or '}';

        bool Escaped(int at)
        {
            var slashes = 0;
            while (at - slashes - 1 >= 0 && body[at - slashes - 1] == '\\')
            {
                slashes++;
            }

            return slashes % 2 == 1;
        }

        // `(?i)` by itself. Engine v1 applies it to the first alternative only, v2 to all that follow; .NET does as v2.
        bool Flags(int depth)
        {
            if (_at + 2 >= body.Length || body[_at + 1] != '?')
            {
                return false;
            }

            var end = _at + 2;
            while (end < body.Length && (char.IsAsciiLetter(body[end]) || body[end] == '-'))
            {
                end++;
            }

            if (end == _at + 2 || end >= body.Length || body[end] != ')')
            {
                return false;
            }

            _inline |= depth == 0 && !_alternatives && body[(_at + 2)..end].Contains('i', StringComparison.Ordinal);
            _text.Append(body, _at, end + 1 - _at);
            _at = end + 1;
            return true;
        }

        void Group()
        {
            if (_at + 1 >= body.Length || body[_at + 1] != '?')
            {
                _groups++;
                _text.Append('(');
                _at++;
                return;
            }

            var rest = body.AsSpan(_at + 2);
            var name = rest.StartsWith("P<") ? 2 : rest.StartsWith("<") && !rest.StartsWith("<=") && !rest.StartsWith("<!") ? 1 : 0;
            if (name > 0)
            {
                var end = body.IndexOf('>', _at);
                if (end < 0)
                {
                    _text.Append(body, _at, body.Length - _at);
                    _at = body.Length;
                    return;
                }

                _groups++;
                Groups.Add((body[(_at + 2 + name)..end], _groups));
                _text.Append('(');
                _at = end + 1;
                return;
            }

            if (rest.Length > 0 && rest[0] is '=' or '!' || rest.StartsWith("<=") || rest.StartsWith("<!"))
            {
                Unsupported = "look-around";
                return;
            }

            if (rest.Length > 0 && rest[0] == '>')
            {
                Unsupported = "an atomic group";
                return;
            }

            _text.Append("(?");
            _at += 2;
        }

        void Class()
        {
            _atom = _text.Length;
            _text.Append(body[_at++]);
            if (_at < body.Length && body[_at] == '^')
            {
                _text.Append(body[_at++]);
            }

            var first = true;
            while (_at < body.Length && (body[_at] != ']' || first))
            {
                first = false;
                if (body[_at] == '\\')
                {
                    var isSet = _at + 1 < body.Length && "dwshDWS".Contains(body[_at + 1], StringComparison.Ordinal);
                    Escape(inClass: true);
                    if (isSet && _at + 1 < body.Length && body[_at] == '-' && body[_at + 1] != ']')
                    {
                        // Behind a set of characters a hyphen begins no range.
                        _text.Append("\\-");
                        _at++;
                    }

                    continue;
                }

                if (body[_at] == '[')
                {
                    // .NET reads `-[` in a class as subtraction.
                    _text.Append('\\');
                }

                _text.Append(body[_at++]);
            }

            if (_at < body.Length)
            {
                _text.Append(body[_at++]);
            }
        }

        void Escape(bool inClass)
        {
            if (_at + 1 >= body.Length)
            {
                _text.Append(body[_at++]);
                return;
            }

            var c = body[_at + 1];
            _at += 2;
            _atom = inClass ? _atom : _text.Length;
            switch (c)
            {
                case 'd':
                    _text.Append(inClass ? "0-9" : "[0-9]");
                    break;
                case 'w':
                    _text.Append(inClass ? "a-zA-Z0-9_" : "[a-zA-Z0-9_]");
                    break;
                case 's':
                    _text.Append(inClass ? @" \t\n\v\f\r" : @"[ \t\n\v\f\r]");
                    break;
                case 'h':
                    _text.Append(inClass ? @" \t" : @"[ \t]");
                    break;
                case 'D' when !inClass:
                    _text.Append("[^0-9]");
                    break;
                case 'W' when !inClass:
                    _text.Append("[^a-zA-Z0-9_]");
                    break;
                case 'S' when !inClass:
                    _text.Append(@"[^ \t\n\v\f\r]");
                    break;
                case 'Q':
                    var end = body.IndexOf(@"\E", _at, StringComparison.Ordinal);
                    end = end < 0 ? body.Length : end;
                    _text.Append(Regex.Escape(body[_at..end]));
                    _at = Math.Min(body.Length, end + 2);
                    break;
                case >= '1' and <= '9' when !inClass:
                    Unsupported = "a back-reference";
                    break;
                case 'k' when !inClass:
                    Unsupported = "a back-reference";
                    break;
                case 'G' or 'R' or 'X' when !inClass:
                    Unsupported = $"`\\{c}`";
                    break;
                case var plain when char.IsAsciiLetterOrDigit(plain):
                    _text.Append('\\').Append(plain);
                    break;
                case '_' or '/' or '"' or '\'' or '<' or '>' or '@' or '%' or '&' or '=' or ':' or ';' or ',' or '!' or '~' or '`':
                    _text.Append(c);
                    break;
                default:
                    _text.Append('\\').Append(c);
                    break;
            }
        }
    }
}
