// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Binding;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>Aggregate functions. What is no number does not count for those that compute with numbers.</summary>
static class AggregateFunctions
{
    public static IEnumerable<CqlFunction> All =>
    [
        new("count", "field as distinct") { Aggregate = Count },
        Numeric("sum", AggregateCatalogue.SumOrNull),
        Numeric("avg", AggregateCatalogue.AverageOrNull),
        new("min", "field as type") { Aggregate = static a => Extreme(a, "_min", AggregateCatalogue.Minimum) },
        new("max", "field as type") { Aggregate = static a => Extreme(a, "_max", AggregateCatalogue.Maximum) },
        Numeric("stdDev", AggregateCatalogue.DeviationOrNull, "_stddev"),
        new("percentile", "field percentiles as accuracy") { Aggregate = Percentile },
        new("collect", "fields[] limit separator multival") { Aggregate = Collect },
        new("selectLast", "fields[]") { Aggregate = SelectLast },
        new("selectFromMax", "field include[]") { Aggregate = static a => SelectFrom(a, AggregateCatalogue.ArgMaximum) },
        new("selectFromMin", "field include[]") { Aggregate = static a => SelectFrom(a, AggregateCatalogue.ArgMinimum) },
    ];

    static IReadOnlyList<AggregateOutput> Count(CallArguments arguments)
    {
        var name = arguments.Target("_count");
        if (!arguments.Has("field"))
        {
            return [new AggregateOutput(name, AggregateCatalogue.Count.Call())];
        }

        if (arguments.Field("field") is not { } field)
        {
            return [];
        }

        var function = arguments.Flag("distinct", otherwise: false) ? AggregateCatalogue.CountDistinct : AggregateCatalogue.CountKnown;
        return [new AggregateOutput(name, function.Call(Values.Text(field)))];
    }

    static CqlFunction Numeric(string name, AggregateFunction function, string? target = null) => new(name, "field as")
    {
        Aggregate = a => a.Field("field") is { } field ? [new AggregateOutput(a.Target(target ?? "_" + name), function.Call(Values.Number(field)))] : null,
    };

    // Of numbers, unless the type says that texts are compared.
    static IReadOnlyList<AggregateOutput>? Extreme(CallArguments arguments, string target, AggregateFunction function)
    {
        var type = arguments.Text("type") ?? "number";
        if (type.ToUpperInvariant() is not ("NUMBER" or "STRING" or "ALPHABETICAL" or "ANY"))
        {
            arguments.Bad("type", "`number` or `string`");
            return null;
        }

        return arguments.Field("field") is { } field
            ? [new AggregateOutput(arguments.Target(target), function.Call(type.ToUpperInvariant() is "STRING" or "ALPHABETICAL" ? Values.Text(field) : Values.Number(field)))]
            : null;
    }

    // One field per percentile: `_50`, or `as_50`. LogScale's are estimates; these are exact, by nearest rank.
    static IReadOnlyList<AggregateOutput>? Percentile(CallArguments arguments)
    {
        if (arguments.Field("field") is not { } field)
        {
            return null;
        }

        var outputs = new List<AggregateOutput>();
        var wanted = arguments.Has("percentiles") ? arguments.Names("percentiles") ?? [] : [("50", default), ("75", default), ("99", default)];
        foreach (var (text, _) in wanted)
        {
            if (Values.ParseNumber(text) is not (>= 0 and <= 100 and var percent))
            {
                arguments.Bad("percentiles", "a list of numbers from 0 to 100");
                return null;
            }

            outputs.Add(new AggregateOutput(arguments.Target("") + "_" + text, StatisticFunctions.Percentile.Call(Values.Number(field), Constant.Real(percent))));
        }

        return outputs;
    }

    // The different values of each field, one below the other.
    static IReadOnlyList<AggregateOutput>? Collect(CallArguments arguments)
    {
        if (arguments.Names("fields") is not { } names)
        {
            return null;
        }

        var limit = arguments.Limit("limit") ?? long.MaxValue;
        if (!arguments.Flag("multival", otherwise: true))
        {
            // One row for each different combination of values.
            var values = names.Select(n => Values.Text(arguments.Binder.Field(n.Name, n.At, arguments.Stream))).ToList();
            var known = LogicFunctions.Or.Call([.. values.Select(Values.Exists)]);
            var combination = ChoiceFunctions.If.Call(known, DynamicFunctions.MakeArray.Call(values), Constant.Null(ScalarType.Dynamic));
            return
            [
                new AggregateOutput(names[0].Name, AggregateCatalogue.Set.Call(combination, Constant.Long(limit)), static r => ConvertFunctions.ToText.Call(r))
                {
                    Rows = [.. names.Select(static n => n.Name)],
                },
            ];
        }

        var separator = Constant.Text(arguments.Text("separator") ?? "\n");
        return
        [
            .. names.Select(n => new AggregateOutput(
                n.Name,
                AggregateCatalogue.Set.Call(Values.Text(arguments.Binder.Field(n.Name, n.At, arguments.Stream)), Constant.Long(limit)),
                r => PlainTextFunctions.Join.Call(r, separator))),
        ];
    }

    // Per field, the value of the newest event that has it.
    static IReadOnlyList<AggregateOutput>? SelectLast(CallArguments arguments)
    {
        if (arguments.Names("fields") is not { } names)
        {
            return null;
        }

        var time = arguments.Stream.Fields.Get("@timestamp");
        return
        [
            .. names.Select(n =>
            {
                var value = arguments.Binder.Field(n.Name, n.At, arguments.Stream);
                return new AggregateOutput(n.Name, time is not ColumnReference
                    ? AggregateCatalogue.Last.Call(value)
                    : AggregateCatalogue.ArgMaximum.Call(
                        ChoiceFunctions.If.Call(CompareFunctions.IsNull.Call(value), Constant.Null(time.Type), time), value));
            }),
        ];
    }

    static IReadOnlyList<AggregateOutput>? SelectFrom(CallArguments arguments, AggregateFunction function)
    {
        if (arguments.Field("field") is not { } field || arguments.Names("include") is not { } names)
        {
            return null;
        }

        var key = field.Type == ScalarType.DateTime ? field : Values.Number(field);
        return [.. names.Select(n => new AggregateOutput(n.Name, function.Call(key, arguments.Binder.Field(n.Name, n.At, arguments.Stream))))];
    }
}
