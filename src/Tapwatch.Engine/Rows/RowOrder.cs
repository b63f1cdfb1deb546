// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Rows;

/// <summary>The order of rows by keys; rows with equal keys stand as they came.</summary>
sealed class RowOrder((Column Values, bool Descending, bool NullsFirst)[] keys) : IComparer<int>
{
    public int Compare(int x, int y)
    {
        var order = Compare(keys, x, keys, y);
        return order != 0 ? order : x.CompareTo(y);
    }

    /// <summary>The order of two rows by keys alone, each in columns of its own.</summary>
    public static int Compare((Column Values, bool Descending, bool NullsFirst)[] left, int x, (Column Values, bool Descending, bool NullsFirst)[] right, int y)
    {
        for (var i = 0; i < left.Length; i++)
        {
            var (values, descending, nullsFirst) = left[i];
            var others = right[i].Values;
            var (nullX, nullY) = (IsUnknown(values, x), IsUnknown(others, y));
            if (nullX || nullY)
            {
                if (nullX != nullY)
                {
                    return nullX == nullsFirst ? -1 : 1;
                }

                // NaN stands beside null, on the side of the numbers.
                var (reallyX, reallyY) = (values.IsNull(x), others.IsNull(y));
                if (reallyX != reallyY)
                {
                    return reallyX == nullsFirst ? -1 : 1;
                }

                continue;
            }

            var order = ValueOrder.Compare(values, x, others, y);
            if (order != 0)
            {
                return descending ? -order : order;
            }
        }

        return 0;
    }

    static bool IsUnknown(Column column, int row) =>
        column.IsNull(row) || (column is FixedColumn<double> reals && double.IsNaN(reals[row]));
}
