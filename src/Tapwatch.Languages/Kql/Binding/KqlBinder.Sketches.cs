// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>dcount_intersect: how many different values sketches share.</summary>
sealed partial class KqlBinder
{
    // dcount_intersect(h1, h2, …): how many the first has, how many the first two share, and so on; each by what the unions hold.
    BoundTable DistinctShared(RowContext row, CallExpression call)
    {
        if (call.Arguments.Count is < 2 or > MostShared)
        {
            diagnostics.Add(Messages.ArgumentCount(call.Span, call.Function.Name, $"2 to {MostShared} arguments", call.Arguments.Count));
            return BoundTable.Unknown;
        }

        var sketches = call.Arguments.Select(a => Scalar(a.Value)).ToArray();
        for (var i = 0; i < sketches.Length; i++)
        {
            if (sketches[i].Type != ScalarType.Dynamic)
            {
                Mistyped(call.Arguments[i].Span, "a sketch", "dynamic", sketches[i]);
                return BoundTable.Unknown;
            }
        }

        if (sketches.Any(IsUnknown))
        {
            return BoundTable.Unknown;
        }

        var names = new KqlColumnNames();
        foreach (var column in row.Table.Columns)
        {
            names.Take(column.Name);
        }

        var added = sketches.Select((_, i) => new Assignment(new PlanColumn(names.Unique($"s{i}"), ScalarType.Long), Shared(sketches[..(i + 1)])));
        return Grown(row.Table, new Project(row.Node, [.. row.Table.Columns.Select(Assignment.Keep), .. added]), call.Span);
    }

    const int MostShared = 8;

    // What all have: the sum over all choices of sketches of what their union holds, odd choices added and even ones taken away.
    static Expression Shared(Expression[] sketches)
    {
        Expression sum = Constant.Long(0);
        for (var choice = 1; choice < 1 << sketches.Length; choice++)
        {
            Expression[] chosen = [.. sketches.Where((_, i) => (choice >> i & 1) == 1)];
            var held = SketchFunctions.CountDistinct.Call(chosen.Length == 1 ? chosen[0] : SketchFunctions.MergeDistinct.Call(chosen));
            sum = (chosen.Length % 2 == 1 ? NumberFunctions.Add : NumberFunctions.Subtract).Call(sum, held);
        }

        return sum;
    }
}
