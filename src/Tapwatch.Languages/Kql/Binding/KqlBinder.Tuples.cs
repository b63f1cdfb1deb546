// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Functions;
using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>Functions that give several columns, where columns are made.</summary>
sealed partial class KqlBinder
{
    KqlTuple? TupleOf(KqlExpression value) =>
        WithoutBrackets(value) is CallExpression call && _scope.Find(call.Function.Name) is null ? KqlSeries.Tuples.GetValueOrDefault(call.Function.Name) : null;

    // The columns of a tuple: those the text names, and with `rest` the others under their own names. Without names all.
    // Kusto, series_fit_2lines: "project (rs, si, v)=…" gives the rest too, "extend (rs, si, v)=…" only those.
    IEnumerable<ColumnItem> TupleItems(NamedExpression item, KqlTuple tuple, bool rest)
    {
        var call = (CallExpression)WithoutBrackets(item.Value);
        if (Apply(call, tuple.Function) is not Expression whole || IsUnknown(whole))
        {
            whole = _unknown;
        }

        if (item.Names.Count > tuple.Columns.Count)
        {
            diagnostics.Add(Messages.TooManyNames(item.Names[tuple.Columns.Count].Span, call.Function.Name, tuple.Columns.Count));
        }

        var own = $"{call.Function.Name}_{(call.Arguments.Count > 0 ? KqlNames.Of(call.Arguments[0].Value) : "")}_";
        for (var i = 0; i < tuple.Columns.Count; i++)
        {
            if (i >= item.Names.Count && item.Names.Count > 0 && (!rest || item.Names.Count == 1))
            {
                yield break;
            }

            var column = tuple.Columns[i];
            var value = IsUnknown(whole) ? whole : column.Path.Aggregate(whole, static (bag, name) => DynamicFunctions.Member.Call(bag, Constant.Text(name)));
            yield return new ColumnItem(i < item.Names.Count ? item.Names[i].Name : null, own + column.Name, To(value, column.Type), item.Span) { IsOwn = true };
        }
    }

    // array_sort_asc() of several arrays gives a column for each.
    List<ColumnItem>? SortedArrays(NamedExpression item)
    {
        if (item.Names.Count == 1 || WithoutBrackets(item.Value) is not CallExpression { Function.Name: "array_sort_asc" or "array_sort_desc", Arguments.Count: > 1 } call
            || Scalar(call) is not Call all || all.Function != DynamicFunctions.MakeArray)
        {
            return null;
        }

        var columns = new List<ColumnItem>();
        for (var i = 0; i < all.Arguments.Count; i++)
        {
            columns.Add(new ColumnItem(i < item.Names.Count ? item.Names[i].Name : null, (KqlNames.Of(call.Arguments[i].Value) ?? $"array{i}") + "_sorted", all.Arguments[i], item.Span) { IsOwn = true });
        }

        return columns;
    }

    // An item of extend, project or print: the name the text gives, the name it has without, the value.
    readonly record struct ColumnItem(string? Given, string? Own, Expression Value, SourceSpan Span)
    {
        // Of a tuple: its name never replaces a column that is there.
        public bool IsOwn { get; init; }
    }
}
