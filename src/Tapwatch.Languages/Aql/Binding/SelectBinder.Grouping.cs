// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Aql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Languages.Aql.Binding;

/// <summary>
/// GROUP BY and aggregates. What is neither key nor aggregate is the first value of its group (AQL guide; measured on 7.6.0).
/// </summary>
sealed partial class SelectBinder
{
    readonly List<AggregateAssignment> _aggregates = [];
    readonly HashSet<PlanColumn> _aggregateColumns = [];

    List<Result> Results()
    {
        var results = new List<Result>();
        foreach (var item in _select.Items)
        {
            if (item.Value is not StarSyntax)
            {
                results.Add(item.Alias is { } alias
                    ? new Result(alias.Name, AliasedValue(item), IsPlain: false)
                    : new Result(ResultName.Of(item.Value), Bind(item.Value), item.Value is NameSyntax));
                continue;
            }

            // `sourceip, *` shows sourceip once.
            var written = results.Select(static r => r.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
            results.AddRange(_scope.Columns.Where(c => c.Definition is not { Hidden: true } && !written.Contains(c.Column.Name))
                .Select(static c => new Result(c.Column.Name, c.Column.Reference(), IsPlain: true)));
        }

        return results;
    }

    Expression AliasedValue(ItemSyntax item)
    {
        var alias = _aliases[item.Alias!.Name];
        return ReferenceEquals(alias.Syntax, item.Value) ? AliasValue(alias) : Bind(item.Value);
    }

    List<Expression> GroupKeys()
    {
        var keys = new List<Expression>();
        foreach (var syntax in _select.GroupBy)
        {
            IsConstantKey(syntax);
            var key = Bind(syntax);
            RefuseAggregates(key, syntax.Span, "GROUP BY");
            keys.Add(key);
        }

        return keys;
    }

    /// <summary>A call of an aggregate function: a reference to the column that will hold it. The same aggregate is computed once.</summary>
    Expression Aggregate(AggregateCall call)
    {
        var known = _aggregates.Find(a => a.Value.Function == call.Function && a.Value.Arguments.Count == call.Arguments.Count
            && a.Value.Arguments.Zip(call.Arguments).All(static p => ExpressionShape.Same(p.First, p.Second)));
        if (known is not null)
        {
            return known.Column.Reference();
        }

        var column = new PlanColumn(call.Function.Name[(call.Function.Name.IndexOf('.', StringComparison.Ordinal) + 1)..], call.Type);
        _aggregates.Add(new AggregateAssignment(column, call));
        _aggregateColumns.Add(column);
        return column.Reference();
    }

    bool HasAggregate(Expression value) => value switch
    {
        ColumnReference reference => _aggregateColumns.Contains(reference.Column),
        Call call => call.Arguments.Any(HasAggregate),
        _ => false,
    };

    void RefuseAggregates(Expression value, SourceSpan at, string where)
    {
        if (HasAggregate(value))
        {
            Diagnostics.Add(Messages.AqlMisplacedAggregate(at, where));
        }
    }

    (List<Result> Results, Expression? Having, List<SortKey> Order) Group(List<Expression> keys, List<Result> results, Expression? having, List<SortKey> order)
    {
        var columns = keys.Select((k, i) => new Assignment(new PlanColumn(k is ColumnReference r ? r.Column.Name : $"key{i + 1}", k.Type), k)).ToArray();
        foreach (var column in columns.Where(c => _state.IsBytes(c.Value)))
        {
            _state.MarkBytes(column.Column);
        }

        var lifted = results.Select(r =>
        {
            var value = Lift(r.Value, columns);
            var isFirst = r.IsPlain && value is ColumnReference first && _aggregateColumns.Contains(first.Column);
            return new Result(isFirst ? "FIRST_" + r.Name : r.Name, value, r.IsPlain);
        }).ToList();
        var condition = having is null ? null : Lift(having, columns);
        var sorting = order.Select(k => k with { Value = Lift(k.Value, columns) }).ToList();
        _input = new Aggregate(_input, columns, [.. _aggregates]);
        return (lifted, condition, sorting);
    }

    // The value of a group: keys and aggregates stand for themselves, a part that has neither is its first value.
    Expression Lift(Expression value, Assignment[] keys)
    {
        if (Array.Find(keys, k => ExpressionShape.Same(k.Value, value)) is { } key)
        {
            return key.Column.Reference();
        }

        if (value is Constant || (value is ColumnReference reference && _aggregateColumns.Contains(reference.Column)))
        {
            return value;
        }

        if (value is Call call && (HasAggregate(call) || call.Arguments.Count == 0 || IsOfKeys(call, keys)))
        {
            return call with { Arguments = [.. call.Arguments.Select(a => Lift(a, keys))] };
        }

        var first = Aggregate(AggregateCatalogue.First.Call(value));
        if (_state.IsBytes(value))
        {
            _state.MarkBytes(((ColumnReference)first).Column);
        }

        return first;
    }

    static bool IsOfKeys(Expression value, Assignment[] keys) =>
        value is Constant || Array.Exists(keys, k => ExpressionShape.Same(k.Value, value)) || (value is Call call && call.Arguments.All(a => IsOfKeys(a, keys)));
}
