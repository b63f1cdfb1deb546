// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Aql.Printing;
using Tapwatch.Languages.Aql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Aql.Binding;

/// <summary>x IN (SELECT …): the rows are joined with the distinct values, and a mark says whether there was one. Reference data is looked up alike.</summary>
sealed partial class SelectBinder
{
    readonly Dictionary<string, Expression> _lookUps = new(StringComparer.Ordinal);

    Expression InSelect(InSelectSyntax syntax)
    {
        var operand = Comparable(syntax.Operand);
        var rows = Bind(_state, syntax.Select, ordered: false);
        if (rows is null)
        {
            return Constant.Null(ScalarType.Bool);
        }

        if (rows.Columns.Count != 1)
        {
            Diagnostics.Add(Messages.AqlOneColumn(syntax.Select.Span, rows.Columns.Count));
            return Constant.Null(ScalarType.Bool);
        }

        if (HasAggregate(operand))
        {
            Diagnostics.Add(Messages.UnsupportedConstruct(syntax.Span, "IN (SELECT …) of an aggregate", "AQL"));
            return Constant.Null(ScalarType.Bool);
        }

        var column = rows.Columns[0];
        var (left, right) = Operands.Same(operand, column.Reference());
        return Negate(Member(left, right, rows), syntax.Negated);
    }

    /// <summary>Whether a value is among those the rows give; null of null.</summary>
    Expression Member(Expression value, Expression of, PlanNode rows) => Member([value], [of], rows);

    Expression Member(IReadOnlyList<Expression> values, IReadOnlyList<Expression> of, PlanNode rows)
    {
        var keys = of.Select(static e => new Assignment(new PlanColumn("value", e.Type), e)).ToArray();
        var mark = new PlanColumn("found", ScalarType.Bool);
        var distinct = Project.Extend(Known(new Aggregate(rows, keys, []), keys), new Assignment(mark, Constant.Bool(true)));
        LookUp(distinct, values);
        Expression isNull = values.Count == 1 ? CompareFunctions.IsNull.Call(values[0]) : LogicFunctions.Or.Call([.. values.Select(static v => CompareFunctions.IsNull.Call(v))]);
        return ChoiceFunctions.If.Call(
            isNull,
            Constant.Null(ScalarType.Bool),
            LogicFunctions.Not.Call(CompareFunctions.IsNull.Call(distinct.Columns[^1].Reference())));
    }

    /// <summary>Whether reference data holds the values, in its first columns.</summary>
    internal Expression ReferenceContains(CallSyntax call, ViewTable table, IReadOnlyList<Expression> values) => Once(call, () =>
    {
        var rows = table.Scan([.. table.Columns.Take(values.Count).Select(static c => c.Name)]);
        return Member(values, [.. rows.Columns.Select(static c => Operands.To(c.Reference(), ScalarType.String))], rows);
    });

    /// <summary>What reference data holds for a key; the first row counts when several have it.</summary>
    internal Expression ReferenceValue(CallSyntax call, ViewTable table, Expression key, string column) => Once(call, () =>
    {
        var rows = table.Scan([table.Columns[0].Name, column]);
        var keys = new[] { new Assignment(new PlanColumn("key", ScalarType.String), Operands.To(rows.Columns[0].Reference(), ScalarType.String)) };
        var first = AggregateCatalogue.First.Call(rows.Columns[1].Reference());
        var value = new PlanColumn(column, first.Type);
        LookUp(Known(new Aggregate(rows, keys, [new AggregateAssignment(value, first)]), keys), [key]);
        return value.Reference();
    });

    static Filter Known(PlanNode rows, Assignment[] keys) => new(rows, LogicFunctions.And.Call(
        [.. keys.Select(static k => LogicFunctions.Not.Call(CompareFunctions.IsNull.Call(k.Column.Reference())))]));

    void LookUp(PlanNode rows, IReadOnlyList<Expression> values) =>
        _input = new Join(JoinKind.LeftOuter, _input, rows, [.. values.Select((v, i) => new JoinKey(v, rows.Columns[i].Reference(), NullsMatch: false))]);

    // The same look-up in WHERE and SELECT is one join.
    Expression Once(CallSyntax call, Func<Expression> bind)
    {
        var text = Printer.Print(call);
        if (!_lookUps.TryGetValue(text, out var known))
        {
            known = bind();
            _lookUps.Add(text, known);
        }

        return known;
    }
}
