// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>join and lookup. Keys that are null match each other; a name both sides have gets a number on the right.</summary>
sealed partial class KqlBinder
{
    BoundTable Join(BoundTable left, JoinOperator join)
    {
        var right = Within(_scope, null, () => BindTable(join.Right));
        left = Materialized(left, join.On.SelectMany(Conditions).SelectMany(c => SideNames(c, "$left")), join.Span);
        right = Materialized(right, join.On.SelectMany(Conditions).SelectMany(c => SideNames(c, "$right")), join.Span);
        if (right.Open is not null)
        {
            Unsupported(join.Right.Span, "a right side with columns that only the data know", "`project` the columns that are used");
            return BoundTable.Unknown;
        }

        var word = join.Parameters.LastOrDefault(static p => p.Name == "kind")?.Word;
        JoinKind? kind = (word, join.IsLookup) switch
        {
            (null, true) or ("leftouter", _) => JoinKind.LeftOuter,
            ("inner", _) => JoinKind.Inner,
            (null, false) or ("innerunique", false) => JoinKind.InnerUnique,
            ("rightouter", false) => JoinKind.RightOuter,
            ("fullouter", false) => JoinKind.FullOuter,
            ("leftsemi", false) => JoinKind.LeftSemi,
            ("rightsemi", false) => JoinKind.RightSemi,
            ("anti" or "leftanti" or "leftantisemi", false) => JoinKind.LeftAnti,
            ("rightanti" or "rightantisemi", false) => JoinKind.RightAnti,
            _ => null,
        };
        if (kind is null)
        {
            var at = join.Parameters.Last(static p => p.Name == "kind");
            diagnostics.Add(Messages.UnknownParameter(at.Value.Span, join.IsLookup ? "lookup" : "join", $"kind={word}", null));
            return BoundTable.Unknown;
        }

        if (join.On.Count == 0)
        {
            diagnostics.Add(Messages.BadJoinCondition(join.Span));
        }

        if (left.Broken || right.Broken)
        {
            return BoundTable.Unknown;
        }

        var keys = new List<JoinKey>();
        var rightKeys = new HashSet<PlanColumn>();
        foreach (var condition in join.On.SelectMany(Conditions))
        {
            if (JoinKey(condition, left, right, rightKeys) is { } key)
            {
                keys.Add(key);
            }
        }

        if (keys.Count == 0)
        {
            return BoundTable.Unknown;
        }

        // A table joined to itself needs columns of its own on the right.
        var node = new Join(kind.Value, left.Node, right.Node, keys)
        {
            // Where a row of lookup meets several, the vendor's engine was measured to give the last one first.
            Choice = join.IsLookup ? new JoinChoice(long.MaxValue, FromTheEnd: true) : null,
        };
        return Grown(left with { Depth = Math.Max(left.Depth, right.Depth) }, JoinColumns(node, left, right, rightKeys, join.IsLookup), join.Span) with { Ordered = false };
    }

    static IEnumerable<KqlExpression> Conditions(KqlExpression on) => WithoutBrackets(on) is LogicalExpression { IsAnd: true } all ? all.Operands.SelectMany(Conditions) : [WithoutBrackets(on)];

    static IEnumerable<string> SideNames(KqlExpression condition, string side) => condition switch
    {
        NameExpression name => [name.Name],
        BinaryExpression equality => new[] { Side(equality.Left), Side(equality.Right) }.Where(s => s.Side == side).Select(static s => s.Column!.Name),
        _ => [],
    };

