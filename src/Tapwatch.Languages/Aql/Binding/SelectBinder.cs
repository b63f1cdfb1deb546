// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Aql.Printing;
using Tapwatch.Languages.Aql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;

namespace Tapwatch.Languages.Aql.Binding;

/// <summary>
/// One SELECT to a plan. Order of work: source, time, WHERE, groups, HAVING, order, result columns; whatever may name an alias is bound on demand.
/// </summary>
sealed partial class SelectBinder
{
    readonly BindState _state;
    readonly SelectSyntax _select;
    readonly Scope _scope;
    PlanNode _input;

    readonly bool _ordered;

    SelectBinder(BindState state, SelectSyntax select, Scope scope, bool ordered)
    {
        _ordered = ordered;
        _state = state;
        _select = select;
        _scope = scope;
        _input = scope.Input;
        _aliases = CollectAliases(select);
    }

    internal DiagnosticBag Diagnostics => _state.Diagnostics;

    internal BindContext Context => _state.Context;

    /// <summary>A column of the view itself, hidden or not; null in a sub-select.</summary>
    internal Expression? SourceColumn(string name) => _scope.Table is null ? null : _scope.Find(name)?.Column.Reference();

    bool Strict => _state.Context.Strict;

    /// <summary>The plan of a SELECT; its columns are the result columns. Null after an error that leaves nothing to bind.</summary>
    /// <param name="state">What all SELECTs of the text share.</param>
    /// <param name="select">The syntax.</param>
    /// <param name="time">The time clause of the SELECT around it, for a sub-select without one.</param>
    /// <param name="ordered">Whether anybody sees the order of the rows.</param>
    public static PlanNode? Bind(BindState state, SelectSyntax select, TimeSyntax? time = null, bool ordered = true)
    {
        var scope = BindSource(state, select, select.Time ?? time);
        if (scope is null)
        {
            return null;
        }

        var inherits = select.Source is SubselectSyntax { Select.Time: null };
        return new SelectBinder(state, select, scope, ordered || select.Limit is not null).Bind(inherits ? null : select.Time ?? time);
    }

    PlanNode Bind(TimeSyntax? time)
    {
        RefuseDistinct();
        if (time is not null)
        {
            Filter(TimeCondition(time));
        }

        if (_select.Where is { } where)
        {
            _textSearch = FirstCondition(where) as TextSearchSyntax;
            var condition = Condition(where);
            RefuseAggregates(condition, where.Span, "WHERE");
            Filter(condition);
        }

        if (_select.Session is { } session)
        {
            Sessions(session);
        }

        var keys = GroupKeys();
        var results = Results();
        var having = _select.Having is { } syntax ? WithAliasAggregates(() => Condition(syntax)) : null;
        var order = SortKeys();
        RemarkOnTheRest();
        if (_select.GroupBy.Count > 0 || _aggregates.Count > 0)
        {
            (results, having, order) = Group(keys, results, having, order);
        }
        else if (having is not null)
        {
            Diagnostics.Add(Messages.AqlHavingWithoutGroups(_select.Having!.Span));
        }

        Filter(having);
        Order(order);
        return Finish(results);
    }

    void Filter(Expression? condition)
    {
        if (condition is not null)
        {
            _input = new Filter(_input, condition);
        }
    }

    PlanNode Finish(List<Result> results)
    {
        var assignments = results.Select(r => new Assignment(new PlanColumn(r.Name, r.Value.Type), r.Value)).ToArray();
        for (var i = 0; i < results.Count; i++)
        {
            if (_state.IsBytes(results[i].Value))
            {
                _state.MarkBytes(assignments[i].Column);
            }
        }

        return new Project(_input, assignments);
    }

    // QRadar takes DISTINCT for a column.
    void RefuseDistinct()
    {
        if (_select.Distinct is { } at)
        {
            var columns = string.Join(", ", _select.Items.Select(static i => i.Value is StarSyntax ? "…" : Printer.Print(i.Value)));
            Diagnostics.Add(Messages.AqlUnknownField(at, _scope.Catalog, "DISTINCT", $"AQL has no DISTINCT: write SELECT {columns} FROM {_scope.Catalog} GROUP BY {columns}, or count with UNIQUECOUNT(x)"));
        }
    }

    void RemarkOnTheRest()
    {
        if (_select.Into is { } cursor)
        {
            Diagnostics.Add(Messages.AqlCursorIgnored(cursor.Span));
        }

        if (_select.Parameters.Count > 0)
        {
            Diagnostics.Add(Messages.AqlParametersIgnored(_select.Parameters[0].Span));
        }
    }

    long? LimitCount()
    {
        if (_select.Limit is not { } limit)
        {
            return null;
        }

        if (Number(limit) is Constant { Value: long count } && count >= 0)
        {
            return count;
        }

        Diagnostics.Add(Messages.BadLiteral(limit.Span, limit.Text, "number of rows"));
        return null;
    }

    void Order(List<SortKey> keys)
    {
        var limit = LimitCount();
        if (keys.Count > 0)
        {
            _input = new Sort(_input, keys, limit);
        }
        else if (limit is { } count)
        {
            _input = new Limit(_input, count);
        }
    }

    /// <summary>Newest first, unless the query says otherwise: as a console answers (measured on 7.6.0).</summary>
    List<SortKey> SortKeys()
    {
        var keys = new List<SortKey>();
        foreach (var order in _select.OrderBy)
        {
            if (IsConstantKey(order.Value))
            {
                continue;
            }

            if (order.Collation is not null)
            {
                Diagnostics.Add(Messages.AqlCollation(order.Span));
            }

            keys.Add(new SortKey(WithAliasAggregates(() => Bind(order.Value)), order.Descending, NullsFirst: !order.Descending));
        }

        // Sessions come in the order of time.
        if (keys.Count == 0 && _ordered && _session is null && _select.GroupBy.Count == 0 && _aggregates.Count == 0 && _scope.Table is not null && _scope.Time is { } time)
        {
            keys.Add(new SortKey(time.Reference(), Descending: true, NullsFirst: false));
        }

        return keys;
    }

    bool IsConstantKey(ExpressionSyntax key)
    {
        switch (key)
        {
            case StringSyntax text:
                Diagnostics.Add(Messages.AqlConstantKey(text.Span, $"'{text.Value}'", $"did you mean \"{text.Value}\"?"));
                return true;
            case NumberSyntax number:
                Diagnostics.Add(Messages.AqlConstantKey(number.Span, number.Text, "columns have no numbers in AQL: write the name"));
                return true;
            default:
                return false;
        }
    }
}
