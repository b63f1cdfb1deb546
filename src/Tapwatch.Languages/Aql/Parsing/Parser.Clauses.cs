// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Aql.Syntax;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Languages.Aql.Parsing;

/// <summary>What follows the source. Any order is read; one the guide does not give is told.</summary>
sealed partial class Parser
{
    // The order of the AQL guide. PARAMETERS and the time clause stand in either order in IBM's own examples.
    static readonly string[] _clauseOrder = ["INTO", "WHERE", "GROUP BY", "HAVING", "SESSION BY", "ORDER BY", "LIMIT", "LAST", "PARAMETERS"];

    /// <summary>Whether a clause begins here. Words that are also good names count only before what the clause needs.</summary>
    bool AtClause()
    {
        if (Current.Kind != TokenKind.Word)
        {
            return false;
        }

        return Current.Text.ToUpperInvariant() switch
        {
            "FROM" or "WHERE" or "HAVING" or "UNION" or "INTERSECT" or "EXCEPT" or "JOIN" => true,
            "GROUP" or "ORDER" or "SESSION" => Next.IsWord("BY"),
            "INTO" => Next.Kind is TokenKind.Word or TokenKind.QuotedName || Next.IsMark("<"),
            "LIMIT" or "LAST" or "OFFSET" => Next.Kind is TokenKind.Number,
            "START" or "STOP" => Next.Kind is TokenKind.Number or TokenKind.String or TokenKind.Word && !Next.IsWord("FROM") && !Next.IsWord("AS"),
            "TIMES" or "PARAMETERS" => Next.Kind is TokenKind.Word && !Next.IsWord("FROM") && !Next.IsWord("AS"),
            "INNER" or "LEFT" or "RIGHT" or "FULL" or "CROSS" => Next.IsWord("JOIN") || Next.IsWord("OUTER"),
            _ => false,
        };
    }

    SelectSyntax Clauses(SelectSyntax select)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (Current.Kind != TokenKind.End)
        {
            var start = Current.Span;
            var clause = Current.Kind == TokenKind.Word ? ClauseName() : null;
            if (clause is null)
            {
                if (Current.IsMark(")") || Current.IsMark(";"))
                {
                    break;
                }

                Unexpected("a clause or the end of the query");
                Take();
                SkipToClause();
                continue;
            }

            CheckOrder(clause, start, seen);
            select = Clause(select, clause);
        }

