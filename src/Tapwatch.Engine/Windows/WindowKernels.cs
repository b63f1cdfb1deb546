// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Rows;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Windows;

/// <summary>Computes a window function for all rows; <paramref name="partitions"/> holds the rows of each partition in their order.</summary>
delegate Column WindowKernel(Column[] arguments, int[][] partitions, int count, ScalarType type);

/// <summary>The implementations of all window functions; a test holds that none is missing.</summary>
static class WindowKernels
{
    static readonly Dictionary<string, WindowKernel> _all = new(StringComparer.Ordinal)
    {
        [WindowCatalogue.Number.Name] = Number,
        [WindowCatalogue.RunningSum.Name] = RunningSum,
        [WindowCatalogue.Rank.Name] = static (arguments, partitions, count, type) => Rank(arguments, partitions, count, type, dense: false),
        [WindowCatalogue.DenseRank.Name] = static (arguments, partitions, count, type) => Rank(arguments, partitions, count, type, dense: true),
        [WindowCatalogue.SessionStart.Name] = SessionStart,
        [WindowCatalogue.Stretch.Name] = StretchKernel.Run,
        [WindowCatalogue.Earlier.Name] = static (arguments, partitions, count, type) => Neighbour(arguments, partitions, count, type, -1),
        [WindowCatalogue.Later.Name] = static (arguments, partitions, count, type) => Neighbour(arguments, partitions, count, type, 1),
    };

    public static bool Has(WindowFunction function) => _all.ContainsKey(function.Name);

    public static WindowKernel For(WindowFunction function) =>
        _all.TryGetValue(function.Name, out var kernel) ? kernel : throw new PlanFailureException($"window function {function} has no implementation");

    static bool IsTrue(Column column, int row) => !column.IsNull(row) && ((FixedColumn<bool>)column)[row];

    static FixedColumn<long> Number(Column[] arguments, int[][] partitions, int count, ScalarType type)
    {
        var (start, restart, result) = ((FixedColumn<long>)arguments[0], arguments[1], new long[count]);
        foreach (var rows in partitions)
        {
            var number = 0L;
            for (var i = 0; i < rows.Length; i++)
            {
                number = i == 0 || IsTrue(restart, rows[i]) ? start[rows[i]] : number + 1;
                result[rows[i]] = number;
            }
        }

        return new FixedColumn<long>(type, count, result, null);
    }

    static Column RunningSum(Column[] arguments, int[][] partitions, int count, ScalarType type) => arguments[0] switch
    {
        FixedColumn<double> reals => RunningSum(reals, arguments[1], partitions, count, type, static (a, b) => a + b),
        FixedColumn<decimal> decimals => RunningSum(decimals, arguments[1], partitions, count, type, static (a, b) => a + b),
        var whole => RunningSum((FixedColumn<long>)whole, arguments[1], partitions, count, type, static (a, b) => unchecked(a + b)),
    };

    static FixedColumn<T> RunningSum<T>(FixedColumn<T> values, Column restart, int[][] partitions, int count, ScalarType type, Func<T, T, T> add)
        where T : unmanaged
    {
        var result = new T[count];
        foreach (var rows in partitions)
        {
            var sum = default(T);
            foreach (var row in rows)
            {
                sum = IsTrue(restart, row) ? default : sum;
                sum = values.IsNull(row) ? sum : add(sum, values[row]);
                result[row] = sum;
            }
        }

        return new FixedColumn<T>(type, count, result, null);
    }

    static FixedColumn<long> Rank(Column[] arguments, int[][] partitions, int count, ScalarType type, bool dense)
    {
        var (values, restart, result) = (arguments[0], arguments[1], new long[count]);
        foreach (var rows in partitions)
        {
            var (rank, number) = (0L, 0L);
            for (var i = 0; i < rows.Length; i++)
            {
                if (i == 0 || IsTrue(restart, rows[i]))
                {
                    (rank, number) = (1, 1);
                }
                else
                {
                    number++;
                    rank = Same(values, rows[i - 1], rows[i]) ? rank : dense ? rank + 1 : number;
                }

                result[rows[i]] = rank;
            }
        }

        return new FixedColumn<long>(type, count, result, null);
    }

    static bool Same(Column values, int a, int b) =>
        values.IsNull(a) || values.IsNull(b) ? values.IsNull(a) && values.IsNull(b) : ValueOrder.Compare(values, a, values, b) == 0;

    static FixedColumn<long> SessionStart(Column[] arguments, int[][] partitions, int count, ScalarType type)
    {
        var times = (FixedColumn<long>)arguments[0];
        var (longest, gap) = ((FixedColumn<long>)arguments[1], (FixedColumn<long>)arguments[2]);
        var (result, nulls) = (new long[count], new bool[count]);
        foreach (var rows in partitions)
        {
            var (first, before, begun) = (0L, 0L, false);
            foreach (var row in rows)
            {
                if (times.IsNull(row))
                {
                    nulls[row] = true;
                    continue;
                }

                var time = times[row];
                if (!begun || IsTrue(arguments[3], row) || time - first > longest[row] || time - before > gap[row])
                {
                    first = time;
                }

                (before, begun) = (time, true);
                result[row] = first;
            }
        }

        return new FixedColumn<long>(type, count, result, nulls);
    }

    static Column Neighbour(Column[] arguments, int[][] partitions, int count, ScalarType type, int direction)
    {
        var (values, offsets, otherwise) = (arguments[0], (FixedColumn<long>)arguments[1], arguments[2]);
        var neighbours = new int[count];
        foreach (var rows in partitions)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                var at = offsets.IsNull(rows[i]) ? -1 : i + (direction * Math.Clamp(offsets[rows[i]], -count, count));
                neighbours[rows[i]] = at >= 0 && at < rows.Length ? rows[at] : -1;
            }
        }

        var builder = ColumnBuilder.For(type);
        for (var row = 0; row < count; row++)
        {
            builder.AppendFrom(neighbours[row] < 0 ? otherwise : values, neighbours[row] < 0 ? row : neighbours[row]);
        }

        return builder.Build();
    }
}
