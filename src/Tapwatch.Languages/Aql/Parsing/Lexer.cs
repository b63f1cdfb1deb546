// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Languages.Aql.Parsing;

/// <summary>Cuts AQL text into tokens. Comments (<c>--</c>, <c>/* */</c>) are skipped: no guide names them, rule collections use them.</summary>
sealed class Lexer(DiagnosticBag diagnostics)
{
    static readonly string[] _marks = [">>>", "<<", ">>", "<=", ">=", "<>", "!=", "=="];

    readonly string _text = diagnostics.Source.Text;
    readonly List<Token> _tokens = [];
    int _at;

    /// <summary>All tokens; the last is <see cref="TokenKind.End"/>.</summary>
    public IReadOnlyList<Token> Run()
    {
        while (_at < _text.Length)
        {
            var start = _at;
            var c = _text[_at];
            if (char.IsWhiteSpace(c) || c is '\uFEFF' or '\u200B' or '\0')
            {
                _at++;
            }
            else if (c == '-' && Peek(1) == '-')
            {
                SkipLine();
            }
            else if (c == '/' && Peek(1) == '*')
            {
                SkipBlock();
            }
            else if (c == '\'')
            {
                Quoted('\'', TokenKind.String, "string");
            }
            else if (c == '"')
            {
                Quoted('"', TokenKind.QuotedName, "name");
            }
            else if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1))))
            {
                Number();
            }
            else if (IsWordStart(c))
            {
                Word();
            }
            else if (!Mark())
            {
                _at++;
                diagnostics.Add(Messages.StrayCharacter(SourceSpan.Between(start, _at), c.ToString()));
            }
        }

        _tokens.Add(new Token(TokenKind.End, new SourceSpan(_text.Length, 0), ""));
        return _tokens;
    }

    static bool IsWordStart(char c) => char.IsLetter(c) || c is '_' or '$';

    static bool IsWordPart(char c) => char.IsLetterOrDigit(c) || c is '_' or '$';

    char Peek(int ahead) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';

    void Add(TokenKind kind, int start, string text) => _tokens.Add(new Token(kind, SourceSpan.Between(start, _at), text));

    void SkipLine()
    {
        while (_at < _text.Length && _text[_at] is not ('\n' or '\r'))
        {
            _at++;
        }
    }

    void SkipBlock()
    {
        var end = _text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            diagnostics.Add(Messages.Unterminated(new SourceSpan(_at, 2), "comment"));
        }

        _at = end < 0 ? _text.Length : end + 2;
    }

    // A doubled quote stands for one; a backslash is a character like any other (Windows paths).
    void Quoted(char quote, TokenKind kind, string what)
    {
        var start = _at++;
        var value = new StringBuilder();
        while (_at < _text.Length)
        {
            var c = _text[_at++];
            if (c != quote)
            {
                value.Append(c);
            }
            else if (Peek(0) == quote)
            {
                value.Append(quote);
                _at++;
            }
            else
            {
                Add(kind, start, value.ToString());
                return;
            }
        }

        diagnostics.Add(Messages.Unterminated(new SourceSpan(start, 1), what));
        Add(kind, start, value.ToString());
    }

    void Number()
    {
        var start = _at;
        if (_text[_at] == '0' && Peek(1) is 'x' or 'X' && char.IsAsciiHexDigit(Peek(2)))
        {
            _at += 2;
            while (char.IsAsciiHexDigit(Peek(0)))
            {
                _at++;
            }
        }
        else
        {
            Digits();
            if (Peek(0) == '.' && char.IsAsciiDigit(Peek(1)))
            {
                _at++;
                Digits();
            }

            if (Peek(0) is 'e' or 'E' && (char.IsAsciiDigit(Peek(1)) || (Peek(1) is '+' or '-' && char.IsAsciiDigit(Peek(2)))))
            {
                _at += 2;
                Digits();
            }
        }

        Add(TokenKind.Number, start, _text[start.._at]);
    }

    void Digits()
    {
        while (char.IsAsciiDigit(Peek(0)))
        {
            _at++;
        }
    }

    void Word()
    {
        var start = _at;
        while (IsWordPart(Peek(0)) || (Peek(0) == ':' && Peek(1) == ':' && IsWordStart(Peek(2))))
        {
            _at += Peek(0) == ':' ? 2 : 1;
        }

        Add(TokenKind.Word, start, _text[start.._at]);
    }

    bool Mark()
    {
        var start = _at;
        foreach (var mark in _marks)
        {
            if (string.CompareOrdinal(_text, _at, mark, 0, mark.Length) == 0)
            {
                _at += mark.Length;
                Add(TokenKind.Mark, start, mark);
                return true;
            }
        }

        if ("=<>+-*/%^&|#~(),;.".Contains(_text[_at], StringComparison.Ordinal))
        {
            _at++;
            Add(TokenKind.Mark, start, _text[start.._at]);
            return true;
        }

        return false;
    }
}
