// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Cql.Binding;

/// <summary>Events on their way through the steps: the plan so far and the fields as it gives them.</summary>
sealed class EventStream
{
    readonly Chain _chain;
    readonly List<Expression>? _conditions;
    readonly EventStream? _parent;

    public EventStream(PlanNode node, FieldSpace fields)
    {
        _chain = new Chain { Node = node };
        Fields = fields;
    }

    EventStream(EventStream parent)
    {
        _parent = parent;
        _chain = parent._chain;
        _conditions = [];
        Fields = parent.Fields.Copy();
        IsOrdered = parent.IsOrdered;
    }

    public FieldSpace Fields { get; set; }

    /// <summary>Whether the order of events is one the query asked for.</summary>
    public bool IsOrdered { get; set; }

    /// <summary>Whether this is a clause of <c>case</c> or the like: its steps look at one event at a time and drop none themselves.</summary>
    public bool IsClause => _conditions is not null;

    public PlanNode Node => _chain.Node;

    /// <summary>In a clause: whether an event passes all its steps; null when every event does.</summary>
    public Expression? Condition => _conditions is null or { Count: 0 } ? null
        : _conditions.Count == 1 ? _conditions[0] : LogicFunctions.And.Call([.. _conditions]);

    /// <summary>A clause over these events: fields of its own, columns computed on the way of all events.</summary>
    public EventStream Clause() => new(this);

    /// <summary>Keeps the events where the predicate is true.</summary>
    public void Filter(Expression predicate)
    {
        if (predicate is Constant { Value: true })
        {
            return;
        }

        if (_conditions is not null)
        {
            _conditions.Add(predicate);
        }
        else
        {
            _chain.Node = new Filter(Node, predicate);
        }
    }

    /// <summary>Goes on with other events.</summary>
    public void Replace(PlanNode node, FieldSpace fields, bool ordered)
    {
        _chain.Node = node;
        Fields = fields;
        IsOrdered = ordered;
    }

    /// <summary>Puts a node that keeps the columns (sort, limit) on top.</summary>
    public void Wrap(Func<PlanNode, PlanNode> wrap) => _chain.Node = wrap(Node);

    /// <summary>Computes a value once for all that use it.</summary>
    public Expression Compute(string name, Expression value)
    {
        if (value is not Call)
        {
            return value;
        }

        var assignment = new Assignment(new PlanColumn(name, value.Type), value);
        var read = new HashSet<PlanColumn>();
        value.CollectColumns(read);
        _chain.Node = Node is ComputedNode { Assignments.Count: < 64 } top && !top.Assignments.Any(a => read.Contains(a.Column))
            ? top with { Assignments = [.. top.Assignments, assignment] }
            : new ComputedNode(Node, [assignment]);
        return assignment.Column.Reference();
    }

    /// <summary>Gives a field a value where the value is not null.</summary>
    public void Assign(string name, Expression value)
    {
        Fields.SetWhereKnown(name, value);
        Fields.Set(name, Compute(name, Fields.Get(name)));
    }

    /// <summary>Ends the run when an event gets here: what the next step needs is not at hand.</summary>
    public void Refuse(string reason)
    {
        var conditions = new List<Expression>();
        for (var stream = this; stream is not null; stream = stream._parent)
        {
            conditions.AddRange(stream._conditions ?? []);
        }

        var condition = conditions.Count switch { 0 => null, 1 => conditions[0], _ => LogicFunctions.And.Call(conditions) };
        Wrap(n => new Refusal(n, condition, reason));
    }

    /// <summary>Columns of which only the names are known; no event that gets beyond a refusal has them.</summary>
    public IReadOnlyList<Expression> Unknown(params IReadOnlyList<string> names)
    {
        var columns = names.Select(static n => new PlanColumn(n, ScalarType.String)).ToList();
        Wrap(n => new Join(JoinKind.LeftOuter, n, ConstantRows.None(columns), []));
        return [.. columns.Select(static c => c.Reference())];
    }

    /// <summary>Fields of which not even the names are known.</summary>
    public void AddUnknown() => Fields.Add(new FieldLayer(Unknown("$unknown")[0]));

    sealed class Chain
    {
        public required PlanNode Node { get; set; }
    }
}
