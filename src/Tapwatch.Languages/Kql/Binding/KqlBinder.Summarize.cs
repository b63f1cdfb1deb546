// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Functions;
using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>summarize: keys, aggregates, and expressions over aggregates.</summary>
sealed partial class KqlBinder
{
    // The aggregates of the summarize being bound; null outside of one.
    List<AggregateAssignment>? _aggregating;

    BoundTable Summarize(RowContext row, SummarizeOperator summarize)
    {
        var names = new KqlColumnNames();
        foreach (var name in summarize.Keys.Concat(summarize.Aggregates).SelectMany(static a => a.Names))
        {
            names.Take(name.Name);
        }

        var keys = new List<Assignment>();
        foreach (var item in summarize.Keys)
        {
            var value = Scalar(item.Value);
            RefuseDynamic(item.Value, value, "summarize");
            keys.Add(Key(item.Name?.Name ?? (KqlNames.Of(item.Value) is { } own ? names.Unique(own) : names.Unnamed()), value));
        }

        var aggregates = new List<AggregateAssignment>();
        var results = new List<Assignment>();
        var outer = _aggregating;
        _aggregating = aggregates;
        _keyNames = [.. summarize.Keys.Where(static k => k.Names.Count == 0).Select(static k => WithoutBrackets(k.Value)).OfType<NameExpression>().Select(static n => n.Name)];
        foreach (var item in summarize.Aggregates)
        {
            results.AddRange(AggregateItem(item, names));
        }

        _aggregating = outer;
        var node = new Aggregate(row.Node, keys, aggregates);
        Assignment[] assignments = [.. keys.Select(static k => Assignment.Keep(k.Column)), .. results];
        var plain = assignments.Length == node.Columns.Count && assignments.Select(static (a, i) => (a, i)).All(p => p.a.Value is ColumnReference r && r.Column == node.Columns[p.i] && p.a.Column == r.Column);
        return Grown(Closed(row.Table), plain ? node : new Project(node, assignments), summarize.Span) with { Ordered = false };
    }

    IEnumerable<Assignment> AggregateItem(NamedExpression item, KqlColumnNames names)
    {
        if (WithoutBrackets(item.Value) is CallExpression call && _scope.Find(call.Function.Name) is not LambdaBinding)
        {
            switch (call.Function.Name)
            {
                case "arg_max" or "arg_min" or "argmax" or "argmin" when call.Arguments.Count > 0:
                    return ArgExtreme(item, call, names);
                case "take_any" or "any" when call.Arguments.Count > 1 || call.Arguments is [{ Value: StarExpression }]:
                    return TakeAny(item, call, names);
                case "percentiles" or "percentilesw" when call.Arguments.Count > 1:
                    return Percentiles(item, call, names);
                case "take_any" or "any" when call.Arguments.Count == 1:
                    break;
                case "arg_max" or "arg_min" or "argmax" or "argmin" or "take_any" or "any" or "percentiles" or "percentilesw":
                    diagnostics.Add(Messages.ArgumentCount(call.Span, call.Function.Name, call.Function.Name[0] == 'p' ? "at least 2 arguments" : "at least 1 argument", call.Arguments.Count));
                    return [];
            }

            if (KqlAggregates.Names.Contains(call.Function.Name))
            {
                var aggregate = Aggregated(call);
                var name = item.Name?.Name ?? names.Unique(KqlNames.OfAggregate(call) ?? "Column1");
                return [Final(name, aggregate)];
            }
        }

        var before = _aggregating!.Count;
        var value = Scalar(item.Value);
        if (_aggregating.Count == before && !IsUnknown(value) && ReadsColumns(value))
        {
            diagnostics.Add(Messages.NotAggregated(item.Span));
        }

        return [Final(item.Name?.Name ?? (KqlNames.Of(item.Value) is { } own ? names.Unique(own) : names.Unnamed()), value)];
    }

    bool ReadsColumns(Expression value)
    {
        var columns = new HashSet<PlanColumn>();
        value.CollectColumns(columns);
        columns.ExceptWith(_aggregating!.Select(static a => a.Column));
        return columns.Count > 0;
    }

    // An aggregate that is a column of the result as it is keeps its identity; its name may be given only now.
    Assignment Final(string name, Expression value)
    {
        if (value is ColumnReference reference && _aggregating!.FindIndex(a => a.Column == reference.Column) is var i and >= 0)
        {
            var column = Column(name, value);
            _aggregating[i] = _aggregating[i] with { Column = column };
            return Assignment.Keep(column);
        }

        return new Assignment(Column(name, value), value);
    }

