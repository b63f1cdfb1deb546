// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Rows;
using Tapwatch.Plan.Algebra;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Operators;

/// <summary>The first so many rows of each group.</summary>
sealed class GroupLimitOperator : Operator
{
    readonly long _limit;
    readonly Evaluator[] _keys;
    readonly KeyEncoder _encoder = new();
    readonly KeyTable _groups = new();
    readonly List<long> _counts = [];
    readonly List<int> _kept = [];

    public GroupLimitOperator(Limit limit, EngineOptions options)
        : base(limit.Columns)
    {
        _limit = limit.Count;
        var compiler = new ExpressionCompiler(limit.Input.Columns, options);
        _keys = [.. limit.Per.Select(compiler.Compile)];
    }

    public override void Push(int input, Batch rows)
    {
        var columns = Array.ConvertAll(_keys, k => k.Evaluate(rows));
        _kept.Clear();
        for (var row = 0; row < rows.Count; row++)
        {
            var group = _groups.GetOrAdd(_encoder.Encode(columns, row), out var added);
            if (added)
            {
                _counts.Add(0);
            }

            if (_counts[group] < _limit)
            {
                _counts[group]++;
                _kept.Add(row);
            }
        }

        if (_kept.Count > 0)
        {
            Emit(_kept.Count == rows.Count ? rows : rows.Gather(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_kept)));
        }
    }
}
