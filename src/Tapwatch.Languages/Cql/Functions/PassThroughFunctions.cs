// SPDX-License-Identifier: Apache-2.0

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
    ];

    static void Told(CallArguments arguments) =>
        arguments.Binder.Diagnostics.Add(Messages.CqlDisplayOnly(arguments.Call.NameSpan, arguments.Function.Name));

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
