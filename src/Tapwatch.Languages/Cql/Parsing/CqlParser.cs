// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Syntax;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Languages.Cql.Parsing;

/// <summary>
/// Reads a query text. Accepts what LogScale accepts, and with a warning what its users write and it would refuse where the meaning is plain.
/// Never throws; a text with errors gives a tree of what could be read.
/// </summary>
sealed partial class CqlParser
{
    const int DeepestNesting = 100;

    readonly CqlScanner _scanner;
    readonly DiagnosticBag _diagnostics;
    int _depth;

    CqlParser(SourceText source, DiagnosticBag diagnostics)
    {
        _scanner = new CqlScanner(source.Text, diagnostics);
        _diagnostics = diagnostics;
    }

    /// <summary>The tree of a text.</summary>
    public static PipelineSyntax Parse(SourceText source, DiagnosticBag diagnostics)
    {
        var parser = new CqlParser(source, diagnostics);
        return parser.Pipeline(nested: false);
    }

    // Leading, trailing and double pipes are tolerated, as the product does.
    PipelineSyntax Pipeline(bool nested)
    {
        _scanner.SkipTrivia();
        var start = _scanner.At;
        var steps = new List<StepSyntax>();
        if (!Enter())
        {
            return new PipelineSyntax(steps, new SourceSpan(start, 0));
        }

        var separated = true;
        while (true)
        {
            _scanner.SkipTrivia();
            if (_scanner.AtEnd || (nested && _scanner.Current is '}' or ';'))
            {
                break;
            }

            if (_scanner.Current == '|')
            {
                if (_scanner.Peek(1) == '|')
                {
                    _diagnostics.Add(Messages.CqlForeignOperator(new SourceSpan(_scanner.At, 2), "||", "OR"));
                    _scanner.At++;
                }

                _scanner.At++;
                separated = true;
                continue;
            }

            var before = _scanner.At;
            if (!separated)
            {
                if (!MayBeginStep())
                {
                    Unexpected("`|`");
                    Recover(nested);
                    separated = true;
                    continue;
                }

                _diagnostics.Add(Messages.CqlMissingPipe(new SourceSpan(before, 0)));
            }

            if (Step() is { } step)
            {
                steps.Add(step);
            }

            if (_scanner.At == before)
            {
                Unexpected("a step");
                Recover(nested);
                if (_scanner.At == before)
                {
                    _scanner.At++;
                }
            }

            separated = false;
        }

        Leave();
        var end = steps.Count > 0 ? steps[^1].Span.End : start;
        return new PipelineSyntax(steps, SourceSpan.Between(start, end));
    }

    StepSyntax? Step()
    {
        var start = _scanner.At;
        if (_scanner.IsWord("case") && After(start + 4) == '{')
        {
            return Case(start);
        }

        if (_scanner.Current == '[')
        {
            var functions = Array();
            return new StatsStep(functions, functions.Span);
        }

        if (AssignmentTarget() is { } target)
        {
            var value = AssignedValue();
            return value is null ? null : new AssignStep(target, value, SourceSpan.Between(start, value.Span.End));
        }

        if (MatchField() is { } field)
        {
            return Match(field, start);
        }

        var filter = Filter();
        if (filter is CallFilter call)
        {
            return new CallStep(call.Call, Alias(), SourceSpan.Between(start, _scanner.At));
        }

        return filter is null ? null : new FilterStep(filter, filter.Span);
    }

    // `… as name` after a call comes from SQL and SPL. Read as LogScale reads it, it would be a search for the words `as` and the name.
    FieldSyntax? Alias()
    {
        var at = _scanner.AfterTrivia(_scanner.At);
        var saved = _scanner.At;
        _scanner.At = at;
        if (_scanner.TakeWord("as"))
        {
            _scanner.SkipTrivia();
            if (_scanner.Current == '"' || _scanner.NameEnd(_scanner.At) > _scanner.At)
            {
                return FieldName();
            }
        }

        _scanner.At = saved;
        return null;
    }

    // `field match {`; leaves the scanner behind the brace.
    FieldSyntax? MatchField()
    {
        var saved = _scanner.At;
        if (_scanner.Current == '"' ? StringEndsBefore("match") : WordBefore("match"))
        {
            var field = FieldName();
            _scanner.SkipTrivia();
            _scanner.At += "match".Length;
            _scanner.SkipTrivia();
            if (_scanner.Take("{"))
            {
                return field;
            }
        }

        _scanner.At = saved;
        return null;
    }

