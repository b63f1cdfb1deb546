// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Aql.Syntax;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Languages.Aql.Parsing;

/// <summary>What people bring from SQL: each is refused once, with the AQL way to say it, and reading goes on behind it.</summary>
sealed partial class Parser
{
    // SELECT TOP 10 username.
    void PassTop()
    {
        if (Current.IsWord("TOP") && Next.Kind == TokenKind.Number)
        {
            var top = Take();
            var count = Take();
            _diagnostics.Add(Messages.AqlHasNo(Since(top.Span), "TOP", $"write LIMIT {count.Text} behind the conditions"));
        }
    }

    // EXTRACT(HOUR FROM starttime). The name has been read, its bracket is open.
    bool PassExtract(Token name)
    {
        if (!name.IsWord("EXTRACT") || !Current.IsMark("(") || !(_at + 2 < _tokens.Count && _tokens[_at + 2].IsWord("FROM")))
        {
            return false;
        }

        Take();
        var part = Take();
        Take();
        var time = Printing.Printer.Print(Expression());
        CloseBracket();
        var letters = part.Text.ToUpperInvariant() switch
        {
            "YEAR" => "yyyy",
            "MONTH" => "M",
            "DAY" => "d",
            "MINUTE" => "m",
            "SECOND" => "s",
            "DOW" or "ISODOW" => "u",
            "WEEK" => "w",
            _ => "H",
        };
        _diagnostics.Add(Messages.AqlHasNo(Since(name.Span), "EXTRACT", $"write LONG(DATEFORMAT({time}, '{letters}'))"));
        return true;
    }

    // EXISTS (SELECT …), ANY ('a', 'b').
    ExpressionSyntax? PassQuantifier(Token word)
    {
        var what = word.Text.ToUpperInvariant();
        var help = what switch
        {
            "EXISTS" => "write `x IN (SELECT x FROM … )`; a sub-select cannot refer to the query around it",
            "ANY" or "ALL" => "join the conditions with OR or AND; one of a list is `x IN ('a', 'b')`",
            _ => null,
        };
        if (help is null || !Next.IsMark("("))
        {
            return null;
        }

        Take();
        _diagnostics.Add(Messages.AqlHasNo(word.Span, what, help));
        SkipBrackets();
        return new MissingSyntax(Since(word.Span));
    }

    // INTERVAL '1 hour', INTERVAL 1 HOUR.
    ExpressionSyntax? PassInterval(Token word)
    {
        if (!word.IsWord("INTERVAL") || Next.Kind is not (TokenKind.String or TokenKind.Number))
        {
            return null;
        }

        Take();
        Take();
        if (Current.Kind == TokenKind.Word && IsTimeUnit(Current.Text))
        {
            Take();
        }

        _diagnostics.Add(Messages.AqlHasNo(Since(word.Span), "INTERVAL", "times are milliseconds, one hour is 60*60*1000"));
        return new MissingSyntax(Since(word.Span));
    }

    // x REGEXP 'y', x CONTAINS 'y'. Returns null when there is none.
    ExpressionSyntax? PassForeignPredicate(SourceSpan start)
    {
        var help = Current.Text.ToUpperInvariant() switch
        {
            "REGEXP" or "RLIKE" or "SIMILAR" => "write MATCHES '.*…*.', or IMATCHES where case does not count",
            "CONTAINS" or "STARTSWITH" or "ENDSWITH" or "HAS" => "write ILIKE '%…%', or LIKE where case counts",
            _ => null,
        };
        var isSimilar = Current.IsWord("SIMILAR");
        if (help is null || !(isSimilar ? Next.IsWord("TO") : Next.Kind == TokenKind.String))
        {
            return null;
        }

        var word = Take();
        if (isSimilar)
        {
            Take();
        }

        _diagnostics.Add(Messages.AqlHasNo(word.Span, word.Text.ToUpperInvariant(), help));
        Arithmetic(0);
        return new MissingSyntax(Since(start));
    }

    // LIKE 'a\_b' ESCAPE '\'.
    void PassEscape()
    {
        if (Current.IsWord("ESCAPE") && Next.Kind == TokenKind.String)
        {
            var word = Take();
            Take();
            _diagnostics.Add(Messages.AqlHasNo(Since(word.Span), "ESCAPE", "write MATCHES, or STRPOS(x, 'part') >= 0 for text with % or _ in it"));
        }
    }

    // a || b. The first bar is the current token.
    bool PassConcatenation()
    {
        if (!Current.IsMark("|") || !Next.IsMark("|") || Current.Span.End != Next.Span.Start)
        {
            return false;
        }

        var first = Take();
        Take();
        _diagnostics.Add(Messages.AqlHasNo(Since(first.Span), "||", "write CONCAT(a, b)"));
        return true;
    }

    // x IN REFERENCE_SET('watchlist').
    bool PassReferenceSet(Token keyword, ExpressionSyntax left)
    {
        if (Current.Kind != TokenKind.Word || !Next.IsMark("("))
        {
            return false;
        }

        var name = Take();
        var argument = _at + 1 < _tokens.Count && _tokens[_at + 1].Kind == TokenKind.String ? $"'{_tokens[_at + 1].Text}'" : "'set'";
        SkipBrackets();
        _diagnostics.Add(Messages.AqlHasNo(SourceSpan.Between(keyword.Span.Start, Previous.End), $"IN {name.Text.ToUpperInvariant()}(…)",
            $"write REFERENCESETCONTAINS({argument}, {Printing.Printer.Print(left)})"));
        return true;
    }

    // LIMIT 5, 10 and ORDER BY x NULLS LAST.
    void PassSecondLimit(Token limit)
    {
        if (Current.IsMark(",") && Next.Kind == TokenKind.Number)
        {
            Take();
            var count = Take();
            _diagnostics.Add(Messages.AqlHasNo(Since(limit.Span), "LIMIT with two numbers", $"write LIMIT {count.Text}; the API pages results with the Range header"));
        }
    }

    void PassNullsOrder()
    {
        if (Current.IsWord("NULLS") && (Next.IsWord("FIRST") || Next.IsWord("LAST")))
        {
            var word = Take();
            Take();
            _diagnostics.Add(Messages.AqlHasNo(Since(word.Span), "NULLS FIRST and NULLS LAST", "null counts as the least: it comes first in ascending order and last in descending order"));
        }
    }

    void SkipBrackets()
    {
        var depth = 0;
        while (Current.Kind != TokenKind.End)
        {
            depth += Current.IsMark("(") ? 1 : Current.IsMark(")") ? -1 : 0;
            Take();
            if (depth <= 0)
            {
                return;
            }
        }
    }

    // Statements that are none of AQL.
    static string AdviceOnStatement(Token first) => first.Text.ToUpperInvariant() switch
    {
        "WITH" => "AQL has no WITH: put the query in brackets behind FROM, FROM (SELECT …)",
        "INSERT" or "UPDATE" or "DELETE" or "CREATE" or "DROP" or "ALTER" => "AQL only reads: every query begins with SELECT",
        _ => "every AQL query begins with SELECT",
    };
}
