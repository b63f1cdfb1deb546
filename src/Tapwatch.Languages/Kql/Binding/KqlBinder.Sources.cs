// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>Where rows come from: tables of the catalog, and what the text brings itself.</summary>
sealed partial class KqlBinder
{
    const string Vendor = "sentinel";

    /// <summary>The table of that name; null when there is none, which has been said unless <paramref name="quiet"/>.</summary>
    BoundTable? NamedTable(string name, SourceSpan at, bool quiet = false)
    {
        if (context.Catalog.Find(Vendor, name) is not { } table)
        {
            if (!quiet && context.SavedQueries.TryGetValue(name, out var text))
            {
                return Saved(new CallExpression(at, new NameExpression(at, name), []), text) as BoundTable;
            }

            if (!quiet && name.Length > 0)
            {
                diagnostics.Add(Messages.UnknownTable(at, name, NearestName.Find(name, context.Catalog.TableNames(Vendor).Concat(_scope.Names)), HowToGive(name)));
            }

            return null;
        }

        return ScannedTable(table, at);
    }

    BoundTable ScannedTable(ViewTable table, SourceSpan at)
    {
        // A union of everything many times over is too much: wide tables count for more.
        _steps += table.Columns.Count / 8;
        var node = ScanOf(table, at);
        foreach (var column in node.Columns)
        {
            if (column.Type == ScalarType.String)
            {
                _mayBeNull.Add(column);
            }

            if (column.Name == table.TimeColumn)
            {
                _timeColumns.Add(column);
            }
        }

        return new BoundTable(node, table.Name) { Depth = 3, Source = table.Name };
    }

    static string HowToGive(string name) =>
        $"give its rows: `--table {name}=FILE` with CSV or JSON" + (name.EndsWith("_CL", StringComparison.Ordinal) ? "; a custom log has the columns of its data" : "");

    BoundTable Datatable(DatatableExpression syntax)
    {
        var columns = syntax.Columns.Select(static c => new PlanColumn(c.Name, c.Type ?? ScalarType.String)).ToArray();
        foreach (var twice in syntax.Columns.GroupBy(static c => c.Name).Where(static g => g.Count() > 1))
        {
            diagnostics.Add(Messages.DuplicateColumn(twice.Last().Span, twice.Key));
        }

        if (columns.Length == 0 || syntax.Values.Count % columns.Length != 0)
        {
            diagnostics.Add(Messages.DatatableValues(syntax.Span, columns.Length, syntax.Values.Count));
            return new BoundTable(ConstantRows.None(columns), null);
        }

        var rows = new List<IReadOnlyList<Constant>>();
        for (var i = 0; i < syntax.Values.Count; i += columns.Length)
        {
            rows.Add([.. columns.Select((c, j) => Cell(syntax.Values[i + j], c.Type))]);
        }

        return new BoundTable(new ConstantRows(columns, rows), null);
    }

    Constant Cell(KqlExpression syntax, ScalarType type)
    {
        var value = Within(_scope, null, () => Fold(Scalar(syntax)));
        if (value is Constant constant)
        {
            var cell = constant.Type == type ? constant : Literals.As(constant, type);
            return cell.Value is null && type == ScalarType.String ? Constant.Text("") : cell;
        }

        if (!IsUnknown(value))
        {
            diagnostics.Add(Messages.ConstantNeeded(syntax.Span, "a value of `datatable`"));
        }

        return Constant.Null(type);
    }

    BoundTable Print(PrintOperator print) => Over(new BoundTable(ConstantRows.One, null), row =>
    {
        var names = new KqlColumnNames();
        var assignments = new List<Assignment>();
        for (var i = 0; i < print.Columns.Count; i++)
        {
            foreach (var (given, own, value, _) in Items(print.Columns[i]))
            {
                var name = given ?? (WithoutBrackets(print.Columns[i].Value) is NameExpression ? null : own) ?? "print_" + i.ToString(CultureInfo.InvariantCulture);
                assignments.Add(new Assignment(Column(names.Unique(name), value), value));
            }
        }

        return new BoundTable(new Project(row.Node, assignments), null) { Ordered = true };
    });

    BoundTable Range(RangeOperator range) => Over(new BoundTable(ConstantRows.One, null), row =>
    {
        var (from, to, step) = (Scalar(range.From), Scalar(range.To), Scalar(range.Step));
        if (IsUnknown(from) || IsUnknown(to) || IsUnknown(step))
        {
            return BoundTable.Unknown;
        }

        var type = from.Type is ScalarType.DateTime or ScalarType.TimeSpan ? from.Type : RangeType(from, to, step);
        var stepType = type == ScalarType.DateTime ? ScalarType.TimeSpan : type;
        if (type is null || !Countable(to, type.Value) || !Countable(step, stepType!.Value))
        {
            diagnostics.Add(Messages.IncompatibleTypes(range.Span, "range", from.Type.KustoName(), (type is null || Countable(to, type.Value) ? step : to).Type.KustoName()));
            return BoundTable.Unknown;
        }

        var column = new PlanColumn(range.Column.Name, type.Value);
        var node = new Sequence(row.Node, To(from, type.Value), To(to, type.Value), To(step, stepType!.Value), column);
        return new BoundTable(new Project(node, [Assignment.Keep(column)]), null) { Ordered = true };
    });

    // Whole numbers count as longs, any real makes them reals.
    static ScalarType? RangeType(Expression from, Expression to, Expression step)
    {
        Expression[] all = [.. new[] { from, to, step }.Where(static e => e.Type != ScalarType.Dynamic)];
        return !Array.TrueForAll(all, static e => IsNumber(e.Type)) ? null : Array.Exists(all, static e => e.Type is ScalarType.Real or ScalarType.Decimal) ? ScalarType.Real : ScalarType.Long;
    }

    static bool Countable(Expression value, ScalarType type) =>
        value.Type == type || value.Type == ScalarType.Dynamic || (IsNumber(value.Type) && IsNumber(type)) || value is Constant { Value: null };
}