    // `field :=`; leaves the scanner behind the sign.
    FieldSyntax? AssignmentTarget()
    {
        var saved = _scanner.At;
        if (_scanner.Current == '"' ? StringEndsBefore(":=") : _scanner.NameEnd(saved) is var end && end > saved && SymbolAt(_scanner.AfterTrivia(end), ":="))
        {
            var field = FieldName();
            _scanner.SkipTrivia();
            _scanner.At += 2;
            return field;
        }

        _scanner.At = saved;
        return null;
    }

    ExpressionSyntax? AssignedValue()
    {
        _scanner.SkipTrivia();
        if (_scanner.Current == '/')
        {
            var regex = _scanner.ReadRegex();
            _diagnostics.Add(Messages.CqlRegexAsValue(regex.Span));
            return null;
        }

        return Expression();
    }

    FieldSyntax FieldName()
    {
        var start = _scanner.At;
        if (_scanner.Current == '"')
        {
            var name = _scanner.ReadString();
            return new FieldSyntax(name, Quoted: true, SourceSpan.Between(start, _scanner.At));
        }

        _scanner.At = _scanner.NameEnd(start);
        return new FieldSyntax(_scanner.Text[start.._scanner.At], Quoted: false, SourceSpan.Between(start, _scanner.At));
    }

    bool MayBeginStep() => CqlCharacters.IsPattern(_scanner.Current) || _scanner.Current is '"' or '(' or '!' or '$' or '?' or '/' or '[';

    bool WordBefore(string word)
    {
        var end = _scanner.NameEnd(_scanner.At);
        return end > _scanner.At && WordAt(_scanner.AfterTrivia(end), word);
    }

    bool StringEndsBefore(string symbol)
    {
        var at = _scanner.At + 1;
        while (at < _scanner.Text.Length && _scanner.Text[at] != '"')
        {
            at += _scanner.Text[at] == '\\' ? 2 : 1;
        }

        return at < _scanner.Text.Length && SymbolAt(_scanner.AfterTrivia(at + 1), symbol);
    }

    bool WordAt(int at, string word)
    {
        var saved = _scanner.At;
        _scanner.At = at;
        var result = _scanner.IsWord(word);
        _scanner.At = saved;
        return result;
    }

    bool SymbolAt(int at, string symbol) => string.CompareOrdinal(_scanner.Text, at, symbol, 0, symbol.Length) == 0;

    char After(int from)
    {
        var at = _scanner.AfterTrivia(from);
        return at < _scanner.Text.Length ? _scanner.Text[at] : '\0';
    }

    bool Enter()
    {
        if (_depth >= DeepestNesting)
        {
            _diagnostics.Add(Messages.TooDeep(new SourceSpan(_scanner.At, 1), DeepestNesting));
            _scanner.At = _scanner.Text.Length;
            return false;
        }

        _depth++;
        return true;
    }

    void Leave() => _depth--;

    void Unexpected(string expected)
    {
        var (span, found) = Here();
        _diagnostics.Add(Messages.Unexpected(span, found, expected));
    }

    (SourceSpan Span, string Found) Here()
    {
        if (_scanner.AtEnd)
        {
            return (new SourceSpan(_scanner.Text.Length, 0), "end of query");
        }

        var end = Math.Max(_scanner.PatternEnd(_scanner.At), _scanner.At + 1);
        return (SourceSpan.Between(_scanner.At, end), $"`{_scanner.Text[_scanner.At..Math.Min(end, _scanner.At + 40)]}`");
    }

    // Goes on at the next pipe (or, inside braces, the end of the clause) that is not inside brackets or a string.
    void Recover(bool nested)
    {
        var open = 0;
        while (!_scanner.AtEnd)
        {
            switch (_scanner.Current)
            {
                case '"':
                    _scanner.ReadString();
                    continue;
                case '(' or '[' or '{':
                    open++;
                    break;
                case ')' or ']' or '}' when open > 0:
                    open--;
                    break;
                case '}' when nested:
                    return;
                case '|' or ';' when open == 0:
                    return;
            }

            _scanner.At++;
        }
    }
}
