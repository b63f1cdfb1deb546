// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Aql.Syntax;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Languages.Aql.Parsing;

/// <summary>The time clause and sessions.</summary>
sealed partial class Parser
{
    TimeSyntax? Time(Token keyword)
    {
        if (keyword.IsWord("LAST"))
        {
            return Last(keyword.Span);
        }

        if (keyword.IsWord("TIMES"))
        {
            var value = Arithmetic(0);
            return new TimesSyntax(Since(keyword.Span), value);
        }

        ExpressionSyntax? start = null;
        ExpressionSyntax? stop = null;
        if (keyword.IsWord("START"))
        {
            start = Arithmetic(0);
            stop = TakeWord("STOP") ? Arithmetic(0) : null;
        }
        else
        {
            stop = Arithmetic(0);
            start = TakeWord("START") ? Arithmetic(0) : null;
        }

        return new RangeSyntax(Since(keyword.Span), start, stop);
    }

    LastSyntax? Last(SourceSpan keyword)
    {
        if (Count() is not { } count)
        {
            return null;
        }

        if (Current.Kind != TokenKind.Word || AtClause())
        {
            _diagnostics.Add(Messages.AqlTimeUnit(Current.Span, Current.Shown));
            return new LastSyntax(Since(keyword), count, "MINUTES", new SourceSpan(Previous.End, 0));
        }

        var unit = Take();
        var name = unit.Text.ToUpperInvariant();
        switch (name)
        {
            case "MINUTES" or "HOURS" or "DAYS":
                break;
            case "MINUTE" or "HOUR" or "DAY":
                _diagnostics.Add(Messages.AqlSingularUnit(unit.Span, unit.Text, name + "S"));
                name += "S";
                break;
            default:
                _diagnostics.Add(Messages.AqlTimeUnit(unit.Span, unit.Shown));
                break;
        }

        return new LastSyntax(Since(keyword), count, name, unit.Span);
    }

    SessionSyntax Session(SourceSpan start)
    {
        var time = Primary();
        var keys = new List<ExpressionSyntax>();
        TakeMark(",");
        if (!AtSessionPart() && !AtClause() && Current.Kind != TokenKind.End)
        {
            keys = List(() => Arithmetic(0));
        }

        var session = new SessionSyntax(start, time, keys);
        while (AtSessionPart())
        {
            session = SessionPart(session);
        }

        if (session.Begin is null)
        {
            _diagnostics.Add(Messages.AqlIncomplete(Since(start), "SESSION BY", "`BEGIN` condition"));
        }

        return session with { Span = Since(start) };
    }

    bool AtSessionPart() =>
        Current.IsWord("BEGIN") || Current.IsWord("END") || Current.IsWord("TIMEOUT") || Current.IsWord("TIMEWINDOW")
        || (Current.IsWord("EXPLICIT") && (Next.IsWord("BEGIN") || Next.IsWord("END")));

    SessionSyntax SessionPart(SessionSyntax session)
    {
        var isExplicit = TakeWord("EXPLICIT");
        if (TakeWord("BEGIN"))
        {
            return session with { ExplicitBegin = isExplicit, Begin = Expression() };
        }

        if (TakeWord("END"))
        {
            return session with { ExplicitEnd = isExplicit, End = Expression() };
        }

        if (TakeWord("TIMEOUT"))
        {
            return session with { Timeout = Count() };
        }

        Take();
        var window = Count();
        if (Current.Kind == TokenKind.Word && IsTimeUnit(Current.Text))
        {
            return session with { Window = window, WindowUnit = Take().Text.ToUpperInvariant() };
        }

        Unexpected("`SECONDS`, `MINUTES`, `HOURS` or `DAYS`");
        return session with { Window = window };
    }
}