        return select;
    }

    string? ClauseName() => Current.Text.ToUpperInvariant() switch
    {
        "GROUP" or "ORDER" or "SESSION" => Next.IsWord("BY") ? Current.Text.ToUpperInvariant() + " BY" : null,
        "START" or "STOP" or "TIMES" => "LAST",
        "INNER" or "LEFT" or "RIGHT" or "FULL" or "CROSS" or "JOIN" => "JOIN",
        "UNION" or "INTERSECT" or "EXCEPT" => "UNION",
        "INTO" or "WHERE" or "HAVING" or "LIMIT" or "LAST" or "PARAMETERS" or "OFFSET" => Current.Text.ToUpperInvariant(),
        _ => null,
    };

    void CheckOrder(string clause, SourceSpan at, HashSet<string> seen)
    {
        var rank = Array.IndexOf(_clauseOrder, clause);
        if (rank < 0)
        {
            return;
        }

        if (!seen.Add(clause))
        {
            _diagnostics.Add(Messages.AqlClauseTwice(at, Current.Text.ToUpperInvariant()));
            return;
        }

        var later = _clauseOrder.Skip(rank + 1).FirstOrDefault(seen.Contains);
        if (later is not null && !(clause == "LAST" && later == "PARAMETERS"))
        {
            _diagnostics.Add(Messages.AqlClauseOrder(at, clause == "LAST" ? Current.Text.ToUpperInvariant() : clause, later == "LAST" ? "the time clause" : later));
        }
    }

    SelectSyntax Clause(SelectSyntax select, string clause)
    {
        var start = Take();
        switch (clause)
        {
            case "INTO":
                return select with { Into = Cursor() };
            case "WHERE":
                return select with { Where = Condition() };
            case "GROUP BY":
                Take();
                return select with { GroupBy = List(Expression) };
            case "HAVING":
                return select with { Having = Condition() };
            case "SESSION BY":
                Take();
                return select with { Session = Session(start.Span) };
            case "ORDER BY":
                Take();
                return select with { OrderBy = List(Order) };
            case "LIMIT":
                var count = Count();
                PassSecondLimit(start);
                return select with { Limit = count };
            case "PARAMETERS":
                return select with { Parameters = List(Parameter) };
            case "LAST":
                return select with { Time = Time(start) };
            case "OFFSET":
                _diagnostics.Add(Messages.AqlHasNo(start.Span, "OFFSET", "leave it out; the API pages results with the Range header"));
                break;
            case "UNION":
                _diagnostics.Add(Messages.AqlHasNo(start.Span, start.Text.ToUpperInvariant(), "join the conditions with OR, or run two queries"));
                GiveUp();
                return select;
            default:
                _diagnostics.Add(Messages.AqlHasNo(start.Span, "JOIN", "look up one side with `x IN (SELECT … FROM …)`, or with a reference set or map"));
                break;
        }

        SkipWithin(start);
        return select;
    }

    // After a clause AQL does not have: what belongs to it is of no interest, but is passed with its own sub-selects.
    void SkipWithin(Token start)
    {
        if (!start.IsWord("JOIN") && Current.IsWord("JOIN"))
        {
            Take();
        }

        SkipToClause();
        while (Current.IsWord("JOIN") || Current.IsWord("INNER") || Current.IsWord("LEFT"))
        {
            Take();
            SkipToClause();
        }
    }

    ExpressionSyntax Condition()
    {
        var condition = Expression();
        if (condition is MissingSyntax)
        {
            SkipToClause();
        }

        return condition;
    }

    List<T> List<T>(Func<T> element)
    {
        var list = new List<T> { element() };
        while (TakeMark(","))
        {
            list.Add(element());
        }

        return list;
    }

    NameSyntax? Cursor()
    {
        if (Current.Kind is TokenKind.Word or TokenKind.QuotedName)
        {
            var name = Take();
            return new NameSyntax(name.Span, name.Text, name.Kind == TokenKind.QuotedName);
        }

        Unexpected("the name of a cursor");
        SkipToClause();
        return null;
    }

    OrderSyntax Order()
    {
        var start = Current.Span;
        var value = Expression();
        var descending = TakeWord("DESC");
        if (!descending)
        {
            TakeWord("ASC");
        }

        PassNullsOrder();
        string? collation = null;
        if (TakeWord("COLLATE"))
        {
            if (Current.Kind == TokenKind.String)
            {
                collation = Take().Text;
            }
            else
            {
                Unexpected("a language tag in quotes");
            }
        }

        return new OrderSyntax(Since(start), value, descending, collation);
    }

    NumberSyntax? Count()
    {
        if (Current.Kind == TokenKind.Number)
        {
            var number = Take();
            return new NumberSyntax(number.Span, number.Text);
        }

        Unexpected("a number");
        if (!AtClause())
        {
            SkipToClause();
        }

        return null;
    }

    ParameterSyntax Parameter()
    {
        var start = Current.Span;
        if (Current.Kind is not (TokenKind.Word or TokenKind.QuotedName))
        {
            Unexpected("the name of a parameter");
            SkipToClause();
            return new ParameterSyntax(start, "", new MissingSyntax(start));
        }

        var name = Take().Text;
        var value = ExpectMark("=") ? Arithmetic(0) : new MissingSyntax(new SourceSpan(Previous.End, 0));
        return new ParameterSyntax(Since(start), name, value);
    }
}
