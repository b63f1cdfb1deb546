// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Binding;
using Tapwatch.Languages.Cql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>Aggregates over groups: what <c>groupBy</c>, <c>stats</c> and an aggregate function by itself share.</summary>
static class Aggregation
{
    /// <summary>The fields the functions of an argument give: one call, or a list of calls.</summary>
    public static IReadOnlyList<AggregateOutput> Outputs(CqlBinder binder, EventStream stream, ExpressionSyntax syntax)
    {
        switch (syntax)
        {
            case ArraySyntax array:
                return [.. array.Items.SelectMany(i => Outputs(binder, stream, i))];
            case GroupExpression group:
                return Outputs(binder, stream, group.Inner);
            case AssignExpression { Value: CallSyntax call } assign:
                return Call(binder, stream, call, assign.Target.Name);
            case CallSyntax call:
                return Call(binder, stream, call, target: null);
            case SubqueryExpression subquery:
                return Subquery(binder, stream, subquery);
            default:
                binder.Diagnostics.Add(Messages.CqlNotAnAggregate(syntax.Span));
                return [];
        }
    }

    static IReadOnlyList<AggregateOutput> Call(CqlBinder binder, EventStream stream, CallSyntax call, string? target)
    {
        if (binder.Resolve(call) is not { } function)
        {
            return [];
        }

        if (function.Aggregate is null)
        {
            binder.Diagnostics.Add(function.Whole
                ? Messages.UnsupportedConstruct(call.NameSpan, $"`{function.Name}` inside another aggregate", "CQL")
                : Messages.CqlNotAnAggregate(call.Span));
            return [];
        }

        return CallArguments.Read(binder, stream, function, call, applied: null, target) is { } arguments ? function.Aggregate(arguments) ?? [] : [];
    }

    // `{ steps | aggregate }`: the aggregate over the events that pass the steps.
    static IReadOnlyList<AggregateOutput> Subquery(CqlBinder binder, EventStream stream, SubqueryExpression subquery)
    {
        var steps = subquery.Pipeline.Steps;
        if (steps.Count == 0 || (steps[^1] is not CallStep && steps[^1] is not StatsStep && steps[^1] is not AssignStep { Value: CallSyntax }))
        {
            binder.Diagnostics.Add(Messages.UnsupportedConstruct(subquery.Span, "an aggregate with steps behind it", "CQL"));
            return [];
        }

        var clause = stream.Clause();
        binder.Pipeline(subquery.Pipeline with { Steps = [.. steps.Take(steps.Count - 1)] }, clause);
        var outputs = steps[^1] switch
        {
            CallStep call => Call(binder, clause, call.Call, target: null),
            AssignStep { Value: CallSyntax value } assign => Call(binder, clause, value, assign.Target.Name),
            StatsStep stats => Outputs(binder, clause, stats.Functions),
            _ => [],
        };
        return clause.Condition is { } condition ? [.. outputs.Select(o => o with { Call = Where(o.Call, condition), More = [.. o.More.Select(m => Where(m, condition))] })] : outputs;
    }

    static AggregateCall Where(AggregateCall call, Expression condition)
    {
        if (call.Function == AggregateCatalogue.Count)
        {
            return AggregateCatalogue.CountTrue.Call(condition);
        }

        var arguments = call.Arguments.ToArray();
        arguments[0] = ChoiceFunctions.If.Call(condition, arguments[0], Constant.Null(arguments[0].Type));
        return call with { Arguments = arguments };
    }

    /// <summary>Whether what stands in the place of an aggregate gives one row for all events, field by field.</summary>
    static bool IsSimple(ExpressionSyntax syntax) => syntax switch
    {
        GroupExpression group => IsSimple(group.Inner),
        AssignExpression { Value: var value } => IsSimple(value),
        CallSyntax call => CqlFunctionTable.Find(call.Name) is not { Aggregate: null, Whole: true },
        SubqueryExpression { Pipeline.Steps: { Count: > 0 } steps } => IsAggregate(steps[^1]) && steps.Take(steps.Count - 1).All(IsPerEvent),
        SubqueryExpression => false,
        _ => true,
    };

    static bool IsAggregate(StepSyntax step) => step switch
    {
        CallStep { Call: var call } => CqlFunctionTable.Find(call.Name)?.Aggregate is not null,
        AssignStep { Value: CallSyntax call } => CqlFunctionTable.Find(call.Name)?.Aggregate is not null,
        StatsStep stats => Items(stats.Functions).All(IsSimple),
        _ => false,
    };

    static bool IsPerEvent(StepSyntax step) => step is not StatsStep
        && (step is not CallStep { Call.Name: var name } || CqlFunctionTable.Find(name) is { Whole: false, Aggregate: null });

