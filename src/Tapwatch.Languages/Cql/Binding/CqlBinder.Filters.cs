// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Functions;
using Tapwatch.Languages.Cql.Syntax;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Languages.Cql.Binding;

/// <summary>Conditions. A comparison with a missing field fails, except <c>!=</c>, which is the opposite of <c>=</c>.</summary>
sealed partial class CqlBinder
{
    // What stands side by side is bound one after the other, as if a pipe stood between: A AND B is A | B. That lets a regex extract fields for what follows.
    void FilterStep(FilterSyntax filter, EventStream stream)
    {
        switch (filter)
        {
            case AndFilter and:
                foreach (var operand in and.Operands)
                {
                    if (operand is CallFilter { Call: var step } && Functions.CqlFunctionTable.Find(step.Name) is { IsFilter: false })
                    {
                        Diagnostics.Add(Messages.CqlMissingPipe(new SourceSpan(step.Span.Start, 0)));
                    }

                    FilterStep(operand, stream);
                }

                break;
            case GroupFilter group:
                FilterStep(group.Inner, stream);
                break;
            case CallFilter call:
                CallStep(call.Call, stream, applied: null, target: null);
                break;
            case NotFilter { Operand: CallFilter call }:
                CallStep(call.Call, stream, applied: null, target: null, negated: true);
                break;
            case ApplyFilter apply:
                CallStep(apply.Call, stream, apply.Field, target: null, apply.Negated);
                break;
            case SavedFilter saved:
                Saved(saved.Name, saved.Arguments, saved.Span, stream);
                break;
            case CompareFilter { Operator: CompareOperator.Equal, Pattern: RegexPattern regex } compare:
                Extract(stream, Field(compare.Field, stream), regex);
                break;
            case FreeTextFilter { Pattern: RegexPattern regex }:
                Extract(stream, stream.Fields.Get("@rawstring"), regex);
                break;
            default:
                stream.Filter(Predicate(filter, stream));
                break;
        }
    }

    /// <summary>Whether an event meets a condition; extracts nothing.</summary>
    public Expression Predicate(FilterSyntax filter, EventStream stream)
    {
        switch (filter)
        {
            case AndFilter and:
                return LogicFunctions.And.Call([.. and.Operands.Select(o => Predicate(o, stream))]);
            case OrFilter or:
                return LogicFunctions.Or.Call([.. or.Operands.Select(o => Predicate(o, stream))]);
            case NotFilter not:
                return Values.Not(Predicate(not.Operand, stream));
            case GroupFilter group:
                return Predicate(group.Inner, stream);
            case CompareFilter compare:
                return Compare(compare, stream);
            case FreeTextFilter text:
                return FreeText(text.Pattern, stream);
            case BoolFilter value:
                return Constant.Bool(value.Value);
            case CallFilter call:
                return CallCondition(call.Call, stream, applied: null);
            case ApplyFilter apply:
                var applied = CallCondition(apply.Call, stream, apply.Field);
                return apply.Negated ? Values.Not(applied) : applied;
            case SavedFilter saved:
                var clause = stream.Clause();
                Saved(saved.Name, saved.Arguments, saved.Span, clause);
                return clause.Condition ?? Constant.Bool(true);
            default:
                Diagnostics.Add(Messages.CqlLinkOutsideCorrelate(filter.Span));
                return Constant.Bool(true);
        }
    }

    /// <summary>A call as a condition.</summary>
    public Expression CallCondition(CallSyntax call, EventStream stream, FieldSyntax? applied)
    {
        if (Resolve(call) is { } function && CallArguments.Read(this, stream, function, call, applied, target: null) is { } arguments)
        {
            var condition = function.Condition is not null ? function.Condition(arguments)
                : function.Value?.Invoke(arguments) is { } value ? Values.Condition(value) : null;
            if (condition is not null)
            {
                return condition;
            }

            if (function.Condition is null && function.Value is null)
            {
                Diagnostics.Add(Messages.CqlNotACondition(call.Span, function.Name));
            }
        }

        return Constant.Bool(true);
    }

