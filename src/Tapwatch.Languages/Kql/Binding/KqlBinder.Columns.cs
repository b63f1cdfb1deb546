// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>where, extend, project and its kin, sort.</summary>
sealed partial class KqlBinder
{
    BoundTable Where(RowContext row, WhereOperator where)
    {
        var condition = WithoutBrackets(where.Predicate) is var bare && bare is PipeExpression ? Refuse(bare.Span, "a condition", "rows") : Scalar(where.Predicate);
        if (!IsUnknown(condition) && condition.Type != ScalarType.Bool)
        {
            Mistyped(where.Predicate.Span, "a condition", "a bool", condition);
        }

        if (IsUnknown(condition) || condition.Type != ScalarType.Bool)
        {
            return row.Table;
        }

        condition = Lenient(condition);
        foreach (var conjunct in Conjuncts(condition))
        {
            NoteLookBack(conjunct);
        }

        return Grown(row.Table, row.Narrowed(new Filter(row.Node, condition)), where.Span);
    }

    static IEnumerable<Expression> Conjuncts(Expression condition) =>
        condition is Call call && call.Function == LogicFunctions.And ? call.Arguments.SelectMany(Conjuncts) : [condition];

    // TimeGenerated > ago(1d): how far back the text looks.
    void NoteLookBack(Expression conjunct)
    {
        if (conjunct is Call { Arguments: [ColumnReference time, Call { Arguments: [Call now, Constant { Value: long ticks }] } bound] } call
            && (call.Function == CompareFunctions.Greater || call.Function == CompareFunctions.GreaterOrEqual)
            && bound.Function == TimeFunctions.Subtract && now.Function == TimeFunctions.Now && _timeColumns.Contains(time.Column)
            && ticks >= 0 && (LookBack is null || LookBack.Value.Ticks < ticks))
        {
            LookBack = TimeSpan.FromTicks(ticks);
        }
    }

    PlanColumn Column(string name, Expression value)
    {
        var column = new PlanColumn(name, value.Type);
        if (IsOpenTyped(value))
        {
            _openTyped.Add(column);
        }

        if (value is ColumnReference reference)
        {
            Inherit(reference.Column, column);
        }
        else if (value.Type == ScalarType.String && MayBeNull(value))
        {
            _mayBeNull.Add(column);
        }

        return column;
    }

    // The columns an item of extend or project stands for: one, or several of a function that gives several.
    IEnumerable<ColumnItem> Items(NamedExpression item, bool rest = false)
    {
        if (TupleOf(item.Value) is { } tuple)
        {
            foreach (var column in TupleItems(item, tuple, rest))
            {
                yield return column;
            }

            yield break;
        }

        if (SortedArrays(item) is { } sorted)
        {
            foreach (var column in sorted)
            {
                yield return column;
            }

            yield break;
        }

        if (item.Names.Count > 1)
        {
            // (a, b) = x takes the elements of x.
            var bag = Scalar(item.Value);
            for (var i = 0; i < item.Names.Count; i++)
            {
                yield return new ColumnItem(item.Names[i].Name, null, bag.Type == ScalarType.Dynamic && !IsUnknown(bag) ? DynamicFunctions.Element.Call(bag, Constant.Long(i)) : bag, item.Span);
            }

            yield break;
        }

        yield return new ColumnItem(item.Name?.Name, KqlNames.Of(item.Value), Scalar(item.Value), item.Span);
    }

    BoundTable Extend(RowContext row, IReadOnlyList<NamedExpression> items, SourceSpan at)
    {
        var names = new KqlColumnNames();
        foreach (var column in row.Table.Columns)
        {
            names.Take(column.Name);
        }

        var replaced = new Dictionary<string, Assignment>(StringComparer.Ordinal);
        var added = new List<Assignment>();
        ReportTwice(items.SelectMany(static i => i.Names));
        foreach (var item in items)
        {
            foreach (var column in Items(item))
            {
                // Only a name the text gives, or a bare path or conversion of a column, replaces a column.
                var (given, value) = (column.Given, column.Value);
                var name = given ?? column.Own;
                var known = name is not null && row.Table.Column(name) is not null && (given is not null || !column.IsOwn);
                if (known && (given is not null || WithoutBrackets(item.Value) is not NameExpression))
                {
                    if (given is null)
                    {
                        replaced[name!] = new Assignment(Column(name!, value), value);
                        continue;
                    }

                    replaced[name!] = new Assignment(Column(name!, value), value);
                }
                else if (!known)
                {
                    var unique = name is null ? names.Unnamed() : given is not null ? name : names.Unique(name);
                    if (given is not null)
                    {
                        added.RemoveAll(a => a.Column.Name == given);
                        names.Take(given);
                    }

                    added.Add(new Assignment(Column(unique, value), value));
                }
            }
        }

        Assignment[] all = [.. row.Table.Columns.Select(c => replaced.GetValueOrDefault(c.Name) ?? Assignment.Keep(c)), .. added];
        return Grown(row.Table, new Project(row.Node, all), at);
    }

