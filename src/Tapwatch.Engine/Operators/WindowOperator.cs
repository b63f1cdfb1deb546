// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Rows;
using Tapwatch.Engine.Windows;
using Tapwatch.Plan.Algebra;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Operators;

/// <summary>Keeps all rows; when they are there, computes each function over each partition and gives the rows in the order they came.</summary>
sealed class WindowOperator : Operator
{
    readonly Evaluator[] _partition;
    readonly Evaluator[][] _arguments;
    readonly WindowKernel[] _kernels;
    readonly ScalarType[] _types;
    readonly RowStore _rows;

    public WindowOperator(Window window, MemoryBudget budget, EngineOptions options)
        : base(window.Columns)
    {
        var compiler = new ExpressionCompiler(window.Input.Columns, options);
        _partition = [.. window.Partition.Select(compiler.Compile)];
        _arguments = [.. window.Functions.Select(f => f.Value.Arguments.Select(compiler.Compile).ToArray())];
        _kernels = [.. window.Functions.Select(static f => WindowKernels.For(f.Value.Function))];
        _types = [.. window.Functions.Select(static f => f.Column.Type)];
        _rows = new RowStore(window.Input.Columns, budget, "window");
    }

    public override void Push(int input, Batch rows) => _rows.Append(rows);

    public override void Complete(int input)
    {
        var rows = _rows.Take();
        var partitions = RowPartitions.Of(_partition, rows);
        var columns = new List<Column>(rows.Columns);
        for (var i = 0; i < _kernels.Length; i++)
        {
            var arguments = Array.ConvertAll(_arguments[i], a => a.Evaluate(rows));
            columns.Add(_kernels[i](arguments, partitions, rows.Count, _types[i]));
        }

        Emit(new Batch(rows.Count, [.. columns]));
        _rows.Release();
        CompleteReaders();
    }
}
