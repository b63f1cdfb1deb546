// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Lexing;
using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Parsing;

/// <summary>
/// Reads a KQL text into a tree. Never throws and never gives up: what is missing becomes a missing node and a message, and reading goes on
/// at the next <c>|</c> or <c>;</c>.
/// </summary>
/// <remarks>Grammar: Kql.g4 of the language's own repository, read by hand here. Keywords are recognised by their place only.</remarks>
sealed partial class KqlParser
{
    const int DeepestNesting = 120;
    const int LongestChain = 200;

    readonly DiagnosticBag _diagnostics;
    readonly List<KqlToken> _tokens;
    int _at;
    int _depth;
    int _reportedAt = -1;

    KqlParser(DiagnosticBag diagnostics, List<KqlToken> tokens) => (_diagnostics, _tokens) = (diagnostics, tokens);

    /// <summary>The statements of the text; messages go to <paramref name="diagnostics"/>.</summary>
    public static KqlBody Parse(DiagnosticBag diagnostics)
    {
        var parser = new KqlParser(diagnostics, KqlLexer.Tokenize(diagnostics));
        return parser.Body(closing: null);
    }

    KqlToken Current => _tokens[_at];

    KqlToken Peek(int offset = 1) => _tokens[Math.Min(_at + offset, _tokens.Count - 1)];

    KqlToken Next()
    {
        var token = Current;
        if (token.Kind != KqlTokenKind.End)
        {
            _at++;
        }

        return token;
    }

    bool At(string symbol) => Current.Is(symbol);

    bool AtWord(string word) => Current.IsWord(word);

    bool Accept(string symbol)
    {
        if (At(symbol))
        {
            _at++;
            return true;
        }

        return false;
    }

    bool AcceptWord(string word)
    {
        if (AtWord(word))
        {
            _at++;
            return true;
        }

        return false;
    }

    bool Expect(string symbol)
    {
        if (Accept(symbol))
        {
            return true;
        }

        Unexpected($"`{symbol}`");
        return false;
    }

    bool ExpectWord(string word)
    {
        if (AcceptWord(word))
        {
            return true;
        }

        Unexpected($"`{word}`");
        return false;
    }

    // One message per place: what follows from the first is noise.
    void Unexpected(string expected, string? help = null)
    {
        if (_reportedAt == _at)
        {
            return;
        }

        _reportedAt = _at;
        if (Current.Kind != KqlTokenKind.Bad)
        {
            var span = Current.Kind == KqlTokenKind.End && _at > 0 ? new SourceSpan(_tokens[_at - 1].Span.End, 0) : Current.Span;
            _diagnostics.Add(Messages.Unexpected(span, Current.Display, expected, help));
        }
    }

    SourceSpan SpanFrom(int startToken) =>
        _at > startToken ? _tokens[startToken].Span.Through(_tokens[_at - 1].Span) : new SourceSpan(_tokens[startToken].Span.Start, 0);

    MissingExpression Missing(string expected)
    {
        Unexpected(expected);
        return new MissingExpression(new SourceSpan(Current.Span.Start, 0));
    }

    bool TooDeep()
    {
        if (_depth < DeepestNesting)
        {
            return false;
        }

        _diagnostics.Add(Messages.TooDeep(Current.Span, DeepestNesting));
        _at = _tokens.Count - 1;
        _reportedAt = _at;
        return true;
    }

    // Goes to the next token of these at this bracket level; closing brackets of outer levels stop it too.
    void SkipTo(params ReadOnlySpan<string> stops)
    {
        var open = 0;
        while (Current.Kind != KqlTokenKind.End)
        {
            if (Current.Kind == KqlTokenKind.Symbol)
            {
                if (open == 0 && (stops.Contains(Current.Text) || Current.Text is ")" or "]" or "}"))
                {
                    return;
                }

                open += Current.Text switch { "(" or "[" or "{" => 1, ")" or "]" or "}" => -1, _ => 0 };
            }

            _at++;
        }
    }

    KqlBody Body(string? closing)
    {
        var statements = new List<KqlStatement>();
        while (Current.Kind != KqlTokenKind.End && (closing is null || !At(closing)))
        {
            if (Accept(";"))
            {
                continue;
            }

            statements.Add(Statement());
            if (Current.Kind == KqlTokenKind.End || At(";") || (closing is not null && At(closing)))
            {
                continue;
            }

            Unexpected("`|` or `;`", BlankLineBefore(Current) ? "statements are separated by `;`, an empty line does not end one" : null);
            SkipTo(";");
            if (Current.Kind == KqlTokenKind.Symbol && Current.Text is ")" or "]" or "}" && (closing is null || !At(closing)))
            {
                _at++;
            }
        }

        return new KqlBody(statements);
    }

    bool BlankLineBefore(KqlToken token)
    {
        var text = _diagnostics.Source.Text;
        var lines = 0;
        for (var i = token.Span.Start - 1; i >= 0 && char.IsWhiteSpace(text[i]); i--)
        {
            lines += text[i] == '\n' ? 1 : 0;
        }

        return lines > 1;
    }

    // A name, also one in brackets: ['a name'] or ["a name"].
    NameExpression? TryName()
    {
        if (Current.Kind == KqlTokenKind.Word)
        {
            var token = Next();
            return new NameExpression(token.Span, token.Text);
        }

        if (At("[") && Peek().IsString && Peek(2).Is("]"))
        {
            var start = _at;
            var name = (string)Peek().Value!;
            _at += 3;
            return new NameExpression(SpanFrom(start), name);
        }

        return null;
    }

    NameExpression Name(string expected = "a name")
    {
        if (TryName() is { } name)
        {
            return name;
        }

        Unexpected(expected);
        return new NameExpression(new SourceSpan(Current.Span.Start, 0), "");
    }

    ScalarType? TypeName()
    {
        var token = Current;
        if (token.Kind != KqlTokenKind.Word)
        {
            Unexpected("a type");
            return null;
        }

        _at++;
        if (KqlTypes.Parse(token.Text) is { } type)
        {
            return type;
        }

        _diagnostics.Add(Messages.UnknownType(token.Span, token.Text));
        return null;
    }

    List<T> List<T>(Func<T> item, string separator = ",")
    {
        var items = new List<T> { item() };
        while (Accept(separator))
        {
            items.Add(item());
        }

        return items;
    }
}
