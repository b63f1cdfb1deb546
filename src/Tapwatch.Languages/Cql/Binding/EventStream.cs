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
    readonly List<Expression> _before = [];

    public EventStream(PlanNode node, FieldSpace fields)
    {
        _chain = new Chain { Node = node };
        Fields = fields;
    }

    EventStream(EventStream parent, bool inline)
    {
        IsInline = inline || parent.IsInline;
        _chain = parent._chain;
        _conditions = [];
        _before = [.. parent._before, .. parent._conditions ?? []];
        Fields = parent.Fields.Copy();
        Groups = parent.Groups;
        IsOrdered = parent.IsOrdered;
    }

    public FieldSpace Fields { get; set; }

    /// <summary>What events of one group have in common, inside the function of a grouping: each group goes its own way.</summary>
    public IReadOnlyList<Expression> Groups { get; set; } = [];

    /// <summary>Whether the order of events is one the query asked for.</summary>
    public bool IsOrdered { get; set; }

    /// <summary>Whether this is a clause of <c>case</c> or the like: its steps look at one event at a time and drop none themselves.</summary>
    public bool IsClause => _conditions is not null;

    public PlanNode Node => _chain.Node;

    /// <summary>In a clause: whether an event passes all its steps; null when every event does.</summary>
    public Expression? Condition => _conditions is null or { Count: 0 } ? null
        : _conditions.Count == 1 ? _conditions[0] : LogicFunctions.And.Call([.. _conditions]);

    /// <summary>In a clause: whether an event comes as far as the step that is bound now; null when every event does.</summary>
    public Expression? Reached
    {
        get
        {
            List<Expression> all = [.. _before, .. _conditions ?? []];
            return all.Count == 0 ? null : all.Count == 1 ? all[0] : LogicFunctions.And.Call(all);
        }
    }

    /// <summary>In a clause: tells which clauses come first; an event that one of them keeps does not reach this.</summary>
    public void After(IEnumerable<EventStream> earlier) =>
        _before.AddRange(earlier.Select(static c => Values.Not(c.Condition ?? Constant.Bool(true))));

    /// <summary>A clause over these events: fields of its own, columns computed on the way of all events.</summary>
    public EventStream Clause() => new(this, inline: false);

    /// <summary>A clause whose values depend on more than the event, an element of an array: nothing of it is computed on the way of the events.</summary>
    public EventStream Inline() => new(this, inline: true);

    /// <summary>Whether the steps run on elements of arrays, see <see cref="Inline"/>.</summary>
    public bool IsInline { get; }

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

    /// <summary>Puts the events, or those of each group, in order; keeps the first so many.</summary>
    public void Sort(IReadOnlyList<SortKey> keys, long? limit = null)
    {
        Wrap(n => new Sort(n, keys, Groups.Count > 0 ? null : limit));
        if (Groups.Count > 0 && limit is { } most)
        {
            Take(most);
        }
    }

    /// <summary>Keeps the first so many events, or of each group.</summary>
    public void Take(long limit) => Wrap(n => new Limit(n, limit) { Per = Groups });

    /// <summary>Computes a value once for all that use it.</summary>
    public Expression Compute(string name, Expression value)
    {
        if (value is not (Call or Each) || IsInline)
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
        var reached = Reached;
        Wrap(n => new Refusal(n, reached, reason));
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