    // Names an operator declares a second time.
    void ReportTwice(IEnumerable<NameExpression> names)
    {
        foreach (var twice in names.GroupBy(static n => n.Name, StringComparer.Ordinal).SelectMany(static g => g.Skip(1)))
        {
            diagnostics.Add(Messages.DuplicateColumn(twice.Span, twice.Name));
        }
    }

    BoundTable Project(RowContext row, ProjectOperator project)
    {
        var names = new KqlColumnNames();
        ReportTwice(project.Columns.SelectMany(static c => c.Names.Count > 0 ? c.Names : WithoutBrackets(c.Value) is NameExpression own ? [own] : []));
        foreach (var item in project.Columns.SelectMany(static c => c.Names))
        {
            names.Take(item.Name);
        }

        var assignments = new List<Assignment>();
        foreach (var item in project.Columns)
        {
            if (WithoutBrackets(item.Value) is StarExpression)
            {
                assignments.AddRange(Listed(row.Table).Select(c => new Assignment(Column(names.Unique(c.Name), c.Reference()), c.Reference())));
                continue;
            }

            foreach (var (given, ownName, value, _) in Items(item, rest: true))
            {
                var name = given ?? (ownName is { } own ? names.Unique(own) : names.Unnamed());
                assignments.Add(value is ColumnReference reference && reference.Column.Name == name && !_unlisted.Contains(reference.Column) ? Assignment.Keep(reference.Column) : new Assignment(Column(name, value), value));
            }
        }

        // One column twice needs two identities.
        for (var i = 0; i < assignments.Count; i++)
        {
            var column = assignments[i].Column;
            if (assignments.Take(i).Any(a => ReferenceEquals(a.Column, column)))
            {
                assignments[i] = new Assignment(Column(column.Name, column.Reference()), column.Reference());
            }
        }

        return Grown(Closed(row.Table), new Project(row.Node, assignments), project.Span);
    }