    Expression Added(string name, AggregateCall call)
    {
        var column = new PlanColumn(name, call.Type);
        if (call.Arguments.Any(IsOpenTyped) && call.Function.Result is null)
        {
            _openTyped.Add(column);
        }

        if (call.Type == ScalarType.String)
        {
            _mayBeNull.Add(column);
        }

        _aggregating!.Add(new AggregateAssignment(column, call));
        return column.Reference();
    }

    // One aggregate call within summarize; gives the column that will hold it.
    Expression Aggregated(CallExpression call)
    {
        var name = call.Function.Name;
        if (name is "arg_max" or "arg_min" && call.Arguments.Count == 1)
        {
            return Added(name, Extreme(name, NonNull(Inner(call.Arguments[0].Value)), null));
        }

        if (name is "percentiles_array" or "percentilesw_array")
        {
            return PercentileArray(call);
        }

        if (!KqlAggregates.All.TryGetValue(name, out var aggregate))
        {
            diagnostics.Add(Messages.UnsupportedFunction(call.Function.Span, name, Language));
            foreach (var argument in call.Arguments.Where(static a => a.Value is not StarExpression))
            {
                Inner(argument.Value);
            }

            return _unknown;
        }

        if (call.Arguments.Count < aggregate.Least || call.Arguments.Count > aggregate.Most)
        {
            diagnostics.Add(Messages.ArgumentCount(call.Span, name, new KqlFunction(name, aggregate.Least, aggregate.Most, static _ => null).Expected, call.Arguments.Count));
            return _unknown;
        }

        var arguments = call.Arguments.Select(a => a.Value is StarExpression ? Constant.Bool(true) : Inner(a.Value)).ToArray();
        if (arguments.Any(IsUnknown))
        {
            return _unknown;
        }

        if (IsOpenTyped(arguments.FirstOrDefault() ?? _unknown))
        {
            if (name == "sum")
            {
                return OpenSum(arguments[0]);
            }

            if (!_aggregatesOfAnyType.Contains(name))
            {
                Unsupported(call.Span, $"`{name}` of a column whose type only the data know", "name its type: `evaluate …(…) : (column:type, …)`");
                return _unknown;
            }
        }

        return aggregate.Lower(new KqlCall(this, call, arguments)) is { } lowered ? Added(name, lowered) : _unknown;
    }

    // An argument of an aggregate: no aggregates within.
    Expression Inner(KqlExpression syntax)
    {
        var outer = _aggregating;
        _aggregating = null;
        var value = Scalar(syntax);
        _aggregating = outer;
        return value;
    }

    static AggregateCall Extreme(string name, Expression by, Expression? value)
    {
        var greatest = name is "arg_max" or "argmax";
        return value is null
            ? (greatest ? AggregateCatalogue.Maximum : AggregateCatalogue.Minimum).Call(by)
            : (greatest ? AggregateCatalogue.ArgMaximum : AggregateCatalogue.ArgMinimum).Call(by, value);
    }

    List<Assignment> ArgExtreme(NamedExpression item, CallExpression call, KqlColumnNames names)
    {
        var function = call.Function.Name;
        var result = new List<Assignment>();
        var by = Inner(call.Arguments[0].Value);
        if (IsUnknown(by))
        {
            return result;
        }

        if (IsOpenTyped(by) || (_row!.Table.Open is not null && call.Arguments.Any(static a => a.Value is StarExpression)))
        {
            Unsupported(call.Span, $"`{function}` over columns that only the data know");
            return result;
        }

        var old = function is "argmax" or "argmin";
        var prefix = old ? (function == "argmax" ? "max_" : "min_") : "";
        var given = item.Names.Select(static n => n.Name).ToArray();
        string Name(int i, string? own) => i < given.Length ? given[i] : own is null ? names.Unnamed() : names.Unique(own);
        var first = KqlNames.Of(call.Arguments[0].Value);
        result.Add(Final(Name(0, call.Arguments[0].Name?.Name ?? (first is null ? null : prefix + first)), Added("by", Extreme(function, NonNull(by), null))));
        var position = 1;
        foreach (var argument in call.Arguments.Skip(1))
        {
            if (argument.Value is StarExpression)
            {
                foreach (var column in Listed(_row!.Table).Where(c => c.Name != first && !_keyNames.Contains(c.Name)))
                {
                    result.Add(Final(Name(position++, prefix.Length > 0 ? $"{prefix}{first}_{column.Name}" : column.Name), ArgValue(function, NonNull(by), column.Reference())));
                }
            }
            else
            {
                var value = Inner(argument.Value);
                var own = argument.Name?.Name ?? KqlNames.Of(argument.Value);
                result.Add(Final(Name(position++, own is null || prefix.Length == 0 ? own : $"{prefix}{first}_{own}"), ArgValue(function, NonNull(by), value)));
            }
        }

        return result;
    }

