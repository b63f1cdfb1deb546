// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Rows;

/// <summary>The order of rows by keys; rows with equal keys stand as they came.</summary>
sealed class RowOrder((Column Values, bool Descending, bool NullsFirst)[] keys) : IComparer<int>
{
    public int Compare(int x, int y)
    {
        foreach (var (values, descending, nullsFirst) in keys)
        {
            var (nullX, nullY) = (IsUnknown(values, x), IsUnknown(values, y));
            if (nullX || nullY)
            {
                if (nullX != nullY)
                {
                    return nullX == nullsFirst ? -1 : 1;
                }

                // NaN stands beside null, on the side of the numbers.
                var (reallyX, reallyY) = (values.IsNull(x), values.IsNull(y));
                if (reallyX != reallyY)
                {
                    return reallyX == nullsFirst ? -1 : 1;
                }

                continue;
            }

            var order = ValueOrder.Compare(values, x, values, y);
            if (order != 0)
            {
                return descending ? -order : order;
            }
        }

        return x.CompareTo(y);
    }

    static bool IsUnknown(Column column, int row) =>
        column.IsNull(row) || (column is FixedColumn<double> reals && double.IsNaN(reals[row]));
}
