// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Aql.Functions;
using Tapwatch.Languages.Aql.Printing;
using Tapwatch.Languages.Aql.Syntax;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Aql.Binding;

/// <summary>Function calls.</summary>
sealed partial class SelectBinder
{
    int _withinAggregate;

    Expression Call(CallSyntax call)
    {
        if (AggregateNames.Contains(call.Name))
        {
            return AggregateCall(call);
        }

        if (!FunctionTable.ByName.TryGetValue(call.Name, out var function))
        {
            var nearest = NearestName.Find(call.Name, FunctionTable.ByName.Keys.Concat(AggregateNames.All));
            Diagnostics.Add(Messages.AqlUnknownFunction(call.NameSpan, call.Name, ForeignFunctions.Advice(call.Name) ?? (nearest is null ? null : $"did you mean `{nearest}`?")));
            BindArguments(call);
            return Nothing;
        }

        if (call.Distinct is { } distinct)
        {
            Diagnostics.Add(Messages.AqlHasNo(distinct, "DISTINCT in a call", "UNIQUECOUNT(x) counts different values"));
            return Nothing;
        }

        if (call.Arguments.Count < function.Least || call.Arguments.Count > function.Most)
        {
            Diagnostics.Add(Messages.AqlArgumentCount(call.Span, call.Name.ToUpperInvariant(), function.Takes, call.Arguments.Count));
            BindArguments(call);
            return Nothing;
        }

        return function.Bind(new FunctionCall(this, call)) ?? Nothing;
    }

    // For the messages about them.
    void BindArguments(CallSyntax call)
    {
        foreach (var argument in call.Arguments.Where(static a => a is not StarSyntax))
        {
            Bind(argument);
        }
    }

    Expression AggregateCall(CallSyntax call)
    {
        var name = call.Name.ToUpperInvariant();
        if (call.Distinct is { } distinct)
        {
            var argument = call.Arguments.Count == 1 ? Printer.Print(call.Arguments[0]) : "x";
            Diagnostics.Add(Messages.AqlHasNo(distinct, $"{name}(DISTINCT …)", $"UNIQUECOUNT({argument}) counts different values"));
            return Constant.Null(ScalarType.Real);
        }

        if (_withinAggregate > 0)
        {
            Diagnostics.Add(Messages.AqlMisplacedAggregate(call.NameSpan, "another"));
            return Constant.Null(ScalarType.Real);
        }

        if (name == "COUNT" && call.Arguments is [] or [StarSyntax])
        {
            return ToReal(Aggregate(AggregateCatalogue.Count.Call()));
        }

        if (call.Arguments.Count != 1)
        {
            Diagnostics.Add(Messages.AqlArgumentCount(call.Span, name, "1 argument", call.Arguments.Count));
            return Constant.Null(ScalarType.Real);
        }

        _withinAggregate++;
        var value = name is "SUM" or "AVG" or "STDEV" or "STDEVP" ? ToReal(Numeric(call.Arguments[0])) : Bind(call.Arguments[0]);
        _withinAggregate--;

        // An alias may lead to an aggregate, too.
        RefuseAggregates(value, call.Span, "another");
        if (HasAggregate(value))
        {
            return Constant.Null(ScalarType.Real);
        }

        return Aggregate(name, value);
    }

    // Every aggregate is a double (measured on 7.6.0), except what hands on a value as it is.
    Expression Aggregate(string name, Expression value) => name switch
    {
        "COUNT" => ToReal(Aggregate(AggregateCatalogue.CountKnown.Call(value))),
        "SUM" => Aggregate(AggregateCatalogue.SumOrNull.Call(value)),
        "AVG" => Aggregate(AggregateCatalogue.AverageOrNull.Call(value)),
        "MIN" => Aggregate(AggregateCatalogue.Minimum.Call(Operands.IsNumber(value) ? ToReal(value) : value)),
        "MAX" => Aggregate(AggregateCatalogue.Maximum.Call(Operands.IsNumber(value) ? ToReal(value) : value)),
        "FIRST" => Aggregate(AggregateCatalogue.First.Call(value)),
        "LAST" => Aggregate(AggregateCatalogue.Last.Call(value)),
        "UNIQUECOUNT" or "DISTINCTCOUNT" => ToReal(Aggregate(AggregateCatalogue.CountDistinct.Call(value))),
        "STDEV" => Aggregate(AggregateCatalogue.DeviationOrNull.Call(value)),
        _ => Aggregate(AggregateCatalogue.DeviationOfAllOrNull.Call(value)),
    };
}
