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
        var clauses = new List<PipelineSyntax>();
        while (true)
        {
            _scanner.SkipTrivia();
            if (_scanner.AtEnd)
            {
                _diagnostics.Add(Messages.Unterminated(new SourceSpan(start, 4), "case"));
                break;
            }

            if (_scanner.Take("}"))
            {
                break;
            }

            if (_scanner.Take(";"))
            {
                continue;
            }

            var before = _scanner.At;
            var clause = Pipeline(nested: true);
            if (clause.Steps.Count > 0)
            {
                clauses.Add(clause);
            }

            if (_scanner.At == before)
            {
                _scanner.At++;
            }
        }

        return new CaseStep(clauses, SourceSpan.Between(start, _scanner.At));
    }

    MatchStep Match(FieldSyntax field, int start)
    {
        var clauses = new List<MatchClauseSyntax>();
        while (true)
        {
            _scanner.SkipTrivia();
            if (_scanner.AtEnd)
            {
                _diagnostics.Add(Messages.Unterminated(SourceSpan.Between(start, field.Span.End), "match"));
                break;
            }

            if (_scanner.Take("}"))
            {
                break;
            }

            if (_scanner.Take(";"))
            {
                continue;
            }

            var before = _scanner.At;
            if (MatchClause() is { } clause)
            {
                clauses.Add(clause);
            }

            if (_scanner.At == before)
            {
                _scanner.At++;
            }
        }

        return new MatchStep(field, clauses, SourceSpan.Between(start, _scanner.At));
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
