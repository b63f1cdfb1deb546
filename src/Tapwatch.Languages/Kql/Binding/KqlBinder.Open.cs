// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>
/// Columns known only from the data: what bag_unpack and pivot give. A name no column has is read from the object that goes along; its type is settled
/// when all rows are there. What hangs on the type before that is refused.
/// </summary>
sealed partial class KqlBinder
{
    // Columns that hold open columns' values; dynamic until the result settles their type.
    readonly HashSet<PlanColumn> _openTyped = [];
    readonly HashSet<PlanColumn> _openBags = [];
    readonly HashSet<Expression> _openSums = new(ReferenceEqualityComparer.Instance);

    static readonly HashSet<string> _aggregatesOfAnyType = new(StringComparer.Ordinal)
    {
        "count", "countif", "dcount", "dcountif", "count_distinct", "count_distinctif", "make_set", "make_set_if", "make_list", "make_list_if", "makeset", "makelist",
        "make_list_with_nulls", "take_any", "take_anyif", "any", "anyif", "avg", "avgif", "make_bag", "make_bag_if",
    };

    bool IsOpenTyped(Expression value) => (value.Type == ScalarType.Dynamic && value switch
    {
        ColumnReference reference => _openTyped.Contains(reference.Column),
        Call { Arguments: [ColumnReference bag, ..] } call => call.Function == DynamicFunctions.Member && _openBags.Contains(bag.Column),
        _ => false,
    }) || _openSums.Contains(value);

    // Whole when all values are.
    Expression OpenSum(Expression value)
    {
        var fraction = CompareFunctions.Equal.Call(DynamicValueFunctions.Kind.Call(value), Constant.Text("double"));
        var fractions = Added("fractions", AggregateCatalogue.CountTrue.Call(fraction));
        var real = Added("sum", AggregateCatalogue.Sum.Call(To(value, ScalarType.Real)));
        var whole = Added("sum", AggregateCatalogue.Sum.Call(To(value, ScalarType.Long)));
        var sum = ChoiceFunctions.If.Call(CompareFunctions.Greater.Call(fractions, Constant.Long(0)), To(real, ScalarType.Dynamic), To(whole, ScalarType.Dynamic));
        _openSums.Add(sum);
        return sum;
    }

    /// <summary>The value of an open column.</summary>
    Expression OpenValue(OpenColumns open, string name)
    {
        Expression value = DynamicFunctions.Member.Call(open.Bag.Reference(), Constant.Text(name));
        if (open.Type is not { } type)
        {
            return value;
        }

        value = To(value, type);
        return open.Missing is null ? value : ChoiceFunctions.FirstKnown.Call(value, open.Missing);
    }

    /// <summary>The table with open columns of these names among the known ones.</summary>
    BoundTable Materialized(BoundTable table, IEnumerable<string> names, SourceSpan at)
    {
        if (table.Open is not { } open)
        {
            return table;
        }

        string[] missing = [.. names.Where(n => n.Length > 0 && table.Column(n) is null).Distinct()];
        return missing.Length == 0
            ? table
            : Grown(table, new Project(table.Node, [.. table.Columns.Select(Assignment.Keep), .. missing.Select(n => new Assignment(Column(n, OpenValue(open, n)), OpenValue(open, n)))]), at);
    }

    BoundTable GrownOpen(BoundTable table, PlanNode node, OpenColumns open, int depth, SourceSpan at)
    {
        if (open.Carry(node, table.Node) is not { } carried)
        {
            Unsupported(at, "this operator over columns that only the data know", "name them: `evaluate …(…) : (column:type, …)`, or `project` them first");
            return BoundTable.Unknown;
        }

        // A column given a name hides the open one of that name.
        var hidden = table.Node.Columns.Except(table.Columns).ToHashSet();
        PlanColumn[] visible = [.. node.Columns.Where(c => !hidden.Contains(c) && c != open.Bag)];
        string[] named = [.. visible.Select(static c => c.Name).Except(table.Columns.Select(static c => c.Name))];
        if (named.Length > 0)
        {
            var left = OpenBag();
            carried = new Project(carried, [.. visible.Select(Assignment.Keep), new Assignment(left, Without(open.Bag.Reference(), named))]);
            open = open with { Bag = left };
        }

        return table with { Node = carried, Visible = visible, Open = open, Depth = depth };
    }