    // The columns a name or wildcard stands for.
    List<PlanColumn> Matching(BoundTable table, KqlExpression pattern)
    {
        switch (pattern)
        {
            case StarExpression:
                return [.. Listed(table)];
            case WildcardExpression wildcard:
                var regex = new Regex("^" + Regex.Escape(wildcard.Pattern).Replace("\\*", ".*") + "$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
                return [.. table.Columns.Where(c => regex.IsMatch(c.Name))];
            default:
                if (KqlNames.Of(pattern) is { } name)
                {
                    if (table.Column(name) is { } column)
                    {
                        return [column];
                    }

                    if (!table.Broken && !Want(name))
                    {
                        diagnostics.Add(Messages.UnknownColumn(pattern.Span, table.Name ?? "the input", name, NearestName.Find(name, table.Columns.Select(static c => c.Name))));
                    }
                }

                return [];
        }
    }

    BoundTable Select(BoundTable table, SelectOperator select)
    {
        table = Materialized(table, select.Columns.Select(KqlNames.Of).OfType<string>(), select.Span);
        if (table.Open is not null && select.Columns.Any(static c => c is WildcardExpression))
        {
            Unsupported(select.Span, "a wildcard over columns that only the data know");
            return BoundTable.Unknown;
        }

        var chosen = select.Columns.SelectMany(c => Matching(table, c)).ToHashSet();
        var kept = table.Columns.Where(c => chosen.Contains(c) == select.Keep).ToArray();
        return Grown(select.Keep ? Closed(table) : table, new Project(table.Node, [.. kept.Select(Assignment.Keep)]), select.Span);
    }

    BoundTable Rename(BoundTable table, RenameOperator rename)
    {
        table = Materialized(table, rename.Columns.Select(static c => KqlNames.Of(c.Value)).OfType<string>(), rename.Span);
        var names = new Dictionary<PlanColumn, string>();
        foreach (var item in rename.Columns)
        {
            if (item.Name is null)
            {
                diagnostics.Add(Messages.RenameNeedsName(item.Span));
            }

            if (item.Name is { } name && Matching(table, WithoutBrackets(item.Value)) is [var column])
            {
                names[column] = name.Name;
            }
        }

        var assignments = table.Columns.Select(c => names.TryGetValue(c, out var name) ? new Assignment(Column(name, c.Reference()), c.Reference()) : Assignment.Keep(c)).ToArray();
        foreach (var twice in assignments.GroupBy(static a => a.Column.Name).Where(static g => g.Count() > 1))
        {
            diagnostics.Add(Messages.DuplicateColumn(rename.Span, twice.Key));
        }

        return Grown(table, new Project(table.Node, assignments), rename.Span);
    }

    BoundTable Reorder(BoundTable table, ReorderOperator reorder)
    {
        table = Materialized(table, reorder.Columns.Select(static c => KqlNames.Of(c.Column)).OfType<string>(), reorder.Span);
        var order = new List<PlanColumn>();
        foreach (var item in reorder.Columns)
        {
            IEnumerable<PlanColumn> matching = Matching(table, item.Column);
            matching = item.Order switch
            {
                "asc" => matching.OrderBy(static c => c.Name, StringComparer.Ordinal),
                "desc" => matching.OrderByDescending(static c => c.Name, StringComparer.Ordinal),
                "granny-asc" => matching.OrderBy(static c => c.Name, NaturalOrder),
                "granny-desc" => matching.OrderByDescending(static c => c.Name, NaturalOrder),
                _ => matching,
            };
            order.AddRange(matching.Where(c => !order.Contains(c)));
        }

        order.AddRange(table.Columns.Where(c => !order.Contains(c)));
        return Grown(table, new Project(table.Node, [.. order.Select(Assignment.Keep)]), reorder.Span);
    }

    // a2 before a10.
    static Comparer<string> NaturalOrder { get; } = Comparer<string>.Create(static (a, b) =>
    {
        static string Padded(string text) => Regex.Replace(text, "[0-9]+", static m => m.Value.PadLeft(20, '0'), RegexOptions.NonBacktracking);
        return string.CompareOrdinal(Padded(a), Padded(b));
    });

    BoundTable Distinct(RowContext row, DistinctOperator distinct)
    {
        var names = new KqlColumnNames();
        var keys = new List<Assignment>();
        foreach (var item in distinct.Columns)
        {
            if (item.Value is StarExpression)
            {
                if (Listed(row.Table).FirstOrDefault(static c => c.Type == ScalarType.Dynamic) is { } column)
                {
                    RefuseDynamic(item.Value, column.Reference(), "distinct");
                }

                keys.AddRange(Listed(row.Table).Select(c => Key(names.Unique(c.Name), c.Reference())));
            }
            else
            {
                var value = Scalar(item.Value);
                RefuseDynamic(item.Value, value, "distinct");
                keys.Add(Key(item.Name?.Name ?? (KqlNames.Of(item.Value) is { } own ? names.Unique(own) : names.Unnamed()), value));
            }
        }

        return Grown(Closed(row.Table), new Aggregate(row.Node, keys, []), distinct.Span) with { Ordered = false };
    }

    void RefuseDynamic(KqlExpression syntax, Expression value, string operation)
    {
        if (value.Type == ScalarType.Dynamic && !IsUnknown(value) && !IsOpenTyped(value))
        {
            diagnostics.Add(Messages.DynamicKey(syntax.Span, operation));
        }
    }

    Assignment Key(string name, Expression value)
    {
        value = NonNull(value);
        var column = new PlanColumn(name, value.Type);
        if (IsOpenTyped(value))
        {
            _openTyped.Add(column);
        }

        if (value is ColumnReference reference && _timeColumns.Contains(reference.Column))
        {
            _timeColumns.Add(column);
        }

        return new Assignment(column, value);
    }

    BoundTable Sort(RowContext row, IReadOnlyList<OrderItem> items, long? limit, SourceSpan at)
    {
        var keys = items.Select(Order).Where(static k => k is not null).Select(static k => k!).ToArray();
        if (limit is null)
        {
            // The vendor refuses it in sort, and takes it in top.
            foreach (var (item, key) in items.Zip(keys).Where(_ => keys.Length == items.Count))
            {
                RefuseDynamic(item.Value, key.Value, "sort");
            }
        }

        return Grown(row.Table, row.Narrowed(new Sort(row.Node, [.. keys.SelectMany(ByKind)], limit)), at) with { Ordered = true };
    }

    // Values of an open column: numbers by value, anything else by text. All of one column are of one kind, or the vendor would not sort them.
    IEnumerable<SortKey> ByKind(SortKey key)
    {
        if (!IsOpenTyped(key.Value))
        {
            return [key];
        }

        var kind = DynamicValueFunctions.Kind.Call(key.Value);
        var number = ChoiceFunctions.If.Call(CompareFunctions.EqualAny.Call(kind, Constant.Text("long"), Constant.Text("double")), To(key.Value, ScalarType.Real), Constant.Null(ScalarType.Real));
        return [key with { Value = number }, key with { Value = To(key.Value, ScalarType.String) }];
    }

    // Descending is the default; nulls come first where values go up, last where they go down.
    SortKey? Order(OrderItem item)
    {
        var value = NonNull(Scalar(item.Value));
        var descending = item.Descending ?? true;
        return IsUnknown(value) ? null : new SortKey(value, descending, item.NullsFirst ?? !descending);
    }
}
