// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Binding;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>Functions that draw pictures: here the rows they would draw from are shown, with a warning.</summary>
static class PassThroughFunctions
{
    public static IEnumerable<CqlFunction> All =>
    [
        new("worldMap", "ip lat lon magnitude precision !cityCountry") { Step = static a => Told(a), Whole = true },
        new("sankey", "source target weight") { Step = Sankey, Whole = true },
        new("rdns", "field server as limit") { Step = NoNames },
        new("reverseDns", "field server as limit") { Step = NoNames },
        new("sample", "percentage field") { Condition = Sample },
    ];

    static void Told(CallArguments arguments) =>
        arguments.Binder.Diagnostics.Add(Messages.CqlDisplayOnly(arguments.Call.NameSpan, arguments.Function.Name));

    // Nothing is asked of a name server: the field for the name stays as it is.
    static void NoNames(CallArguments arguments)
    {
        if (arguments.Required("field") is not null)
        {
            arguments.Binder.Diagnostics.Add(Messages.CqlNoNames(arguments.Call.NameSpan, arguments.Function.Name));
        }
    }

    // The same events in every run: those whose field has a hash in the first so many percent.
    static Expression? Sample(CallArguments arguments)
    {
        if (arguments.Field("field", "@timestamp") is not { } field)
        {
            return null;
        }

        if (Values.ParseNumber(arguments.Text("percentage") ?? "1") is not (> 0 and <= 100 and var percent))
        {
            arguments.Bad("percentage", "a number above 0 up to 100");
            return null;
        }

        arguments.Binder.Diagnostics.Add(Messages.CqlSample(arguments.Call.NameSpan, arguments.Function.Name));
        var hash = MeasureFunctions.Number.Call(TextFunctions.Concat.Call(Values.Text(field), Values.Text(arguments.Stream.Fields.Get("@rawstring"))), Constant.Long(10_000), Constant.Text(""));
        return CompareFunctions.Less.Call(hash, Constant.Long((long)(percent * 100)));
    }

    static void Sankey(CallArguments arguments)
    {
        Told(arguments);
        if (arguments.Required("source") is not { } source || arguments.Required("target") is not { } target)
        {
            return;
        }

        var stream = arguments.Stream;
        var keys = new List<(string, Expression)> { (source, stream.Fields.Get(source)) };
        if (target != source)
        {
            keys.Add((target, stream.Fields.Get(target)));
        }

        var weight = arguments.Syntax("weight") is { } function
            ? Aggregation.Outputs(arguments.Binder, stream, function)
            : [new AggregateOutput("_count", AggregateCatalogue.Count.Call())];
        Aggregation.Run(arguments.Binder, stream, keys, weight, arguments.Call.Span);
    }
}
