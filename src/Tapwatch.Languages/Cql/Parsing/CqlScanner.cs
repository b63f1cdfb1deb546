// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Languages.Cql.Syntax;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Languages.Cql.Parsing;

/// <summary>
/// Reads the smallest parts of a query at a place the parser chooses. There is no separate token stream: what <c>/</c>, <c>*</c>, <c>-</c> or <c>//</c> are
/// depends on whether a filter or an expression is being read.
/// </summary>
sealed class CqlScanner(string text, DiagnosticBag diagnostics)
{
    public string Text { get; } = text;

    public int At { get; set; }

    public bool AtEnd => At >= Text.Length;

    public char Current => At < Text.Length ? Text[At] : '\0';

    public char Peek(int offset) => At + offset < Text.Length ? Text[At + offset] : '\0';

    /// <summary>Skips white space and comments.</summary>
    public void SkipTrivia()
    {
        while (At < Text.Length)
        {
            var c = Text[At];
            if (char.IsWhiteSpace(c) || c is '\u200b' or '\ufeff')
            {
                At++;
            }
            else if (c == '/' && Peek(1) == '/')
            {
                var end = Text.IndexOf('\n', At);
                At = end < 0 ? Text.Length : end;
            }
            else if (c == '/' && Peek(1) == '*')
            {
                var end = Text.IndexOf("*/", At + 2, StringComparison.Ordinal);
                if (end < 0)
                {
                    diagnostics.Add(Messages.Unterminated(new SourceSpan(At, 2), "comment"));
                }

                At = end < 0 ? Text.Length : end + 2;
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>The end of the trivia that begins at a place.</summary>
    public int AfterTrivia(int from)
    {
        var saved = At;
        At = from;
        SkipTrivia();
        var result = At;
        At = saved;
        return result;
    }

    public bool Take(string symbol)
    {
        if (string.CompareOrdinal(Text, At, symbol, 0, symbol.Length) != 0)
        {
            return false;
        }

        At += symbol.Length;
        return true;
    }

    /// <summary>Whether the word stands here, case aside, and ends here.</summary>
    public bool IsWord(string word) =>
        At + word.Length <= Text.Length
        && string.Compare(Text, At, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0
        && !CqlCharacters.IsPattern(Peek(word.Length));

    public bool TakeWord(string word)
    {
        if (!IsWord(word))
        {
            return false;
        }

        At += word.Length;
        return true;
    }

    /// <summary>The end of the bare field name that begins at a place: name characters, <c>[0]</c>, <c>[]</c> and back-ticked parts; the place itself when there is none.</summary>
    public int NameEnd(int from)
    {
        var at = from;
        while (at < Text.Length)
        {
            var c = Text[at];
            if (CqlCharacters.IsName(c))
            {
                at++;
            }
            else if (c == '[' && at > from && IndexEnd(at) is var end and > 0)
            {
                at = end;
            }
            else if (c == '`' && Text.IndexOf('`', at + 1) is var close and > 0 && Text.AsSpan(at, close - at).IndexOf('\n') < 0)
            {
                at = close + 1;
            }
            else
            {
                break;
            }
        }

        return at;
    }

    /// <summary>The end of the bare pattern that begins at a place. A slash may stand inside, but not first; <c>//</c> inside a word is no comment.</summary>
    public int PatternEnd(int from)
    {
        var at = from;
        while (at < Text.Length)
        {
            var c = Text[at];
            if (c == ':' && at + 1 < Text.Length && Text[at + 1] == '=')
            {
                break;
            }

            if (CqlCharacters.IsPattern(c) || (c == '/' && at > from))
            {
                at++;
            }
            else if (c == '[' && at > from && IndexEnd(at) is var end and > 0)
            {
                at = end;
            }
            else
            {
                break;
            }
        }

        return at;
    }

    /// <summary>The end of the function name (<c>array:contains</c>) that begins at a place; the place itself when there is none.</summary>
    public int FunctionNameEnd(int from)
    {
        var at = from;
        while (at < Text.Length && CqlCharacters.IsFunctionStart(Text[at]))
        {
            while (at < Text.Length && CqlCharacters.IsFunctionPart(Text[at]))
            {
                at++;
            }

            if (at + 1 < Text.Length && Text[at] == ':' && CqlCharacters.IsFunctionStart(Text[at + 1]))
            {
                at++;
                continue;
            }

            return at;
        }

        return from;
    }

    /// <summary>Reads a string; the opening quote stands here. Only <c>\"</c>, <c>\\</c> and <c>\n</c> are escapes; any other backslash stays, so that "\d+" is a regex.</summary>
    public string ReadString()
    {
        var start = At++;
        var value = new StringBuilder();
        while (At < Text.Length)
        {
            var c = Text[At++];
            if (c == '"')
            {
                return value.ToString();
            }

            if (c == '\\' && At < Text.Length && Text[At] is '"' or '\\' or 'n')
            {
                c = Text[At++];
                value.Append(c == 'n' ? '\n' : c);
                continue;
            }

            value.Append(c);
        }

        diagnostics.Add(Messages.Unterminated(new SourceSpan(start, 1), "string"));
        return value.ToString();
    }

    /// <summary>Reads <c>/body/flags</c>; the opening slash stands here.</summary>
    public RegexPattern ReadRegex()
    {
        var start = At;
        var close = RegexEnd(start + 1, classes: true);
        if (close < 0)
        {
            // A bracket that is never closed is no class to the vendor's own content either.
            close = RegexEnd(start + 1, classes: false);
        }

        if (close < 0)
        {
            var line = Text.IndexOf('\n', start);
            close = line < 0 ? Text.Length : line;
            At = close;
            diagnostics.Add(Messages.Unterminated(new SourceSpan(start, 1), "regular expression"));
            return new RegexPattern(Text[(start + 1)..close], "", SourceSpan.Between(start, close));
        }

        At = close + 1;
        while (char.IsAsciiLetter(Current))
        {
            At++;
        }

        return new RegexPattern(Text[(start + 1)..close], Text[(close + 1)..At], SourceSpan.Between(start, At));
    }

    int RegexEnd(int from, bool classes)
    {
        var inClass = false;
        for (var at = from; at < Text.Length && Text[at] != '\n'; at++)
        {
            switch (Text[at])
            {
                case '\\':
                    at++;
                    break;
                case '[' when classes && !inClass:
                    inClass = true;
                    break;
                case ']' when inClass:
                    inClass = false;
                    break;
                case '/' when !inClass:
                    return at;
            }
        }

        return -1;
    }

    // The end of `[0]`, `[]` or `[*]` at a place, or -1.
    int IndexEnd(int at)
    {
        var i = at + 1;
        if (i < Text.Length && Text[i] == '*')
        {
            i++;
        }
        else
        {
            while (i < Text.Length && char.IsAsciiDigit(Text[i]))
            {
                i++;
            }
        }

        return i < Text.Length && Text[i] == ']' ? i + 1 : -1;
    }
}