    PlanColumn OpenBag()
    {
        var bag = new PlanColumn("open columns", ScalarType.Dynamic);
        _openBags.Add(bag);
        return bag;
    }

    static Call Without(Expression bag, IEnumerable<string> names) =>
        DynamicObjectFunctions.RemoveKeys.Call(bag, new Constant(ScalarType.Dynamic, "[" + string.Join(',', names.Select(Literals.Quoted)) + "]"));

    // For uses that would have to know the columns; true when that has been said.
    bool NeedsColumns(BoundTable table, SourceSpan at, string what)
    {
        if (table.Open is null)
        {
            return false;
        }

        Unsupported(at, $"{what} over columns that only the data know", "`project` the columns that are used");
        return true;
    }

    /// <summary>The table without open columns: what an operator gives that names all its columns.</summary>
    static BoundTable Closed(BoundTable table) => table.Open is null ? table : table with { Open = null, Visible = null };

    /// <summary>The result, whose open columns get their names and types at the end.</summary>
    PlanNode Settled(BoundTable table, PlanColumn[] shown, PlanNode node)
    {
        // The columns of the node stand in the order of those shown.
        PlanColumn[] settled = [.. node.Columns.Where((_, i) => i < shown.Length && _openTyped.Contains(shown[i]))];
        if (table.Open is null && settled.Length == 0)
        {
            return node;
        }

        var bag = table.Open?.Bag ?? new PlanColumn("none", ScalarType.Dynamic);
        var input = table.Open is null ? Plan.Algebra.Project.Extend(node, new Assignment(bag, Constant.Null(ScalarType.Dynamic))) : node;
        return new Unpack(input, bag) { Types = new UnpackTypes(settled, table.Open?.Type, table.Open?.Missing, table.Open?.Leading) };
    }

    // bag_unpack(column, prefix, columnsConflict=, ignoredProperties=).
    BoundTable BagUnpack(RowContext row, CallExpression call, EvaluateOperator evaluate)
    {
        if (PluginArguments(call, 1) is not { } arguments)
        {
            return BoundTable.Unknown;
        }

        var (places, named) = arguments;
        if (PluginColumn(places[0], "what is unpacked") is not { } column)
        {
            return BoundTable.Unknown;
        }

        if (column.Type != ScalarType.Dynamic)
        {
            Mistyped(places[0].Span, "what is unpacked", "dynamic", column);
            return BoundTable.Unknown;
        }

        string? Text(int place, string name) => (named.GetValueOrDefault(name) ?? places.ElementAtOrDefault(place)) is { } syntax && Scalar(syntax) is Constant { Value: string text } ? text : null;
        Expression bag = column;
        if (Text(3, "ignoredProperties") is { } ignored)
        {
            bag = DynamicObjectFunctions.RemoveKeys.Call(bag, new Constant(ScalarType.Dynamic, ignored));
        }

        var prefix = Text(1, "OutputColumnPrefix");
        bag = string.IsNullOrEmpty(prefix) ? bag : DynamicObjectFunctions.Prefixed.Call(bag, Constant.Text(prefix));
        PlanColumn[] kept = [.. row.Table.Columns.Where(c => c != column.Column)];
        var open = OpenBag();
        var conflict = Text(2, "columnsConflict") ?? "error";
        var node = row.Node;
        switch (conflict)
        {
            case "keep_source":
                bag = Without(bag, kept.Select(static c => c.Name));
                break;
            case "error":
                var clashes = kept.Select(c => (Expression)LogicFunctions.IsTrue.Call(DynamicObjectFunctions.HasKey.Call(bag, Constant.Text(c.Name)))).ToArray();
                if (evaluate.Schema is null && clashes.Length > 0)
                {
                    node = new Refusal(node, clashes.Length == 1 ? clashes[0] : LogicFunctions.Or.Call(clashes), "bag_unpack: a property has the name of a column that is there already; say columnsConflict='keep_source', or give a prefix");
                }

                break;
            case "replace_source" when evaluate.Schema is not null:
                break;
            default:
                Unsupported(call.Span, $"`columnsConflict='{conflict}'` of `bag_unpack` without an output schema");
                return BoundTable.Unknown;
        }

        var project = new Project(node, [.. kept.Select(Assignment.Keep), new Assignment(open, bag)]);
        var result = Closed(row.Table) with { Node = project, Visible = kept, Open = new OpenColumns(open, null, null, prefix is null ? column.Column.Name : null), Depth = row.Table.Depth + 1 };
        return row.Table.Parts is not null || row.Table.Open is not null ? UnsupportedPlace(call)
            : evaluate.Schema is null ? result
            : WithSchema(result, evaluate, ofSource: conflict != "replace_source");
    }