    static IEnumerable<ExpressionSyntax> Items(ExpressionSyntax syntax) => syntax switch
    {
        GroupExpression group => Items(group.Inner),
        ArraySyntax array => array.Items.SelectMany(Items),
        CallSyntax { Arguments: [{ Value: var functions }] } call when call.Name.Equals("stats", StringComparison.OrdinalIgnoreCase) => Items(functions),
        _ => [syntax],
    };

    /// <summary>
    /// Goes on with what functions make of each group of events. Functions that give one row each are computed together; one that gives several goes its own
    /// way, and the rows of all are combined, each with each.
    /// </summary>
    public static void Group(CqlBinder binder, EventStream stream, IReadOnlyList<(string Name, Expression Value)> keys, ExpressionSyntax? function, SourceSpan at)
    {
        if (function is null)
        {
            Run(binder, stream, keys, [new AggregateOutput("_count", AggregateCatalogue.Count.Call())], at);
            return;
        }

        var items = Items(function).ToList();
        if (items.TrueForAll(IsSimple))
        {
            // A key wins over an aggregate of the same name: collect() of a key gives the key.
            var outputs = items.SelectMany(i => Outputs(binder, stream, i)).Where(o => keys.All(k => k.Name != o.Name)).DistinctBy(static o => o.Name).ToList();
            Run(binder, stream, keys, outputs, at);
        }
        else if (stream.IsClause)
        {
            binder.Diagnostics.Add(Messages.UnsupportedConstruct(at, "an aggregate in a clause", "CQL"));
        }
        else
        {
            AggregateBranches.Run(binder, stream, keys, [.. items.Select(static i => (i, IsSimple(i)))], at);
        }
    }

    /// <summary>Goes on with one row per combination of keys; an event that lacks a key is in no group.</summary>
    public static void Run(CqlBinder binder, EventStream stream, IReadOnlyList<(string Name, Expression Value)> keys, IReadOnlyList<AggregateOutput> outputs, SourceSpan at)
    {
        if (stream.IsClause)
        {
            binder.Diagnostics.Add(Messages.UnsupportedConstruct(at, "an aggregate in a clause", "CQL"));
            return;
        }

        keys = Keys(stream, keys);
        var fields = new FieldSpace(origin: null);
        var groups = stream.Groups.Select(static g => new Assignment(new PlanColumn("$group", g.Type), g)).ToList();
        var assignments = groups.ToList();
        foreach (var (name, value) in keys)
        {
            var column = new PlanColumn(name, value.Type);
            assignments.Add(new Assignment(column, value));
            fields.Set(name, column.Reference());
        }

        var aggregates = outputs.SelectMany(static o => o.More.Prepend(o.Call).Select(c => new AggregateAssignment(new PlanColumn(o.Name, c.Type), c))).ToList();
        stream.Replace(new Aggregate(stream.Node, assignments, aggregates), fields, ordered: true);
        stream.Groups = [.. groups.Select(static g => g.Column.Reference())];
        var next = 0;
        foreach (var output in outputs)
        {
            var results = aggregates.Skip(next).Take(1 + output.More.Count).Select(static a => (Expression)a.Column.Reference()).ToList();
            next += results.Count;
            var result = output.Combine?.Invoke(results) ?? output.Finish?.Invoke(results[0]) ?? results[0];
            if (output.Rows.Count == 0)
            {
                fields.Set(output.Name, stream.Compute(output.Name, result));
                continue;
            }

            var (element, _) = ArrayRowFunctions.Expand(stream, result);
            var row = stream.Compute("$row", DynamicValueFunctions.Json.Call(element));
            for (var i = 0; i < output.Rows.Count; i++)
            {
                var value = JsonArrayFunctions.At.Call(row, Constant.Text(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"[{i}]")));
                fields.Set(output.Rows[i], stream.Compute(output.Rows[i], value));
            }
        }

        // Without a number to work on, sum and its kin give no row.
        if (keys.Count == 0 && outputs is [{ Call.Function: var only, Rows.Count: 0 } single] && only != AggregateCatalogue.Count && only != AggregateCatalogue.CountKnown
            && only != AggregateCatalogue.CountDistinct && only != AggregateCatalogue.CountTrue)
        {
            stream.Filter(Values.Exists(fields.Get(single.Name)));
        }
    }

    /// <summary>Computes the keys and keeps the events that have all of them.</summary>
    public static IReadOnlyList<(string Name, Expression Value)> Keys(EventStream stream, IReadOnlyList<(string Name, Expression Value)> keys)
    {
        keys = [.. keys.Select(k => (k.Name, stream.Compute(k.Name, k.Value)))];
        foreach (var (_, value) in keys)
        {
            stream.Filter(Values.Exists(value));
        }

        return keys;
    }
}
