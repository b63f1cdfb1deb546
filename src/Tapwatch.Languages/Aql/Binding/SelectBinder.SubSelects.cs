// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Aql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Aql.Binding;

/// <summary>x IN (SELECT …): the rows are joined with the distinct values, and a mark says whether there was one.</summary>
sealed partial class SelectBinder
{
    Expression InSelect(InSelectSyntax syntax)
    {
        var operand = Comparable(syntax.Operand);
        var rows = Bind(_state, syntax.Select);
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
    Expression Member(Expression value, Expression of, PlanNode rows)
    {
        var key = new PlanColumn("value", of.Type);
        var mark = new PlanColumn("found", ScalarType.Bool);
        PlanNode distinct = new Aggregate(rows, [new Assignment(key, of)], []);
        distinct = new Filter(distinct, LogicFunctions.Not.Call(CompareFunctions.IsNull.Call(key.Reference())));
        distinct = Project.Extend(distinct, new Assignment(mark, Constant.Bool(true)));
        var join = new Join(JoinKind.LeftOuter, _input, distinct, [new JoinKey(value, distinct.Columns[0].Reference(), NullsMatch: false)]);
        _input = join;
        return ChoiceFunctions.If.Call(
            CompareFunctions.IsNull.Call(value),
            Constant.Null(ScalarType.Bool),
            LogicFunctions.Not.Call(CompareFunctions.IsNull.Call(distinct.Columns[1].Reference())));
    }
}
