// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>top-nested, top-hitters, sample-distinct.</summary>
sealed partial class KqlBinder
{
    /// <summary>
    /// Each level keeps the first so many values within each value of the level before. Rows of other values are left out, or go on under the name
    /// that `others` gave; in the levels behind, such rows are others too.
    /// </summary>
    BoundTable TopNested(RowContext row, TopNestedOperator nested)
    {
        var names = new KqlColumnNames();
        foreach (var name in nested.Levels.SelectMany(static l => l.Of.Names.Concat(l.By.Names)))
        {
            names.Take(name.Name);
        }

        var isOther = new PlanColumn("is other", ScalarType.Bool);
        PlanNode rows = Plan.Algebra.Project.Extend(row.Node, new Assignment(isOther, Constant.Bool(false)));
        var labels = new List<PlanColumn>();
        var results = new List<(PlanColumn Label, PlanColumn Value, PlanNode Groups)>();
        foreach (var level in nested.Levels)
        {
            if (Level(rows, level, labels, isOther, names) is not { } done)
            {
                return BoundTable.Unknown;
            }

            results.Add((done.Label, done.Value, done.Groups));
            labels.Add(done.Label);
            rows = done.Rows;
            isOther = done.IsOther;
        }

        // The last level has all labels; what the levels before it came to is joined to it.
        var node = results[^1].Groups;
        for (var i = 0; i < results.Count - 1; i++)
        {
            var keys = labels.Take(i + 1).Select(l => (Left: l, Right: new PlanColumn(l.Name, l.Type))).ToArray();
            var before = new Project(results[i].Groups, [.. keys.Select(static k => new Assignment(k.Right, k.Left.Reference())), Assignment.Keep(results[i].Value)]);
            node = new Join(JoinKind.Inner, node, before, [.. keys.Select(static k => new JoinKey(k.Left.Reference(), k.Right.Reference(), NullsMatch: true))]);
        }

        var order = results.SelectMany((r, i) => new[]
        {
            new SortKey(r.Value.Reference(), nested.Levels[i].Descending ?? true, !(nested.Levels[i].Descending ?? true)),
            new SortKey(r.Label.Reference(), false, true),
        });
        var all = new Project(new Sort(node, [.. order]), [.. results.SelectMany(static r => new[] { Assignment.Keep(r.Label), Assignment.Keep(r.Value) })]);
        return Grown(Closed(row.Table), all, nested.Span) with { Ordered = false };
    }

    (PlanColumn Label, PlanColumn Value, PlanNode Groups, PlanNode Rows, PlanColumn IsOther)? Level(PlanNode rows, NestedLevel level, List<PlanColumn> labels, PlanColumn isOther, KqlColumnNames names)
    {
        var key = NonNull(Scalar(level.Of.Value));
        var count = level.Count is null ? long.MaxValue : Within(_scope, null, () => Whole(level.Count, "the number of values"));
        var others = level.Others is null ? null : Within(_scope, null, () => Scalar(level.Others));
        if (IsUnknown(key) || count is null || (others is not null && IsUnknown(others)))
        {
            return null;
        }

        var own = level.Of.Name?.Name ?? KqlNames.Of(level.Of.Value);
        var name = own is null ? names.Unnamed() : level.Of.Name is null ? names.Unique(own) : own;
        var by = level.By.Name?.Name ?? names.Unique("aggregated_" + name);

        // Which values are first, within each combination of labels so far.
        var parents = labels.Select(static l => new Assignment(new PlanColumn(l.Name, l.Type), l.Reference())).ToArray();
        var value = new Assignment(new PlanColumn(name, key.Type), key);
        if (Ranked(level.By.Value, new Filter(rows, LogicFunctions.Not.Call(isOther.Reference())), [.. parents, value], "rank") is not { } ranked)
        {
            return null;
        }

        var order = new Sort(ranked.Groups, [new SortKey(ranked.Rank.Reference(), level.Descending ?? true, !(level.Descending ?? true))]);
        var number = new PlanColumn("number", ScalarType.Long);
        var window = new Window(order, [.. parents.Select(static p => p.Column.Reference())], [new WindowAssignment(number, WindowCatalogue.Number.Call(Constant.Long(1), Constant.Bool(false)))]);
        var first = new Filter(window, CompareFunctions.LessOrEqual.Call(number.Reference(), Constant.Long(count.Value)));

        // Each row learns whether its value is one of them.
        var keyed = new PlanColumn("key", key.Type);
        var joined = new Join(
            JoinKind.LeftOuter,
            Plan.Algebra.Project.Extend(rows, new Assignment(keyed, key)),
            first,
            [.. labels.Select((l, i) => new JoinKey(l.Reference(), parents[i].Column.Reference(), NullsMatch: true)), new JoinKey(keyed.Reference(), value.Column.Reference(), NullsMatch: true)]);
        Expression other = LogicFunctions.Or.Call(isOther.Reference(), CompareFunctions.IsNull.Call(number.Reference()));
        PlanNode kept = others is null ? new Filter(joined, LogicFunctions.Or.Call(isOther.Reference(), LogicFunctions.Not.Call(CompareFunctions.IsNull.Call(number.Reference())))) : joined;
        var (label, stillOther) = (new PlanColumn(name, key.Type), new PlanColumn("is other", ScalarType.Bool));
        var nameOfOthers = others is null ? key.Type == ScalarType.String ? Constant.Text("") : Constant.Null(key.Type) : To(others, key.Type);
        var tagged = new Project(
            kept,
            [
                .. rows.Columns.Where(c => c != isOther).Select(Assignment.Keep),
                new Assignment(label, ChoiceFunctions.If.Call(other, nameOfOthers, keyed.Reference())),
                new Assignment(stillOther, other),
            ]);
        if (Ranked(level.By.Value, tagged, [.. labels.Select(Assignment.Keep), Assignment.Keep(label), Assignment.Keep(stillOther)], by) is not { } all)
        {
            return null;
        }

        if (others is not null)
        {
            return (label, all.Rank, all.Groups, tagged, stillOther);
        }

        // Without a name for others there is no value of others either.
        var result = new PlanColumn(by, all.Rank.Type);
        var valued = new Project(
            all.Groups,
            [.. labels.Select(Assignment.Keep), Assignment.Keep(label), new Assignment(result, ChoiceFunctions.If.Call(stillOther.Reference(), Constant.Null(result.Type), all.Rank.Reference()))]);
        return (label, result, valued, tagged, stillOther);
    }

