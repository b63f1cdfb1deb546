// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Syntax;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Languages.Cql.Parsing;

/// <summary>Conditions: <c>AND</c> (also unwritten) of <c>OR</c> of <c>NOT</c>; OR binds tighter than AND (LogScale syntax grammar guide).</summary>
sealed partial class CqlParser
{
    FilterSyntax? Filter()
    {
        var start = _scanner.At;
        if (!Enter())
        {
            return null;
        }

        var operands = new List<FilterSyntax>();
        var written = false;
        while (true)
        {
            var before = _scanner.At;
            if (Or() is { } operand)
            {
                AddOperand(operands, operand);
            }

            _scanner.SkipTrivia();
            if (_scanner.At == before)
            {
                break;
            }

            if (_scanner.TakeWord("and"))
            {
                written = true;
                _scanner.SkipTrivia();
                if (!MayBeginOperand())
                {
                    Unexpected("a condition after `AND`");
                    break;
                }

                continue;
            }

            if (!MayBeginOperand() || BeginsOtherStep() || (operands is [CallFilter] && _scanner.IsWord("as")))
            {
                break;
            }
        }

        Leave();
        if (operands.Count == 0)
        {
            return null;
        }

        var mixed = operands.Count > 1 ? operands.Find(static o => o is OrFilter) : null;
        if (mixed is not null)
        {
            _diagnostics.Add(Messages.CqlOrBindsTighter(mixed.Span, written));
        }

        return operands.Count == 1 ? operands[0] : new AndFilter(operands, SourceSpan.Between(start, operands[^1].Span.End));
    }

    // `x IN ("a", "b")` reads as the word x and a call of in() that names no field.
    void AddOperand(List<FilterSyntax> operands, FilterSyntax operand)
    {
        if (operand is CallFilter { Call: { Name: var name } call }
            && name.Equals("in", StringComparison.OrdinalIgnoreCase)
            && operands.Count > 0 && operands[^1] is FreeTextFilter { Pattern: WordPattern field }
            && !call.Arguments.Any(static a => a.Name is not null))
        {
            var values = string.Join(", ", call.Arguments.Select(a => _scanner.Text[a.Span.Start..a.Span.End]));
            _diagnostics.Add(Messages.CqlForeignIn(field.Span.Through(call.Span), field.Text, values));
            operands.RemoveAt(operands.Count - 1);
            return;
        }

        operands.Add(operand);
    }

    FilterSyntax? Or()
    {
        var start = _scanner.At;
        var first = Unary();
        List<FilterSyntax>? operands = null;
        while (true)
        {
            _scanner.SkipTrivia();
            if (!_scanner.TakeWord("or"))
            {
                break;
            }

            _scanner.SkipTrivia();
            if (!MayBeginOperand())
            {
                Unexpected("a condition after `OR`");
                break;
            }

            operands ??= first is null ? [] : [first];
            if (Unary() is { } next)
            {
                operands.Add(next);
            }
        }

        return operands is null ? first : new OrFilter(operands, SourceSpan.Between(start, operands.Count > 0 ? operands[^1].Span.End : start));
    }

    FilterSyntax? Unary()
    {
        _scanner.SkipTrivia();
        var start = _scanner.At;
        if (!_scanner.TakeWord("not") && !(_scanner.Current == '!' && _scanner.Take("!")))
        {
            return Primary();
        }

        if (!Enter())
        {
            return null;
        }

        var operand = Unary();
        Leave();
        return operand is null ? null : new NotFilter(operand, SourceSpan.Between(start, operand.Span.End));
    }

    FilterSyntax? Primary()
    {
        var start = _scanner.At;
        switch (_scanner.Current)
        {
            case '(':
                return Group();
            case '"':
                var quoted = FieldName();
                return Comparison(quoted) ?? new FreeTextFilter(new TextPattern(quoted.Name, quoted.Span), quoted.Span);
            case '/':
                var regex = _scanner.ReadRegex();
                return new FreeTextFilter(regex, regex.Span);
            case '?':
                var parameter = Parameter();
                return new FreeTextFilter(parameter, parameter.Span);
            case '$':
                var (name, arguments) = Saved();
                return new SavedFilter(name, arguments, SourceSpan.Between(start, _scanner.At));
        }

        if (CallBegins(start))
        {
            var call = Call();
            return new CallFilter(call, call.Span);
        }

        var nameEnd = _scanner.NameEnd(start);
        var patternEnd = _scanner.PatternEnd(start);
        if (nameEnd > start && (nameEnd == patternEnd || ComparisonAt(nameEnd)))
        {
            var field = FieldName();
            if (Comparison(field) is { } comparison)
            {
                return comparison;
            }
        }
        else if (patternEnd > start && nameEnd > start && NeedsQuotes(start, patternEnd) is { } odd)
        {
            return odd;
        }

        if (patternEnd == start)
        {
            Unexpected("a condition");
            return null;
        }

        _scanner.At = start;
        return FreeText();
    }

    FilterSyntax? Group()
    {
        var start = _scanner.At++;
        _scanner.SkipTrivia();
        var inner = Filter();
        _scanner.SkipTrivia();
        if (!_scanner.Take(")"))
        {
            Unexpected("`)`");
            Recover(nested: _depth > 1);
        }

        return inner is null ? null : new GroupFilter(inner, SourceSpan.Between(start, _scanner.At));
    }

    FilterSyntax? FreeText()
    {
        if (Pattern("a condition") is not { } pattern)
        {
            return null;
        }

        if (pattern is WordPattern word)
        {
            if (word.Text is "true" or "false")
            {
                return new BoolFilter(word.Text == "true", word.Span);
            }

            if (word.Text == "&&")
            {
                _diagnostics.Add(Messages.CqlForeignOperator(word.Span, "&&", "AND"));
                return new BoolFilter(true, word.Span);
            }

            if (word.Text.Equals("or", StringComparison.OrdinalIgnoreCase) || word.Text.Equals("and", StringComparison.OrdinalIgnoreCase))
            {
                _diagnostics.Add(Messages.Unexpected(word.Span, $"`{word.Text}`", "a condition"));
                return null;
            }

            if (CqlFunctionNames.IsReserved(word.Text))
            {
                return Reserved(word);
            }

            if (ForeignVerbs.Help(word.Text) is { } help)
            {
                _diagnostics.Add(Messages.CqlForeignVerb(word.Span, word.Text, help));
            }
        }

        return new FreeTextFilter(pattern, pattern.Span);
    }

    // A function name without parentheses is refused. Often it is meant as a command: `table a, b`; the rest of the step belongs to it.
    FilterSyntax? Reserved(WordPattern word)
    {
        var from = _scanner.AfterTrivia(_scanner.At);
        Recover(nested: _depth > 1);
        var rest = _scanner.Text[Math.Min(from, _scanner.At).._scanner.At].Trim();
        _diagnostics.Add(Messages.CqlReservedWord(word.Span, word.Text, rest));
        return null;
    }

    bool MayBeginOperand() => CqlCharacters.IsPattern(_scanner.Current) || _scanner.Current is '"' or '(' or '!' or '$' or '?' or '/';

    bool BeginsOtherStep()
    {
        if (_scanner.IsWord("case") && After(_scanner.At + 4) == '{')
        {
            return true;
        }

        var saved = _scanner.At;
        var other = AssignmentTarget() is not null || MatchField() is not null;
        _scanner.At = saved;
        return other;
    }
}
