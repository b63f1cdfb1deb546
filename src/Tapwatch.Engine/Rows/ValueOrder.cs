// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Rows;

/// <summary>The order of two values of one type that are not null: numbers by value (NaN before all), text by bytes.</summary>
static class ValueOrder
{
    public static int Compare(Column a, int rowA, Column b, int rowB) => (a, b) switch
    {
        (TextColumn x, TextColumn y) => x[rowA].SequenceCompareTo(y[rowB]),
        (FixedColumn<long> x, FixedColumn<long> y) => x[rowA].CompareTo(y[rowB]),
        (FixedColumn<double> x, FixedColumn<double> y) => x[rowA].CompareTo(y[rowB]),
        (FixedColumn<bool> x, FixedColumn<bool> y) => x[rowA].CompareTo(y[rowB]),
        (FixedColumn<decimal> x, FixedColumn<decimal> y) => x[rowA].CompareTo(y[rowB]),
        (FixedColumn<Guid> x, FixedColumn<Guid> y) => x[rowA].CompareTo(y[rowB]),
        _ => throw new InvalidOperationException($"cannot compare {a.Type} with {b.Type}"),
    };
}
