// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Syntax;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Languages.Cql.Parsing;

/// <summary>Function calls and their arguments.</summary>
sealed partial class CqlParser
{
    bool CallBegins(int at)
    {
        var end = _scanner.FunctionNameEnd(at);
        if (end == at)
        {
            return false;
        }

        if (end < _scanner.Text.Length && _scanner.Text[end] == '(')
        {
            return true;
        }

        return After(end) == '(' && CqlFunctionNames.IsKnown(_scanner.Text[at..end]);
    }

    CallSyntax Call()
    {
        var start = _scanner.At;
        var end = _scanner.FunctionNameEnd(start);
        _scanner.At = end;
        var arguments = Arguments();
        return new CallSyntax(_scanner.Text[start..end], arguments, SourceSpan.Between(start, end), SourceSpan.Between(start, _scanner.At));
    }

    List<ArgumentSyntax> Arguments()
    {
        _scanner.SkipTrivia();
        _scanner.At++;
        var arguments = new List<ArgumentSyntax>();
        while (ListContinues(')'))
        {
            var before = _scanner.At;
            if (Argument() is { } argument)
            {
                arguments.Add(argument);
            }

            EndItem(')', before);
        }

        return arguments;
    }

    ArgumentSyntax? Argument()
    {
        var start = _scanner.At;
        if (NamedSubquery() is { } query)
        {
            return new ArgumentSyntax(null, new SourceSpan(start, 0), query, query.Span);
        }

        var end = start;
        while (end < _scanner.Text.Length && (CqlCharacters.IsFunctionPart(_scanner.Text[end]) || _scanner.Text[end] == '.'))
        {
            end++;
        }

        var sign = _scanner.AfterTrivia(end);
        if (end > start && SymbolAt(sign, "=") && !SymbolAt(sign, "==") && !SymbolAt(sign, "=~"))
        {
            _scanner.At = sign + 1;
            return Expression() is { } named
                ? new ArgumentSyntax(_scanner.Text[start..end], SourceSpan.Between(start, end), named, SourceSpan.Between(start, named.Span.End))
                : null;
        }

        return Expression() is { } value ? new ArgumentSyntax(null, new SourceSpan(start, 0), value, value.Span) : null;
    }

    // `Name: { … } include: [a, b]` of correlate().
    NamedSubqueryExpression? NamedSubquery()
    {
        var start = _scanner.At;
        if (QueryLabel() is not { } name)
        {
            return null;
        }

        var pipeline = Subquery().Pipeline;
        var attributes = new List<ArgumentSyntax>();
        while (true)
        {
            _scanner.SkipTrivia();
            var at = _scanner.At;
            var end = _scanner.FunctionNameEnd(at);
            var colon = _scanner.AfterTrivia(end);
            if (end == at || !SymbolAt(colon, ":") || SymbolAt(colon, ":="))
            {
                break;
            }

            _scanner.At = colon + 1;
            _scanner.SkipTrivia();
            var star = _scanner.At;
            if (_scanner.Current == '*')
            {
                // `include: *`
                _scanner.At++;
                var all = new WordExpression("*", new SourceSpan(star, 1));
                attributes.Add(new ArgumentSyntax(_scanner.Text[at..end], SourceSpan.Between(at, end), all, SourceSpan.Between(at, _scanner.At)));
                continue;
            }

            if (Expression() is not { } value)
            {
                break;
            }

            attributes.Add(new ArgumentSyntax(_scanner.Text[at..end], SourceSpan.Between(at, end), value, SourceSpan.Between(at, value.Span.End)));
        }

        return new NamedSubqueryExpression(name, pipeline, attributes, SourceSpan.Between(start, _scanner.At));
    }

    // `Name:` before a brace; leaves the scanner at the brace.
    string? QueryLabel()
    {
        var start = _scanner.At;
        var quoted = _scanner.Current == '"';
        if (!quoted && !CqlCharacters.IsFunctionStart(_scanner.Current))
        {
            return null;
        }

        var end = quoted ? start + 1 : start;
        while (end < _scanner.Text.Length && CqlCharacters.IsFunctionPart(_scanner.Text[end]))
        {
            end++;
        }

        if (quoted && !SymbolAt(end++, "\""))
        {
            return null;
        }

        var colon = _scanner.AfterTrivia(end);
        if (!SymbolAt(colon, ":"))
        {
            return null;
        }

        var brace = _scanner.AfterTrivia(colon + 1);
        if (!SymbolAt(brace, "{"))
        {
            return null;
        }

        _scanner.At = brace;
        return quoted ? _scanner.Text[(start + 1)..(end - 1)] : _scanner.Text[start..end];
    }
}
