// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Operators;
using Tapwatch.Engine.Rows;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Records;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Scan;

/// <summary>
/// The steps of a leaf, made ready for one thread. When the first step is a filter, the fields it reads are extracted first,
/// and the others only from the records it leaves. Each step is made ready when the first row comes to it: of many rules few are met.
/// </summary>
sealed class LeafSteps
{
    readonly ScanLeaf _leaf;
    readonly Lazy<FilterOperator>? _filter;
    readonly Lazy<RowOperator[]> _steps;
    readonly int[] _early;
    readonly int[] _late;
    readonly Lazy<RecordExtractor>? _lateFields;
    TextNumbering[]? _numberings;
    int[] _records = [];

    public LeafSteps(ScanLeaf leaf, EngineOptions options)
    {
        _leaf = leaf;
        var fields = leaf.Scan.Fields;
        var first = leaf.Steps is [Filter, ..] ? 1 : 0;
        _steps = new(() => Steps(leaf.Steps, first, options), isThreadSafe: false);
        var read = new HashSet<PlanColumn>();
        if (leaf.Steps is [Filter filter, ..])
        {
            // The number of the record goes through the filter as one more column.
            var numbered = new Numbered(filter.Input.Columns);
            _filter = new(() => new FilterOperator(new Filter(numbered, filter.Predicate), options), isThreadSafe: false);
            filter.Predicate.CollectColumns(read);
        }
        else
        {
            read.UnionWith(leaf.Scan.Columns);
        }

        var (early, late) = (new List<int>(), new List<int>());
        for (var i = 0; i < fields.Count; i++)
        {
            (read.Contains(fields[i].Column) ? early : late).Add(i);
        }

        (_early, _late) = ([.. early], [.. late]);
        _lateFields = _late.Length > 0 ? new(() => new RecordExtractor(leaf.Scan.Kind, Array.ConvertAll(_late, i => fields[i].Request)), isThreadSafe: false) : null;
    }

    public ScanLeaf Leaf => _leaf;

    /// <summary>The fields that every candidate must be asked for.</summary>
    public FieldRequest[] EarlyFields => Array.ConvertAll(_early, i => _leaf.Scan.Fields[i].Request);

    /// <summary>Runs the steps.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="records">Numbers of records in the chunk.</param>
    /// <param name="early">A column for each of <see cref="EarlyFields"/>, a row for each record.</param>
    public Batch Run(RecordChunk chunk, ReadOnlySpan<int> records, ReadOnlySpan<Column> early)
    {
        var fields = _leaf.Scan.Fields;
        var columns = new Column[fields.Count + 1];
        for (var i = 0; i < _early.Length; i++)
        {
            columns[_early[i]] = early[i];
        }

        // Stand-ins: the filter does not read them.
        Column? none = null;
        foreach (var i in _late)
        {
            var type = fields[i].Column.Type;
            columns[i] = none = none?.Type == type ? none : ConstantColumns.Null(type, records.Length);
        }

        var rows = new Batch(records.Length, columns);
        if (_filter is not null)
        {
            var numbers = new long[records.Length];
            for (var i = 0; i < numbers.Length; i++)
            {
                numbers[i] = records[i];
            }

            columns[^1] = new FixedColumn<long>(ScalarType.Long, numbers.Length, numbers, null);
            rows = _filter.Value.Apply(rows);
            if (rows.Count == 0)
            {
                return rows;
            }

            Complete(chunk, rows);
        }

        rows = new Batch(rows.Count, rows.Columns[..^1]);
        foreach (var step in _steps.Value)
        {
            rows = rows.Count == 0 ? rows : step.Apply(rows);
        }

        if (_leaf.Numbered.Length > 0 && rows.Count > 0)
        {
            Number(rows);
        }

        return rows;
    }

    void Number(Batch rows)
    {
        _numberings ??= Array.ConvertAll(_leaf.Numbered, i => new TextNumbering(_leaf.Source.Columns[i].Type));
        for (var i = 0; i < _numberings.Length; i++)
        {
            ref var column = ref rows.Columns[_leaf.Numbered[i]];
            column = _numberings[i].Number(column);
        }
    }

    /// <summary>Puts in the fields that were left out, for the rows that are left.</summary>
    void Complete(RecordChunk chunk, Batch rows)
    {
        if (_lateFields is null)
        {
            return;
        }

        if (_records.Length < rows.Count)
        {
            _records = new int[rows.Count];
        }

        var numbers = (FixedColumn<long>)rows.Columns[^1];
        for (var row = 0; row < rows.Count; row++)
        {
            _records[row] = (int)numbers[row];
        }

        var late = _lateFields.Value.Extract(chunk, _records.AsSpan(0, rows.Count));
        for (var i = 0; i < _late.Length; i++)
        {
            rows.Columns[_late[i]] = late.Columns[i];
        }
    }

    static RowOperator[] Steps(IReadOnlyList<PlanNode> nodes, int first, EngineOptions options)
    {
        var steps = new RowOperator[nodes.Count - first];
        for (var i = 0; i < steps.Length; i++)
        {
            steps[i] = Step(nodes[first + i], options);
        }

        return steps;
    }

    static RowOperator Step(PlanNode node, EngineOptions options) => node switch
    {
        Filter filter => new FilterOperator(filter, options),
        Project project => new ProjectOperator(project, options),
        _ => throw new InvalidOperationException(node.GetType().Name),
    };

    /// <summary>The columns of a scan and the number of the record.</summary>
    sealed record Numbered(IReadOnlyList<PlanColumn> Fields) : PlanNode
    {
        public override IReadOnlyList<PlanColumn> Columns { get; } = [.. Fields, new PlanColumn("record", ScalarType.Long)];

        public override IReadOnlyList<PlanNode> Inputs => [];

        public override PlanNode WithInputs(IReadOnlyList<PlanNode> inputs) => this;
    }
}
