// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Operators;

/// <summary>A step of a running plan. Rows are pushed into its inputs, it pushes rows into those that read it; at the end each input is completed.</summary>
abstract class Operator(IReadOnlyList<PlanColumn> columns)
{
    readonly List<(Operator Reader, int Input)> _readers = [];

    /// <summary>The columns of the rows it gives; of an unpack known only when it completes.</summary>
    public IReadOnlyList<PlanColumn> Columns { get; protected set; } = columns;

    /// <summary>Whether more rows would change nothing.</summary>
    public virtual bool IsSatisfied => _readers.TrueForAll(static r => r.Reader.IsSatisfied);

    public void AddReader(Operator reader, int input) => _readers.Add((reader, input));

    /// <summary>Takes rows, which are valid during the call only.</summary>
    public abstract void Push(int input, Batch rows);

    /// <summary>No more rows will come into this input.</summary>
    public virtual void Complete(int input) => CompleteReaders();

    protected void Emit(Batch rows)
    {
        if (rows.Count > 0)
        {
            foreach (var (reader, input) in _readers)
            {
                reader.Push(input, rows);
            }
        }
    }

    protected void CompleteReaders()
    {
        foreach (var (reader, input) in _readers)
        {
            reader.Complete(input);
        }
    }
}
