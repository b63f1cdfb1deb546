// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Rows;

/// <summary>Rows an operator keeps: copies, held against the budget.</summary>
sealed class RowStore(IReadOnlyList<PlanColumn> columns, MemoryBudget budget, string keeper)
{
    readonly ColumnBuilder[] _builders = [.. columns.Select(static c => ColumnBuilder.For(c.Type))];
    long _bytes;

    public int Count { get; private set; }

    public void Append(Batch rows)
    {
        for (var i = 0; i < _builders.Length; i++)
        {
            var (builder, column) = (_builders[i], rows.Columns[i]);
            for (var row = 0; row < rows.Count; row++)
            {
                builder.AppendFrom(column, row);
            }
        }

        Count += rows.Count;
        Account();
    }

    /// <summary>The rows kept; the store starts anew. The caller owns what they take of the budget until <see cref="Release"/>.</summary>
    public Batch Take()
    {
        var batch = new Batch(Count, [.. _builders.Select(static b => b.Build())]);
        Count = 0;
        return batch;
    }

    /// <summary>Gives back to the budget what was taken.</summary>
    public void Release() => Account();

    void Account()
    {
        var bytes = 0L;
        foreach (var builder in _builders)
        {
            bytes += builder.ApproximateBytes;
        }

        var before = _bytes;
        _bytes = bytes;
        budget.Change(keeper, before, bytes);
    }
}