    JoinKey? JoinKey(KqlExpression condition, BoundTable left, BoundTable right, HashSet<PlanColumn> rightKeys)
    {
        if (condition is NameExpression name)
        {
            var a = JoinColumn(left, name);
            var b = JoinColumn(right, name);
            return a is null || b is null ? null : Key(a, b, name.Span, rightKeys);
        }

        if (condition is BinaryExpression { Operator: "==" } equality)
        {
            var first = Side(equality.Left);
            var second = Side(equality.Right);
            if (first.Side is not null && second.Side is not null && first.Side != second.Side)
            {
                var (l, r) = first.Side == "$left" ? (first.Column, second.Column) : (second.Column, first.Column);
                var a = JoinColumn(left, l!);
                var b = JoinColumn(right, r!);
                return a is null || b is null ? null : Key(a, b, condition.Span, rightKeys);
            }
        }

        diagnostics.Add(Messages.BadJoinCondition(condition.Span));
        return null;
    }

    static (string? Side, NameExpression? Column) Side(KqlExpression expression) => WithoutBrackets(expression) switch
    {
        MemberExpression { Target: NameExpression { Name: "$left" or "$right" } side } member => (side.Name, member.Member),
        IndexExpression { Target: NameExpression { Name: "$left" or "$right" } side, Index: LiteralExpression { Value: string name } literal } => (side.Name, new NameExpression(literal.Span, name)),
        _ => (null, null),
    };

    PlanColumn? JoinColumn(BoundTable table, NameExpression name)
    {
        if (table.Column(name.Name) is { } column)
        {
            return column;
        }

        if (Want(name.Name))
        {
            return null;
        }

        diagnostics.Add(Messages.UnknownColumn(name.Span, table.Name ?? "the input", name.Name, NearestName.Find(name.Name, table.Columns.Select(static c => c.Name))));
        return null;
    }

    JoinKey? Key(PlanColumn left, PlanColumn right, SourceSpan at, HashSet<PlanColumn> rightKeys)
    {
        rightKeys.Add(right);
        Expression a = left.Reference();
        Expression b = right.Reference();
        if ((a.Type == ScalarType.Dynamic && !IsOpenTyped(a)) || (b.Type == ScalarType.Dynamic && !IsOpenTyped(b)))
        {
            diagnostics.Add(Messages.DynamicKey(at, "join"));
            return null;
        }

        if (a.Type != b.Type && !IsOpenTyped(a) && !IsOpenTyped(b) && !(IsNumber(a.Type) && IsNumber(b.Type)))
        {
            diagnostics.Add(Messages.IncompatibleTypes(at, "==", a.Type.KustoName(), b.Type.KustoName()));
            return null;
        }

        TryAlign(ref a, ref b);
        return new JoinKey(NonNull(a), NonNull(b), NullsMatch: true);
    }

    // All columns of both sides; those of lookup without the keys of the right.
    PlanNode JoinColumns(Join node, BoundTable left, BoundTable right, HashSet<PlanColumn> rightKeys, bool isLookup)
    {
        if (node.Kind is JoinKind.LeftSemi or JoinKind.LeftAnti or JoinKind.RightSemi or JoinKind.RightAnti)
        {
            return node;
        }

        // A number never makes a name that a column has of its own: c, c, c1 become c, c2, c1.
        var names = new KqlColumnNames();
        var added = right.Columns.Where(c => !isLookup || !rightKeys.Contains(c)).ToArray();
        foreach (var column in left.Columns.Concat(added))
        {
            names.Take(column.Name);
        }

        var own = left.Columns.Select(static c => c.Name).ToHashSet(StringComparer.Ordinal);
        var assignments = left.Columns.Select(c => Joined(c, c.Name, node.Kind is JoinKind.RightOuter or JoinKind.FullOuter)).ToList();
        foreach (var column in added)
        {
            assignments.Add(Joined(column, own.Contains(column.Name) ? names.Unique(column.Name) : column.Name, node.Kind is JoinKind.LeftOuter or JoinKind.FullOuter));
        }

        return new Project(node, assignments);
    }

    Assignment Joined(PlanColumn column, string name, bool outer)
    {
        var result = new PlanColumn(name, column.Type);
        InheritAll(column, result);
        if (outer && column.Type == ScalarType.String)
        {
            _mayBeNull.Add(result);
        }

        return new Assignment(result, column.Reference());
    }
}
