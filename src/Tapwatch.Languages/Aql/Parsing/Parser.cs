// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Aql.Syntax;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Languages.Aql.Parsing;

/// <summary>Tokens to syntax. Never throws; what cannot be read is a missing node and a message, and the next clause is read on.</summary>
sealed partial class Parser
{
    // Brackets, NOT, CASE and sub-selects within one another; keeps the stack of every later stage shallow.
    const int DeepestNesting = 100;

    // Operators that build a chain as deep as it is long.
    const int MostChained = 500;

    readonly DiagnosticBag _diagnostics;
    readonly IReadOnlyList<Token> _tokens;
    int _at;
    int _depth;
    int _chained;

    Parser(DiagnosticBag diagnostics)
    {
        _diagnostics = diagnostics;
        _tokens = new Lexer(diagnostics).Run();
    }

    /// <summary>The query of a text, or null when there is none at all; messages go to <paramref name="diagnostics"/>.</summary>
    public static SelectSyntax? Parse(DiagnosticBag diagnostics) => new Parser(diagnostics).Text();

    Token Current => _tokens[_at];

    Token Next => _tokens[Math.Min(_at + 1, _tokens.Count - 1)];

    SourceSpan Previous => _at == 0 ? new SourceSpan(0, 0) : _tokens[_at - 1].Span;

    SelectSyntax? Text()
    {
        while (Current.IsMark(";"))
        {
            Take();
        }

        if (Current.Kind == TokenKind.End)
        {
            _diagnostics.Add(Messages.EmptyQuery(new SourceSpan(0, 0)));
            return null;
        }

        if (!Current.IsWord("SELECT"))
        {
            Unexpected("`SELECT`", AdviceOnStatement(Current));
            return null;
        }

        var select = Select();
        while (Current.IsMark(";"))
        {
            Take();
        }

        if (Current.Kind != TokenKind.End)
        {
            Unexpected("a clause or the end of the query");
        }

        return select;
    }

    Token Take()
    {
        var token = Current;
        if (_at < _tokens.Count - 1)
        {
            _at++;
        }

        return token;
    }

    bool TakeWord(string keyword)
    {
        if (!Current.IsWord(keyword))
        {
            return false;
        }

        Take();
        return true;
    }

    bool TakeMark(string mark)
    {
        if (!Current.IsMark(mark))
        {
            return false;
        }

        Take();
        return true;
    }

    bool ExpectWord(string keyword)
    {
        if (TakeWord(keyword))
        {
            return true;
        }

        Unexpected($"`{keyword}`");
        return false;
    }

    bool ExpectMark(string mark)
    {
        if (TakeMark(mark))
        {
            return true;
        }

        Unexpected($"`{mark}`");
        return false;
    }

    SourceSpan Since(SourceSpan start) => SourceSpan.Between(start.Start, Math.Max(start.Start, Previous.End));

    void Unexpected(string expected, string? help = null)
    {
        help ??= Current switch
        {
            { Kind: TokenKind.Word } unit when IsTimeUnit(unit.Text) => "AQL has no intervals: times are milliseconds, one hour is 60*60*1000",
            { Text: "<" } or { Text: "{" } => "fill in the placeholder",
            _ => null,
        };
        _diagnostics.Add(Messages.AqlParsing(Current.Span, Current.Shown, expected, help));
    }

    static bool IsTimeUnit(string word) => word.ToUpperInvariant() is "SECONDS" or "SECOND" or "MINUTES" or "MINUTE" or "HOURS" or "HOUR" or "DAYS" or "DAY";

    bool Enter()
    {
        if (_depth < DeepestNesting)
        {
            _depth++;
            return true;
        }

        _diagnostics.Add(Messages.TooDeep(Current.Span, DeepestNesting));
        GiveUp();
        return false;
    }

    void Leave() => _depth--;

    void GiveUp() => _at = _tokens.Count - 1;

    // After an error: on to the next clause of this SELECT, over whatever is in brackets.
    void SkipToClause()
    {
        var brackets = 0;
        while (Current.Kind != TokenKind.End)
        {
            if (Current.IsMark("("))
            {
                brackets++;
            }
            else if (Current.IsMark(")") && brackets-- == 0)
            {
                return;
            }
            else if (brackets == 0 && (AtClause() || Current.IsMark(";")))
            {
                return;
            }

            Take();
        }
    }
}