    // The rows grouped, with the value they are ranked by.
    (PlanNode Groups, PlanColumn Rank)? Ranked(KqlExpression syntax, PlanNode rows, Assignment[] keys, string name)
    {
        var outer = _aggregating;
        var aggregates = new List<AggregateAssignment>();
        _aggregating = aggregates;
        var value = Scalar(syntax);
        _aggregating = outer;
        if (IsUnknown(value))
        {
            return null;
        }

        var rank = new PlanColumn(name, value.Type);
        return (new Project(new Aggregate(rows, keys, aggregates), [.. keys.Select(static k => Assignment.Keep(k.Column)), new Assignment(rank, value)]), rank);
    }

    BoundTable TopHitters(RowContext row, TopHittersOperator hitters)
    {
        var key = NonNull(Scalar(hitters.Of));
        var by = hitters.By is null ? null : Scalar(hitters.By);
        var count = Within(_scope, null, () => Whole(hitters.Count, "the number of values"));
        if (IsUnknown(key) || (by is not null && IsUnknown(by)) || count is null)
        {
            return BoundTable.Unknown;
        }

        if (by is not null && !IsNumber(by.Type))
        {
            Mistyped(hitters.By!.Span, "what is summed", "a number", by);
            return BoundTable.Unknown;
        }

        var name = KqlNames.Of(hitters.Of) ?? "Column1";
        var value = new Assignment(Column(name, key), key);
        var hits = new PlanColumn(by is null ? "approximate_count_" + name : "approximate_sum_" + (KqlNames.Of(hitters.By!) ?? ""), by?.Type ?? ScalarType.Long);
        var groups = new Aggregate(row.Node, [value], [new AggregateAssignment(hits, by is null ? AggregateCatalogue.Count.Call() : AggregateCatalogue.Sum.Call(by))]);
        return Grown(Closed(row.Table), new Sort(groups, [new SortKey(hits.Reference(), true, false)], count), hitters.Span) with { Ordered = true };
    }

    BoundTable SampleDistinct(RowContext row, SampleOperator sample)
    {
        var value = Scalar(sample.DistinctOf!);
        var count = Within(_scope, null, () => Whole(sample.Count, "the number of values"));
        return IsUnknown(value) || count is null
            ? BoundTable.Unknown
            : Grown(Closed(row.Table), new Limit(new Aggregate(row.Node, [Key(KqlNames.Of(sample.DistinctOf!) ?? "Column1", value)], []), count.Value), sample.Span) with { Ordered = false };
    }
}
