// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Lexing;

/// <summary>Cuts a KQL text into tokens. Comments (<c>//</c> to the end of the line) and white space are left out; bad characters are reported and skipped.</summary>
sealed partial class KqlLexer(DiagnosticBag diagnostics)
{
    // Longest first within each first character.
    static readonly string[] _symbols =
        ["<|", "=>", "==", "=~", "!=", "!~", "<>", "<=", ">=", "..", "|", ";", ",", "(", ")", "[", "]", "{", "}", "=", "<", ">", "+", "-", "*", "/", "%", ".", ":", "?", "~"];

    static readonly HashSet<string> _negatable = new(StringComparer.Ordinal)
    {
        "in", "has", "has_cs", "contains", "contains_cs", "startswith", "startswith_cs", "endswith", "endswith_cs", "hasprefix", "hasprefix_cs",
        "hassuffix", "hassuffix_cs", "between", "has_any", "has_all",
    };

    readonly string _text = diagnostics.Source.Text;
    readonly List<KqlToken> _tokens = [];
    int _at;

    /// <summary>All tokens, an end token last.</summary>
    public static List<KqlToken> Tokenize(DiagnosticBag diagnostics)
    {
        var lexer = new KqlLexer(diagnostics);
        lexer.Run();
        return lexer._tokens;
    }

    void Run()
    {
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (char.IsWhiteSpace(c) || c is '\uFEFF' or '\u200B' or '\u200C' or '\u200D' or '\u2060')
            {
                _at++;
            }
            else if (c == '/' && Peek(1) == '/')
            {
                var end = _text.AsSpan(_at).IndexOfAny('\r', '\n');
                _at = end < 0 ? _text.Length : _at + end;
            }
            else if (IsWordStart(c))
            {
                Word();
            }
            else if (char.IsAsciiDigit(c))
            {
                Number();
            }
            else if (c is '"' or '\'' || (c == '@' && Peek(1) is '"' or '\''))
            {
                String(_at);
            }
            else if (Fence(_at) is { } fence)
            {
                Fenced(_at, fence);
            }
            else
            {
                Symbol();
            }
        }

        _tokens.Add(new KqlToken(KqlTokenKind.End, new SourceSpan(_text.Length, 0), ""));
    }

    void Word()
    {
        var start = _at;
        if (_text[_at] is 'h' or 'H')
        {
            var next = Peek(1);
            if (next is '"' or '\'' || (next == '@' && Peek(2) is '"' or '\''))
            {
                _at++;
                String(start);
                return;
            }

            if (Fence(_at + 1) is { } fence)
            {
                _at++;
                Fenced(start, fence);
                return;
            }
        }

        _at++;
        while (_at < _text.Length && IsWordPart(_text[_at]))
        {
            _at++;
        }

        var word = _text[start.._at];
        if (word == "in" && Peek(0) == '~')
        {
            _at++;
            AddSymbol(start, word + "~");
        }
        else if (word is "true" or "false" or "True" or "False" or "TRUE" or "FALSE")
        {
            AddLiteral(start, ScalarType.Bool, word[0] is 't' or 'T');
        }
        else if (TypedLiteralType(word) is { } type && TypedLiteralBody() is { } body)
        {
            AddLiteral(start, type, ParseTyped(start, word, type, body));
        }
        else
        {
            _tokens.Add(new KqlToken(KqlTokenKind.Word, SourceSpan.Between(start, _at), word));
        }
    }

    void Symbol()
    {
        var start = _at;
        if (_text[_at] == '!' && IsWordStart(Peek(1)))
        {
            var end = _at + 1;
            while (end < _text.Length && IsWordPart(_text[end]))
            {
                end++;
            }

            var word = _text[(_at + 1)..end];
            if (_negatable.Contains(word))
            {
                if (end < _text.Length && _text[end] == '~' && word == "in")
                {
                    end++;
                }

                _at = end;
                AddSymbol(start, _text[start..end]);
                return;
            }
        }

        foreach (var symbol in _symbols)
        {
            if (string.CompareOrdinal(_text, _at, symbol, 0, symbol.Length) == 0)
            {
                _at += symbol.Length;
                AddSymbol(start, symbol);
                return;
            }
        }

        var length = char.IsHighSurrogate(_text[_at]) && char.IsLowSurrogate(Peek(1)) ? 2 : 1;
        _at += length;
        var span = new SourceSpan(start, length);
        diagnostics.Add(Messages.StrayCharacter(span, _text.Substring(start, length)));
        _tokens.Add(new KqlToken(KqlTokenKind.Bad, span, _text.Substring(start, length)));
    }

    void AddSymbol(int start, string symbol) => _tokens.Add(new KqlToken(KqlTokenKind.Symbol, SourceSpan.Between(start, _at), symbol));

    void AddLiteral(int start, ScalarType type, object? value) =>
        _tokens.Add(new KqlToken(KqlTokenKind.Literal, SourceSpan.Between(start, _at), _text[start.._at]) { Type = type, Value = value });

    char Peek(int offset) => _at + offset < _text.Length ? _text[_at + offset] : '\0';

    static bool IsWordStart(char c) => c is '_' or '$' || char.IsLetter(c);

    static bool IsWordPart(char c) => c == '_' || char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;
}
