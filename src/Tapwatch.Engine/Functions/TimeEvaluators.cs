// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Text;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Functions;

/// <summary>Times read from text, a whole column at once: every record of a log has one.</summary>
sealed class TimeOfTextEvaluator(Evaluator text) : Evaluator
{
    public override Column Evaluate(Batch rows)
    {
        var texts = (TextColumn)text.Evaluate(rows);
        var count = texts.IsConstant && rows.Count > 0 ? 1 : rows.Count;
        var ticks = new long[count];
        var nulls = Read(texts, ticks);
        return new FixedColumn<long>(ScalarType.DateTime, rows.Count, ticks, nulls, constant: count < rows.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static bool[]? Read(TextColumn texts, long[] ticks)
    {
        bool[]? nulls = null;
        for (var row = 0; row < ticks.Length; row++)
        {
            if (!TimeText.TryParse(texts[row], out ticks[row]))
            {
                (nulls ??= new bool[ticks.Length])[row] = true;
            }
        }

        return nulls;
    }
}

/// <summary>The times of a column rounded down to a step that is the same for all.</summary>
sealed class FloorEvaluator(ScalarType type, Evaluator time, long step) : Evaluator
{
    public override Column Evaluate(Batch rows)
    {
        var times = (FixedColumn<long>)time.Evaluate(rows);
        var floors = new long[times.Mask == 0 ? 1 : rows.Count];
        Floor(times.Values, floors, step);
        return new FixedColumn<long>(type, rows.Count, floors, times.Nulls, times.Mask == 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Floor(long[] times, long[] floors, long step)
    {
        for (var row = 0; row < floors.Length; row++)
        {
            var rest = times[row] % step;
            floors[row] = times[row] - (rest < 0 ? rest + step : rest);
        }
    }
}
