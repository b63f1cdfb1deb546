// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Operators;
using Tapwatch.Engine.Rows;
using Tapwatch.Engine.Scan;
using Tapwatch.Plan.Algebra;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine;

/// <summary>One plan as a graph of operators: each node once, however many read it.</summary>
sealed class RunningPlan
{
    readonly Dictionary<PlanNode, Operator> _operators = new(ReferenceEqualityComparer.Instance);
    readonly Dictionary<PlanNode, int> _readers = new(ReferenceEqualityComparer.Instance);
    readonly List<(SourceOperator Source, ConstantRows Rows)> _constants = [];
    readonly MemoryBudget _budget;
    readonly EngineOptions _options;
    string? _failure;

    public RunningPlan(PlanOutput output, MemoryBudget budget, EngineOptions options)
    {
        Output = output;
        _budget = budget;
        _options = options;
        Guard(() =>
        {
            foreach (var input in output.Plan.Nodes().SelectMany(static n => n.Inputs))
            {
                _readers[input] = _readers.GetValueOrDefault(input) + 1;
            }

            var root = Build(output.Plan);
            root.AddReader(new OutputOperator(root, output.OnRows), 0);
        });
    }

    public PlanOutput Output { get; }

    /// <summary>Why the plan has ended early, if it has.</summary>
    public string? Failure => _failure;

    /// <summary>The scans of the plan.</summary>
    public List<ScanLeaf> Leaves { get; } = [];

    /// <summary>Pushes the rows that stand in the plan itself.</summary>
    public void Start()
    {
        foreach (var (source, rows) in _constants)
        {
            Guard(() =>
            {
                source.Push(0, ToBatch(rows));
                source.Complete(0);
            });
        }
    }

    public void Push(SourceOperator source, Batch rows)
    {
        // No lambda: this is the path of every batch.
        if (Failure is null)
        {
            try
            {
                source.Push(0, rows);
            }
            catch (Exception e) when (PlanFailureException.Reason(e) is { } reason)
            {
                _failure = reason;
            }
        }
    }

    public void Complete(SourceOperator source) => Guard(() => source.Complete(0));

    public void Fail(string reason) => _failure ??= reason;

    void Guard(Action action)
    {
        if (Failure is null)
        {
            try
            {
                action();
            }
            catch (Exception e) when (PlanFailureException.Reason(e) is { } reason)
            {
                _failure = reason;
            }
        }
    }

    Operator Build(PlanNode node)
    {
        if (_operators.TryGetValue(node, out var known))
        {
            return known;
        }

        if (MakeLeaf(node) is { } leaf)
        {
            _operators.Add(node, leaf);
            return leaf;
        }

        // Keys and arguments are computed by the workers when what the aggregate reads comes from a scan and goes nowhere else.
        var made = node is Aggregate aggregate && _readers[aggregate.Input] == 1 && ScanBelow(aggregate.Input) is not null ? AggregateInputs.Split(aggregate) : node;
        var inputs = made.Inputs.Select(Build).ToArray();
        if (made is Aggregate { Input: var read } grouping && _options.Threads > 1 && _readers.GetValueOrDefault(read, 1) == 1 && Leaves.Find(l => l.Source == inputs[0]) is { } below)
        {
            below.Numbered = AggregateInputs.Numbered(grouping);
        }

        var built = Make(made);
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i].AddReader(built, i);
        }

        _operators.Add(node, built);
        return built;
    }

    /// <summary>The leaf that ends with this node, if below it there are only steps that look at each row by itself, read by nobody else, and a scan.</summary>
    SourceOperator? MakeLeaf(PlanNode node)
    {
        if (ScanBelow(node) is not var (scan, steps))
        {
            return null;
        }

        var leaf = new ScanLeaf(this, scan, steps, new SourceOperator(node.Columns));
        Leaves.Add(leaf);
        return leaf.Source;
    }

    /// <summary>The scan below the node and the steps up to it, the lowest first, if each is read by the next only.</summary>
    (RecordScan Scan, List<PlanNode> Steps)? ScanBelow(PlanNode node)
    {
        var steps = new List<PlanNode>();
        var below = node;
        while (below is Filter or Project && _readers[below.Inputs[0]] == 1)
        {
            steps.Insert(0, below);
            below = below.Inputs[0];
        }

        return below is RecordScan scan ? (scan, steps) : null;
    }

    Operator Make(PlanNode node)
    {
        switch (node)
        {
            case ConstantRows rows:
                var constants = new SourceOperator(rows.Columns);
                _constants.Add((constants, rows));
                return constants;
            case Filter filter:
                return new FilterOperator(filter, _options);
            case Project project:
                return new ProjectOperator(project, _options);
            case Limit { Per.Count: > 0 } limit:
                return new GroupLimitOperator(limit, _options);
            case Limit limit:
                return new LimitOperator(limit);
            case Union union:
                return new UnionOperator(union, SharedBranches.Exist(union), _budget);
            case Aggregate aggregate:
                return new AggregateOperator(aggregate, _budget, _options);
            case Sort sort:
                return new SortOperator(sort, _budget, _options);
            case Join join:
                return new JoinOperator(join, _budget, _options);
            case Expand expand:
                return new ExpandOperator(expand, _options);
            case Frame frame:
                return new FrameOperator(frame, _budget, _options);
            case FirstUse use:
                return new FirstUseOperator(use, _budget, _options);
            case Refusal refusal:
                return new RefusalOperator(refusal, _options);
            case Window window:
                return new WindowOperator(window, _budget, _options);
            case StepMatch match:
                return new StepMatchOperator(match, _budget, _options);
            case Sequence sequence:
                return new SequenceOperator(sequence, _options);
            case Unpack unpack:
                return new UnpackOperator(unpack, _budget, _options);
            default:
                throw new PlanFailureException($"plan node {node.GetType().Name} has no operator");
        }
    }

    static Batch ToBatch(ConstantRows rows)
    {
        var columns = new Column[rows.Columns.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            var builder = ColumnBuilder.For(rows.Columns[i].Type);
            foreach (var row in rows.Rows)
            {
                builder.AppendFrom(ConstantColumns.Of(row[i], 1), 0);
            }

            columns[i] = builder.Build();
        }

        return new Batch(rows.Rows.Count, columns);
    }
}
