// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Tapwatch.Engine.Regexes;

/// <summary>
/// Reads the regular expressions of .NET as far as they are regular and speak of ASCII; of what goes beyond (Unicode categories, look-around, comments …)
/// it makes nothing, and the framework's engine is used instead.
/// </summary>
/// <remarks>Syntax: https://learn.microsoft.com/dotnet/standard/base-types/regular-expression-language-quick-reference. Only expressions that the framework takes come here.</remarks>
sealed class RegexParser
{
    const int MostRepetitions = 1000;
    const int DeepestGroup = 100;

    readonly string _pattern;
    readonly List<bool> _named = [];
    int _at;
    int _depth;
    bool _ignoreCase;
    bool _multiline;
    bool _singleLine;

    RegexParser(string pattern) => _pattern = pattern;

    /// <summary>The expression and, for each of its groups in the order of the pattern, whether it has a name; null when it goes beyond what is read here.</summary>
    public static (RegexNode Root, IReadOnlyList<bool> Named)? Parse(string pattern)
    {
        var parser = new RegexParser(pattern);
        return parser.Choice() is { } root && parser._at == pattern.Length ? (root, parser._named) : null;
    }

    RegexNode? Choice()
    {
        var parts = new List<RegexNode>();
        do
        {
            if (Sequence() is not { } part)
            {
                return null;
            }

            parts.Add(part);
        }
        while (Take('|'));

        return parts.Count == 1 ? parts[0] : new ChoiceNode(parts);
    }

    SequenceNode? Sequence()
    {
        var parts = new List<RegexNode>();
        while (_at < _pattern.Length && _pattern[_at] is not ('|' or ')'))
        {
            if (Atom() is not { } atom || Repeated(atom) is not { } part)
            {
                return null;
            }

            parts.Add(part);
        }

        return new SequenceNode(parts);
    }

    RegexNode? Repeated(RegexNode atom)
    {
        if (_at == _pattern.Length)
        {
            return atom;
        }

        var (least, most) = (0, -1);
        switch (_pattern[_at])
        {
            case '*':
                _at++;
                break;
            case '+':
                least = 1;
                _at++;
                break;
            case '?':
                most = 1;
                _at++;
                break;
            case '{' when TakeCounts(ref least, ref most):
                break;
            default:
                return atom;
        }

        return least > MostRepetitions || most > MostRepetitions ? null : new RepeatNode(atom, least, most, Take('?'));
    }

    /// <summary>Takes <c>{2}</c>, <c>{2,}</c> or <c>{2,3}</c>; anything else that begins with a brace is text.</summary>
    bool TakeCounts(ref int least, ref int most)
    {
        var at = _at + 1;
        if (!Digits(ref at, out least))
        {
            return false;
        }

        most = least;
        if (at < _pattern.Length && _pattern[at] == ',')
        {
            at++;
            if (!Digits(ref at, out most))
            {
                most = -1;
            }
        }

        if (at == _pattern.Length || _pattern[at] != '}')
        {
            return false;
        }

        _at = at + 1;
        return true;
    }

    bool Digits(ref int at, out int value)
    {
        var start = at;
        while (at < _pattern.Length && char.IsAsciiDigit(_pattern[at]))
        {
            at++;
        }

        value = 0;
        return at > start && (int.TryParse(_pattern.AsSpan(start, at - start), NumberStyles.None, CultureInfo.InvariantCulture, out value) || (value = int.MaxValue) > 0);
    }

    RegexNode? Atom()
    {
        var c = _pattern[_at++];
        switch (c)
        {
            case '(':
                return Group();
            case '[':
                return Class() is { } set ? new SetNode(set) : null;
            case '\\':
                return Escape();
            case '.':
                return new SetNode(_singleLine ? AsciiSet.All : ~AsciiSet.LineBreak);
            case '^':
                return new AssertionNode(_multiline ? Assertion.LineStart : Assertion.Start);
            case '$':
                return new AssertionNode(_multiline ? Assertion.LineEnd : Assertion.LastLineEnd);
            case '*' or '+' or '?':
                return null;
            default:
                return Literal(c);
        }
    }

    SetNode? Literal(char c) => c < 128 ? new SetNode(Cased(AsciiSet.Of(c))) : null;

    AsciiSet Cased(AsciiSet set) => _ignoreCase ? set.BothCases() : set;

    RegexNode? Group()
    {
        var (ignoreCase, multiline, singleLine) = (_ignoreCase, _multiline, _singleLine);
        var group = -1;
        if (!Take('?'))
        {
            group = _named.Count;
            _named.Add(false);
        }
        else if (_at < _pattern.Length && _pattern[_at] is '<' or '\'')
        {
            if (!TakeName())
            {
                return null;
            }

            group = _named.Count;
            _named.Add(true);
        }
        else
        {
            if (!TakeOptions())
            {
                return null;
            }

            if (Take(')'))
            {
                // They hold for the rest of the group around them.
                return new SequenceNode([]);
            }

            if (!Take(':'))
            {
                return null;
            }
        }

        if (++_depth > DeepestGroup || Choice() is not { } part || !Take(')'))
        {
            return null;
        }

        _depth--;
        (_ignoreCase, _multiline, _singleLine) = (ignoreCase, multiline, singleLine);
        return group < 0 ? part : new GroupNode(part, group);
    }