    // The value beside the extreme; when there is no extreme, because all is null, that of some row.
    Expression ArgValue(string function, Expression by, Expression value)
    {
        var best = Added("value", Extreme(function, by, value));
        if (!MayBeNull(by))
        {
            return best;
        }

        var known = Added("known", AggregateCatalogue.CountKnown.Call(by));
        return ChoiceFunctions.If.Call(CompareFunctions.Greater.Call(known, Constant.Long(0)), best, Added("any", AggregateCatalogue.First.Call(value)));
    }

    // Columns that are keys already are not repeated by `*`.
    HashSet<string> _keyNames = [];

    List<Assignment> TakeAny(NamedExpression item, CallExpression call, KqlColumnNames names)
    {
        var result = new List<Assignment>();
        if (call.Arguments is [{ Value: StarExpression }] && NeedsColumns(_row!.Table, call.Span, $"`{call.Function.Name}(*)`"))
        {
            return result;
        }

        var given = item.Names.Select(static n => n.Name).ToArray();
        var sources = call.Arguments is [{ Value: StarExpression }]
            ? Listed(_row!.Table).Where(c => !_keyNames.Contains(c.Name)).Select(static c => ((string?)c.Name, (Expression)c.Reference()))
            : call.Arguments.Select(a => (a.Name?.Name ?? KqlNames.Of(a.Value), Inner(a.Value)));
        var prefix = call.Function.Name == "any" ? "any_" : "";
        foreach (var (own, value) in sources)
        {
            var name = result.Count < given.Length ? given[result.Count] : own is null ? names.Unnamed() : names.Unique(prefix + own);
            result.Add(Final(name, Added(name, AggregateCatalogue.First.Call(value))));
        }

        return result;
    }

    List<Assignment> Percentiles(NamedExpression item, CallExpression call, KqlColumnNames names)
    {
        var result = new List<Assignment>();
        var first = call.Function.Name == "percentilesw" ? 2 : 1;
        if (call.Arguments.Count <= first)
        {
            diagnostics.Add(Messages.ArgumentCount(call.Span, call.Function.Name, $"at least {first + 1} arguments", call.Arguments.Count));
            return result;
        }

        var arguments = call.Arguments.Select(a => Inner(a.Value)).ToArray();
        for (var i = first; i < arguments.Length && !arguments.Any(IsUnknown); i++)
        {
            NamedExpression[] own = [.. call.Arguments.Take(first), call.Arguments[i]];
            var single = new CallExpression(call.Span, new NameExpression(call.Function.Span, first == 1 ? "percentile" : "percentilew"), own);
            if (KqlAggregates.Percentile(new KqlCall(this, single, [.. arguments.Take(first), arguments[i]]), first, first == 1 ? -1 : 1) is { } lowered)
            {
                var name = i - first < item.Names.Count ? item.Names[i - first].Name : names.Unique(KqlNames.OfAggregate(single)!);
                result.Add(Final(name, Added(name, lowered)));
            }
        }

        return result;
    }

    // The ranks stand one by one or in one constant array; the result is one array.
    Expression PercentileArray(CallExpression call)
    {
        var first = call.Function.Name == "percentilesw_array" ? 2 : 1;
        if (call.Arguments.Count <= first)
        {
            diagnostics.Add(Messages.ArgumentCount(call.Span, call.Function.Name, $"at least {first + 1} arguments", call.Arguments.Count));
            return _unknown;
        }

        var arguments = call.Arguments.Select(a => Inner(a.Value)).ToArray();
        if (arguments.Any(IsUnknown))
        {
            return _unknown;
        }

        var ranks = arguments.Skip(first).ToArray();
        if (ranks is [{ Type: ScalarType.Dynamic } list])
        {
            if (list is not Constant { Value: string json })
            {
                diagnostics.Add(Messages.ConstantNeeded(call.Arguments[first].Span, "the array of percentiles"));
                return _unknown;
            }

            ranks = [.. Elements(json)];
        }

        var values = new List<Expression>();
        foreach (var rank in ranks)
        {
            var at = values.Count < call.Arguments.Count - first ? call.Arguments[first + values.Count] : call.Arguments[first];
            var single = new CallExpression(call.Span, call.Function, [.. call.Arguments.Take(first), at]);
            if (KqlAggregates.Percentile(new KqlCall(this, single, [.. arguments.Take(first), rank]), first, first == 1 ? -1 : 1) is not { } lowered)
            {
                return _unknown;
            }

            values.Add(Added("percentile", lowered));
        }

        return DynamicFunctions.MakeArray.Call(values);
    }
}
