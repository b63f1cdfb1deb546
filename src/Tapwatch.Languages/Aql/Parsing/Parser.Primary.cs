// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Aql.Syntax;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Languages.Aql.Parsing;

/// <summary>Names, constants, calls, CASE and IF.</summary>
sealed partial class Parser
{
    ExpressionSyntax Primary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                Take();
                return new NumberSyntax(token.Span, token.Text);
            case TokenKind.String:
                Take();
                return new StringSyntax(token.Span, token.Text);
            case TokenKind.QuotedName:
                Take();
                return Current.IsMark("(") ? Call(token) : Name(token);
            case TokenKind.Word when !AtClause():
                return Word(token);
            case TokenKind.Mark when token.Text == "(":
                return Bracketed();
            default:
                Unexpected("an expression");
                return new MissingSyntax(token.Span);
        }
    }

    ExpressionSyntax Bracketed()
    {
        var start = Take().Span;
        if (Current.IsWord("SELECT"))
        {
            if (!Enter())
            {
                return new MissingSyntax(start);
            }

            Select();
            Leave();
            CloseBracket();
            _diagnostics.Add(Messages.AqlHasNo(Since(start), "sub-select as a value", "sub-selects stand after FROM and IN only"));
            return new MissingSyntax(Since(start));
        }

        var inner = Expression();
        CloseBracket();
        return inner;
    }

    ExpressionSyntax Word(Token token)
    {
        switch (token.Text.ToUpperInvariant())
        {
            case "CASE":
                return Case();
            case "IF" when !Next.IsMark(",") && !Next.IsMark(")"):
                return If();
            case "TEXT" when Next.IsWord("SEARCH"):
                return TextSearch();
            case "NULL":
                Take();
                return new NullSyntax(token.Span);
            case "TRUE" or "FALSE":
                Take();
                return new BoolSyntax(token.Span, token.IsWord("TRUE"));
            case "AND" or "OR" or "NOT" or "IN" or "LIKE" or "ILIKE" or "MATCHES" or "IMATCHES" or "BETWEEN" or "IS" or "AS" or "WHEN" or "THEN" or "ELSE"
                or "WHERE" or "FROM" or "SELECT" or "BY":
                Unexpected("an expression");
                return new MissingSyntax(token.Span);
        }

        if (PassQuantifier(token) is { } quantified)
        {
            return quantified;
        }

        if (PassInterval(token) is { } interval)
        {
            return interval;
        }

        Take();
        if (PassExtract(token))
        {
            return new MissingSyntax(Since(token.Span));
        }

        return Current.IsMark("(") ? Call(token) : Name(token);
    }

    ExpressionSyntax Name(Token name)
    {
        if (Current.IsMark(".") && Next.Kind is TokenKind.Word or TokenKind.QuotedName)
        {
            Take();
            var member = Take();
            var span = Since(name.Span);
            var help = name.Kind == TokenKind.Word && member.Kind == TokenKind.Word
                ? $"a name with a dot needs quotes: `\"{name.Text}.{member.Text}\"`; there are no table prefixes"
                : "column names stand alone, without their source";
            while (Current.IsMark(".") && Next.Kind is TokenKind.Word or TokenKind.QuotedName)
            {
                Take();
                Take();
                span = Since(name.Span);
                help = $"a name with dots needs quotes: `\"{_diagnostics.Source.Text.Substring(span.Start, span.Length).Replace("\"", "", StringComparison.Ordinal)}\"`";
            }

            _diagnostics.Add(Messages.AqlHasNo(span, "`.` in bare names", help));
            return new MissingSyntax(span);
        }

        return new NameSyntax(name.Span, name.Text, name.Kind == TokenKind.QuotedName);
    }

    ExpressionSyntax Call(Token name)
    {
        var arguments = Arguments(out var distinct);
        var call = new CallSyntax(Since(name.Span), name.Text, name.Span, arguments, distinct);
        if (Current.IsWord("OVER") && Next.IsMark("("))
        {
            var over = Take();
            Take();
            while (Current.Kind != TokenKind.End && !Current.IsMark(")"))
            {
                Take();
            }

            TakeMark(")");
            _diagnostics.Add(Messages.AqlHasNo(over.Span, "window functions", "aggregate with GROUP BY, in a sub-select if need be"));
        }

        return call;
    }

    List<ExpressionSyntax> Arguments(out SourceSpan? distinct)
    {
        distinct = null;
        Take();
        var arguments = new List<ExpressionSyntax>();
        if (TakeMark(")"))
        {
            return arguments;
        }

        if (Current.IsWord("DISTINCT") && !Next.IsMark(")") && !Next.IsMark(","))
        {
            distinct = Take().Span;
        }

        do
        {
            arguments.Add(Current.IsMark("*") ? new StarSyntax(Take().Span) : Expression());
        }
        while (TakeMark(","));
        if (Current.IsWord("AS"))
        {
            _diagnostics.Add(Messages.AqlHasNo(Current.Span, "CAST", "convert with LONG(x), DOUBLE(x) or STR(x)"));
            while (Current.Kind != TokenKind.End && !Current.IsMark(")") && !AtClause())
            {
                Take();
            }

            TakeMark(")");
            return arguments;
        }

        CloseBracket();
        return arguments;
    }

    TextSearchSyntax TextSearch()
    {
        var start = Take().Span;
        Take();
        if (Current.Kind == TokenKind.String)
        {
            var query = Take();
            return new TextSearchSyntax(Since(start), query.Text, query.Span);
        }

        Unexpected("a string");
        return new TextSearchSyntax(Since(start), "", Current.Span);
    }

    CaseSyntax Case()
    {
        var start = Take().Span;
        var operand = Current.IsWord("WHEN") ? null : Expression();
        var whens = new List<WhenSyntax>();
        while (Current.IsWord("WHEN"))
        {
            var when = Take().Span;
            var condition = Expression();
            var then = ExpectWord("THEN") ? Expression() : new MissingSyntax(new SourceSpan(Previous.End, 0));
            whens.Add(new WhenSyntax(Since(when), condition, then));
        }

        if (whens.Count == 0)
        {
            _diagnostics.Add(Messages.AqlIncomplete(Since(start), "CASE", "`WHEN`"));
        }

        var otherwise = TakeWord("ELSE") ? Expression() : null;
        ExpectWord("END");
        return new CaseSyntax(Since(start), operand, whens, otherwise);
    }

    IfSyntax If()
    {
        var start = Take().Span;
        var condition = Expression();
        var then = ExpectWord("THEN") ? Expression() : new MissingSyntax(new SourceSpan(Previous.End, 0));
        var otherwise = TakeWord("ELSE") ? Expression() : null;
        if (otherwise is null)
        {
            _diagnostics.Add(Messages.AqlIncomplete(Since(start), "IF", "`ELSE`"));
        }

        return new IfSyntax(Since(start), condition, then, otherwise);
    }
}