    Expression Compare(CompareFilter compare, EventStream stream)
    {
        var field = Field(compare.Field, stream);
        switch (compare.Operator)
        {
            case CompareOperator.Equal:
                return Matches(field, compare.Pattern);
            case CompareOperator.NotEqual:
                return Values.Not(Matches(field, compare.Pattern));
            case CompareOperator.Like:
                return compare.Pattern is RegexPattern regex ? Regex(field, regex) : Patterns.Contains(Values.Text(field), PatternText(compare.Pattern));
        }

        var text = compare.Pattern is RegexPattern ? "" : PatternText(compare.Pattern);
        if (compare.Pattern is ParameterPattern && text == "*")
        {
            return Values.Exists(field);
        }

        if (Values.ParseNumber(text) is not { } number)
        {
            Diagnostics.Add(Messages.CqlNotANumber(compare.Pattern.Span, compare.Field.Name));
            return Constant.Bool(false);
        }

        var function = compare.Operator switch
        {
            CompareOperator.Less => CompareFunctions.Less,
            CompareOperator.LessOrEqual => CompareFunctions.LessOrEqual,
            CompareOperator.Greater => CompareFunctions.Greater,
            _ => CompareFunctions.GreaterOrEqual,
        };
        return function.Call(Values.Number(field), Constant.Real(number));
    }

    /// <summary>Whether a field matches what stands right of <c>=</c>.</summary>
    public Expression Matches(Expression field, PatternSyntax pattern) =>
        pattern is RegexPattern regex ? Regex(field, regex) : Patterns.Whole(field, PatternText(pattern));

    Expression FreeText(PatternSyntax pattern, EventStream stream)
    {
        var raw = Values.Text(stream.Fields.Get("@rawstring"));
        return pattern is RegexPattern regex ? Regex(raw, regex) : Patterns.Contains(raw, PatternText(pattern));
    }

    public string PatternText(PatternSyntax pattern) => pattern switch
    {
        WordPattern word => word.Text,
        TextPattern text => text.Text,
        ParameterPattern parameter => Parameter(parameter),
        _ => "",
    };

    /// <summary>The value of a field; <c>_time</c>, which other products call it, is <c>@timestamp</c>.</summary>
    public Expression Field(FieldSyntax field, EventStream stream) => Field(field.Name, field.Span, stream);

    /// <summary>The value of a field by name.</summary>
    public Expression Field(string name, SourceSpan at, EventStream stream)
    {
        if (name == "_time" && stream.Fields.Origin is not null && !stream.Fields.Known.Contains("_time"))
        {
            Diagnostics.Add(Messages.CqlForeignTime(at));
            return stream.Fields.Get("@timestamp");
        }

        return stream.Fields.Get(name);
    }

    Expression Regex(Expression field, RegexPattern regex) =>
        Compile(regex) is { } compiled ? MatchFunctions.Regex.Call(Values.Text(field), Constant.Text(compiled.Pattern)) : Constant.Bool(false);

    CqlRegex? Compile(RegexPattern regex) => CqlRegex.Compile(regex.Body, regex.Flags, regex.Span, Diagnostics);

    void Extract(EventStream stream, Expression field, RegexPattern regex)
    {
        if (Compile(regex) is { } compiled)
        {
            Extract(stream, field, compiled, strict: true);
        }
    }

    /// <summary>Keeps events that match (all when not <paramref name="strict"/>) and gives the named groups' texts to the fields of their names.</summary>
    public void Extract(EventStream stream, Expression field, CqlRegex regex, bool strict)
    {
        var text = Values.Text(field);
        var pattern = Constant.Text(regex.Pattern);
        if (strict)
        {
            stream.Filter(MatchFunctions.Regex.Call(text, pattern));
        }

        if (regex.Groups.Count > 1)
        {
            // One match gives all of them.
            var match = stream.Compute("$match", FieldParserFunctions.Captures.Call(text, pattern));
            foreach (var (name, number) in regex.Groups)
            {
                stream.Assign(name, JsonArrayFunctions.At.Call(match, Constant.Text(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"[{number}]"))));
            }

            return;
        }

        foreach (var (name, number) in regex.Groups)
        {
            stream.Assign(name, PlainTextFunctions.Extract.Call(text, pattern, Constant.Long(number)));
        }
    }
}
