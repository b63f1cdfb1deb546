// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Operators;
using Tapwatch.Engine.Rows;
using Tapwatch.Plan.Algebra;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine;

/// <summary>One plan as a graph of operators: each node once, however many read it.</summary>
sealed class RunningPlan
{
    readonly Dictionary<PlanNode, Operator> _operators = new(ReferenceEqualityComparer.Instance);
    readonly List<(SourceOperator Source, ConstantRows Rows)> _constants = [];
    readonly MemoryBudget _budget;
    readonly EngineOptions _options;

    public RunningPlan(PlanOutput output, MemoryBudget budget, EngineOptions options)
    {
        Output = output;
        _budget = budget;
        _options = options;
        Guard(() =>
        {
            var root = Build(output.Plan);
            root.AddReader(new OutputOperator(root, output.OnRows), 0);
        });
    }

    public PlanOutput Output { get; }

    /// <summary>Why the plan has ended early, if it has.</summary>
    public string? Failure { get; private set; }

    /// <summary>Where the rows of scans come in.</summary>
    public List<(RecordScan Scan, SourceOperator Source)> Scans { get; } = [];

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
            catch (PlanFailureException e)
            {
                Failure = e.Message;
            }
        }
    }

    public void Complete(SourceOperator source) => Guard(() => source.Complete(0));

    public void Fail(string reason) => Failure ??= reason;

    void Guard(Action action)
    {
        if (Failure is null)
        {
            try
            {
                action();
            }
            catch (PlanFailureException e)
            {
                Failure = e.Message;
            }
        }
    }

    Operator Build(PlanNode node)
    {
        if (_operators.TryGetValue(node, out var known))
        {
            return known;
        }

        var inputs = node.Inputs.Select(Build).ToArray();
        var built = Make(node);
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i].AddReader(built, i);
        }

        _operators.Add(node, built);
        return built;
    }

    Operator Make(PlanNode node)
    {
        switch (node)
        {
            case ConstantRows rows:
                var constants = new SourceOperator(rows.Columns);
                _constants.Add((constants, rows));
                return constants;
            case RecordScan scan:
                var records = new SourceOperator(scan.Columns);
                Scans.Add((scan, records));
                return records;
            case Filter filter:
                return new FilterOperator(filter, _options);
            case Project project:
                return new ProjectOperator(project, _options);
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
            case Unpack unpack:
                return new UnpackOperator(unpack, _budget);
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
