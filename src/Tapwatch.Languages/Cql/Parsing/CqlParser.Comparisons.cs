// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Syntax;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Languages.Cql.Parsing;

/// <content>What stands behind the name of a field: an operator and its right side.</content>
sealed partial class CqlParser
{
    // What follows a field name: an operator and its right side, or null when the name stands alone.
    FilterSyntax? Comparison(FieldSyntax field)
    {
        var saved = _scanner.At;
        _scanner.SkipTrivia();
        var at = _scanner.At;
        CompareOperator comparison;
        if (_scanner.Take("=~"))
        {
            return Apply(field);
        }

        if (_scanner.Take("=="))
        {
            _diagnostics.Add(Messages.CqlDoubleEquals(new SourceSpan(at, 2)));
            comparison = CompareOperator.Equal;
        }
        else if (_scanner.Take("<=>"))
        {
            _scanner.SkipTrivia();
            var other = FieldName();
            return new LinkFilter(field, other, field.Span.Through(other.Span));
        }
        else if (_scanner.Take("!="))
        {
            comparison = CompareOperator.NotEqual;
        }
        else if (_scanner.Take("<="))
        {
            comparison = CompareOperator.LessOrEqual;
        }
        else if (_scanner.Take(">="))
        {
            comparison = CompareOperator.GreaterOrEqual;
        }
        else if (_scanner.Take("<"))
        {
            comparison = CompareOperator.Less;
        }
        else if (_scanner.Take(">"))
        {
            comparison = CompareOperator.Greater;
        }
        else if (_scanner.Take("="))
        {
            comparison = CompareOperator.Equal;
        }
        else if (_scanner.IsWord("like") && !SymbolAt(_scanner.AfterTrivia(at + 4), "=") && at > saved)
        {
            _scanner.At += 4;
            comparison = CompareOperator.Like;
        }
        else
        {
            _scanner.At = saved;
            return null;
        }

        _scanner.SkipTrivia();
        if (CallBegins(_scanner.At) && comparison == CompareOperator.Equal)
        {
            var call = Call();
            _diagnostics.Add(Messages.CqlCallOnTheRight(call.Span, field.Name, call.Name));
            return new ApplyFilter(field, Negated: false, call, field.Span.Through(call.Span));
        }

        return Pattern("a value") is { } pattern
            ? new CompareFilter(field, comparison, pattern, field.Span.Through(pattern.Span))
            : null;
    }

    FilterSyntax? Apply(FieldSyntax field)
    {
        _scanner.SkipTrivia();
        if (_scanner.Current == '/')
        {
            var regex = _scanner.ReadRegex();
            return new CompareFilter(field, CompareOperator.Equal, regex, field.Span.Through(regex.Span));
        }

        var negated = _scanner.Take("!");
        _scanner.SkipTrivia();
        if (!CallBegins(_scanner.At))
        {
            Unexpected("a function call after `=~`");
            return null;
        }

        var call = Call();
        return new ApplyFilter(field, negated, call, field.Span.Through(call.Span));
    }

    // `host-name = x`: a hyphen belongs to patterns, so LogScale sees no field name here.
    FilterSyntax? NeedsQuotes(int start, int end)
    {
        var after = _scanner.AfterTrivia(end);
        var assigned = SymbolAt(after, ":=");
        if (!assigned && !ComparisonAt(end))
        {
            return null;
        }

        var name = _scanner.Text[start..end];
        var span = SourceSpan.Between(start, end);
        _diagnostics.Add(Messages.CqlNameNeedsQuotes(span, name));
        _scanner.At = assigned ? after + 2 : end;
        if (!assigned)
        {
            return Comparison(new FieldSyntax(name, Quoted: true, span));
        }

        AssignedValue();
        return new BoolFilter(true, span);
    }

    bool ComparisonAt(int end)
    {
        var at = _scanner.AfterTrivia(end);
        return SymbolAt(at, "!=") || (at < _scanner.Text.Length && _scanner.Text[at] is '=' or '<' or '>');
    }
}
