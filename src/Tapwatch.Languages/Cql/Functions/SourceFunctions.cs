// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Binding;
using Tapwatch.Languages.Cql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>Functions that bring events of their own.</summary>
static class SourceFunctions
{
    public static IEnumerable<CqlFunction> All => [new("createEvents", "rawstring[]") { Step = CreateEvents, Whole = true }];

    // Events that consist of a @rawstring, made now.
    static void CreateEvents(CallArguments arguments)
    {
        if (arguments.Syntax("rawstring") is not { } syntax)
        {
            arguments.Required("rawstring");
            return;
        }

        var rows = new List<IReadOnlyList<Constant>>();
        foreach (var item in syntax is ArraySyntax array ? array.Items : [syntax])
        {
            if (arguments.Binder.TextOf(item) is not { } text)
            {
                arguments.Bad("rawstring", "a list of texts");
                return;
            }

            rows.Add([Constant.Text(text)]);
        }

        if (arguments.Stream.Node is not OriginNode)
        {
            arguments.Binder.Diagnostics.Add(Messages.UnsupportedConstruct(arguments.Call.NameSpan, "`createEvents` after other steps", "CQL"));
            return;
        }

        var raw = new PlanColumn("@rawstring", ScalarType.String);
        var fields = new FieldSpace(origin: null);
        fields.Set("@timestamp", TimeFunctions.Now.Call());
        fields.Set("@rawstring", raw.Reference());
        arguments.Stream.Replace(new ConstantRows([raw], rows), fields, ordered: false);
    }
}
