// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Windows;

/// <summary>Cuts the rows of each partition into stretches by what begins and ends them; all stretches are numbered in the order of their first rows.</summary>
static class StretchKernel
{
    const int Outside = -1;

    public static Column Run(Column[] arguments, int[][] partitions, int count, ScalarType type)
    {
        var first = new int[count];
        foreach (var rows in partitions)
        {
            Cut(arguments, rows, first);
        }

        var (numbers, nulls) = (new long[count], new bool[count]);
        var last = 0L;
        for (var row = 0; row < count; row++)
        {
            nulls[row] = first[row] == Outside;
            numbers[row] = nulls[row] ? 0 : first[row] == row ? ++last : numbers[first[row]];
        }

        return new FixedColumn<long>(type, count, numbers, nulls);
    }

    // For each row the first row of its stretch.
    static void Cut(Column[] arguments, int[] rows, int[] first)
    {
        var (times, pauses, durations) = ((FixedColumn<long>)arguments[0], (FixedColumn<long>)arguments[5], (FixedColumn<long>)arguments[6]);
        var (begun, open) = (Outside, false);
        var before = 0L;
        foreach (var row in rows)
        {
            var time = times.IsNull(row) ? before : times[row];
            var (onlyBegin, onlyEnd) = (IsTrue(arguments[3], row), IsTrue(arguments[4], row));
            if (open && ((!pauses.IsNull(row) && time - before > pauses[row]) || (!durations.IsNull(row) && time - times[begun] > durations[row])))
            {
                (begun, open) = (Outside, false);
            }

            var mayBegin = onlyEnd ? !open : !open || IsTrue(arguments[1], row);
            if (mayBegin && (!onlyBegin || IsTrue(arguments[1], row)))
            {
                (begun, open) = (row, true);
            }

            first[row] = begun;
            before = time;

            // What only a beginning may follow goes on behind its end, unless that end alone closes it.
            if (open && IsTrue(arguments[2], row) && (onlyEnd || !onlyBegin))
            {
                (begun, open) = (Outside, false);
            }
        }
    }

    static bool IsTrue(Column column, int row) => !column.IsNull(row) && ((FixedColumn<bool>)column)[row];
}