    bool TakeName()
    {
        var close = _pattern[_at] == '<' ? '>' : '\'';
        var end = _pattern.IndexOf(close, _at + 1);
        if (end <= _at + 1)
        {
            return false;
        }

        // Numbers in place of names, and one name for two groups, change how groups are counted.
        var name = _pattern.AsSpan(_at + 1, end - _at - 1);
        foreach (var c in name)
        {
            if (!char.IsAsciiLetter(c) && c != '_' && !(char.IsAsciiDigit(c) && !char.IsAsciiDigit(name[0])))
            {
                return false;
            }
        }

        var again = _pattern.AsSpan(end + 1);
        for (var at = again.IndexOf(name); at >= 0; at = again.IndexOf(name))
        {
            if (at > 0 && again[at - 1] is '<' or '\'')
            {
                return false;
            }

            again = again[(at + name.Length)..];
        }

        _at = end + 1;
        return true;
    }

    bool TakeOptions()
    {
        var on = true;
        for (; _at < _pattern.Length; _at++)
        {
            switch (_pattern[_at])
            {
                case '-':
                    on = false;
                    break;
                case 'i':
                    _ignoreCase = on;
                    break;
                case 'm':
                    _multiline = on;
                    break;
                case 's':
                    _singleLine = on;
                    break;
                default:
                    return _pattern[_at] is ':' or ')';
            }
        }

        return false;
    }

    RegexNode? Escape()
    {
        if (_at == _pattern.Length)
        {
            return null;
        }

        switch (_pattern[_at])
        {
            case 'A':
                return Asserted(Assertion.Start);
            case 'Z':
                return Asserted(Assertion.LastLineEnd);
            case 'z':
                return Asserted(Assertion.End);
            case 'b':
                return Asserted(Assertion.WordBoundary);
            case 'B':
                return Asserted(Assertion.NoWordBoundary);
            default:
                return EscapedSet(out _) is { } set ? new SetNode(Cased(set)) : null;
        }
    }

    AssertionNode Asserted(Assertion assertion)
    {
        _at++;
        return new AssertionNode(assertion);
    }

    /// <summary>The set that the character after a backslash stands for; null for one that stands for something else.</summary>
    AsciiSet? EscapedSet(out int single)
    {
        single = -1;
        if (_at == _pattern.Length)
        {
            return null;
        }

        var c = _pattern[_at++];
        switch (c)
        {
            case 'd':
                return AsciiSet.Digits;
            case 'D':
                return ~AsciiSet.Digits;
            case 'w':
                return AsciiSet.Words;
            case 'W':
                return ~AsciiSet.Words;
            case 's':
                return AsciiSet.Spaces;
            case 'S':
                return ~AsciiSet.Spaces;
            case 'x':
                single = Hexadecimal(2);
                break;
            case 'u':
                single = Hexadecimal(4);
                break;
            default:
                single = c switch
                {
                    't' => '\t',
                    'n' => '\n',
                    'r' => '\r',
                    'f' => '\f',
                    'v' => '\v',
                    'a' => '\a',
                    'e' => 0x1B,
                    _ when c < 128 && !char.IsAsciiLetterOrDigit(c) => c,
                    _ => -1,
                };
                break;
        }

        return single is >= 0 and < 128 ? AsciiSet.Of(single) : null;
    }

    int Hexadecimal(int digits)
    {
        if (_pattern.Length - _at < digits || !int.TryParse(_pattern.AsSpan(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            return -1;
        }

        _at += digits;
        return value;
    }

    AsciiSet? Class()
    {
        var negated = Take('^');
        var set = AsciiSet.None;
        for (var first = true; _at < _pattern.Length; first = false)
        {
            var c = _pattern[_at++];
            if (c == ']' && !first)
            {
                set = Cased(set);
                return negated ? ~set : set;
            }

            int low = c;
            if (c == '\\')
            {
                if (_at < _pattern.Length && _pattern[_at] == 'b')
                {
                    _at++;
                    low = '\b';
                }
                else if (EscapedSet(out low) is not { } escaped)
                {
                    return null;
                }
                else if (low < 0)
                {
                    // A set is no end of a range.
                    if (IsRange())
                    {
                        return null;
                    }

                    set |= escaped;
                    continue;
                }
            }

            // Posix classes and sets taken away are something else, or nothing, elsewhere.
            if (low >= 128 || (c == '[' && _at < _pattern.Length && _pattern[_at] == ':'))
            {
                return null;
            }

            var high = low;
            if (IsRange())
            {
                _at++;
                high = _pattern[_at++];
                if (high == '\\' && (EscapedSet(out high) is null || high < 0))
                {
                    return null;
                }

                if (high is >= 128 or '[' || high < low || (_at < _pattern.Length && _pattern[_at] == '-' && IsRange()))
                {
                    return null;
                }
            }

            set |= AsciiSet.Range(low, high);
        }

        return null;
    }

    /// <summary>Whether a hyphen follows that is not the last of its class.</summary>
    bool IsRange() => _at + 1 < _pattern.Length && _pattern[_at] == '-' && _pattern[_at + 1] != ']';

    bool Take(char c)
    {
        if (_at < _pattern.Length && _pattern[_at] == c)
        {
            _at++;
            return true;
        }

        return false;
    }
}
