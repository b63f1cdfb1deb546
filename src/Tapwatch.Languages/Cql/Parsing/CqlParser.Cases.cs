// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Syntax;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Languages.Cql.Parsing;

/// <summary><c>case</c> and <c>match</c>.</summary>
sealed partial class CqlParser
{
    CaseStep Case(int start)
    {
        _scanner.At += "case".Length;
        _scanner.SkipTrivia();
        _scanner.At++;
        var clauses = Clauses(new SourceSpan(start, 4), "case", () => Pipeline(nested: true) is { Steps.Count: > 0 } clause ? clause : null);

        return new CaseStep(clauses, SourceSpan.Between(start, _scanner.At));
    }

    MatchStep Match(FieldSyntax field, int start)
    {
        var clauses = Clauses(SourceSpan.Between(start, field.Span.End), "match", MatchClause);

        return new MatchStep(field, clauses, SourceSpan.Between(start, _scanner.At));
    }

    // Clauses between braces, separated by semicolons; the opening brace has been read.
    List<T> Clauses<T>(SourceSpan opening, string construct, Func<T?> read)
        where T : class
    {
        var clauses = new List<T>();
        while (true)
        {
            _scanner.SkipTrivia();
            if (_scanner.AtEnd)
            {
                _diagnostics.Add(Messages.Unterminated(opening, construct));
                return clauses;
            }

            if (_scanner.Take("}"))
            {
                return clauses;
            }

            if (_scanner.Take(";"))
            {
                continue;
            }

            var before = _scanner.At;
            if (read() is { } clause)
            {
                clauses.Add(clause);
            }

            if (_scanner.At == before)
            {
                _scanner.At++;
            }
        }
    }

    MatchClauseSyntax? MatchClause()
    {
        var start = _scanner.At;
        var negated = _scanner.Take("!");
        _scanner.SkipTrivia();
        CallSyntax? function = null;
        PatternSyntax? guard = null;
        if (CallBegins(_scanner.At))
        {
            function = Call();
        }
        else
        {
            guard = Pattern("a pattern or `*`");
        }

        _scanner.SkipTrivia();
        if (!_scanner.Take("=>"))
        {
            Unexpected("`=>`");
            Recover(nested: true);
            return null;
        }

        var body = Pipeline(nested: true);
        return new MatchClauseSyntax(guard, function, negated, body, SourceSpan.Between(start, _scanner.At));
    }
}