    BoundTable UnsupportedPlace(CallExpression call)
    {
        Unsupported(call.Span, $"`{call.Function.Name}` over columns that only the data know, or in a sub-query over parts of the rows");
        return BoundTable.Unknown;
    }

    // Only the columns that the text says the plugin gives.
    BoundTable WithSchema(BoundTable result, EvaluateOperator evaluate, bool ofSource)
    {
        var open = result.Open!;
        var assignments = new List<Assignment>();
        if (evaluate.KeepsSource)
        {
            assignments.AddRange(result.Columns.Where(c => !evaluate.Schema!.Any(s => s.Name == c.Name)).Select(Assignment.Keep));
        }

        foreach (var declared in evaluate.Schema!)
        {
            var type = declared.Type ?? ScalarType.String;
            var value = ofSource && result.Column(declared.Name) is { } source ? source.Reference() : To(DynamicFunctions.Member.Call(open.Bag.Reference(), Constant.Text(declared.Name)), type);
            if (open.Missing is not null && open.Type == type && value is not ColumnReference)
            {
                value = ChoiceFunctions.FirstKnown.Call(value, open.Missing);
            }

            value = NonNull(To(value, type));
            assignments.Add(new Assignment(Column(declared.Name, value), value));
        }

        return Grown(Closed(result), new Project(result.Node, assignments), evaluate.Span);
    }

    // pivot(column, aggregate, keys…): a column for each value of a column.
    BoundTable Pivot(RowContext row, CallExpression call, EvaluateOperator evaluate)
    {
        if (PluginArguments(call, 1) is not { } arguments || PluginColumn(arguments.Places[0], "what is pivoted") is not { } column)
        {
            return BoundTable.Unknown;
        }

        var places = arguments.Places[1..];
        CallExpression? aggregate = places is [CallExpression first, ..] && Functions.KqlAggregates.Names.Contains(first.Function.Name) ? first : null;
        var keys = places[(aggregate is null ? 0 : 1)..].Select(k => PluginColumn(k, "a key of `pivot`")).ToArray();
        if (Array.Exists(keys, static k => k is null))
        {
            return BoundTable.Unknown;
        }

        var aggregates = new List<AggregateAssignment>();
        var outer = _aggregating;
        _aggregating = aggregates;
        var value = aggregate is null ? Added("count_", AggregateCatalogue.Count.Call()) : Scalar(aggregate);
        _aggregating = outer;
        if (IsUnknown(value))
        {
            return BoundTable.Unknown;
        }

        // Without keys: all columns but those that the pivot reads.
        var read = new HashSet<PlanColumn> { column.Column };
        foreach (var argument in aggregates.SelectMany(static a => a.Value.Arguments))
        {
            argument.CollectColumns(read);
        }

        PlanColumn[] by = keys.Length > 0 ? [.. keys.Select(static k => k!.Column)] : [.. row.Table.Columns.Where(c => !read.Contains(c))];
        var own = by.Select(k => Key(k.Name, k.Reference())).ToArray();
        var name = new Assignment(new PlanColumn("name", ScalarType.String), NonNull(To(column, ScalarType.String)));
        var cells = new Aggregate(row.Node, [.. own, name], aggregates);
        var bag = OpenBag();
        var cell = DynamicFunctions.MakeObject.Call(name.Column.Reference(), value);
        var rows = new Aggregate(cells, [.. own.Select(static k => Assignment.Keep(k.Column))], [new AggregateAssignment(bag, StatisticFunctions.Bag.Call(cell, Constant.Long(LargestSet)))]);
        var missing = aggregate?.Function.Name is null or "count" or "countif" or "dcount" or "dcountif" or "sum" or "sumif" ? To(Constant.Long(0), value.Type) as Constant : null;
        var result = new BoundTable(rows, row.Table.Name) { Visible = [.. own.Select(static k => k.Column)], Open = new OpenColumns(bag, value.Type, missing, null), Depth = row.Table.Depth + 2 };
        return row.Table.Parts is not null || row.Table.Open is not null ? UnsupportedPlace(call)
            : evaluate.Schema is null ? result
            : WithSchema(result, evaluate, ofSource: true);
    }
}
