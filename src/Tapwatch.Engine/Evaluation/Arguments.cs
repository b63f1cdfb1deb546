// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Evaluation;

/// <summary>The arguments of one call, in one row.</summary>
readonly ref struct Arguments(Column[] columns, int row)
{
    readonly Column[] _columns = columns;
    readonly int _row = row;

    public int Count => _columns.Length;

    public bool IsNull(int i) => _columns[i].IsNull(_row);

    public ReadOnlySpan<byte> Text(int i) => ((TextColumn)_columns[i])[_row];

    public bool Bool(int i) => ((FixedColumn<bool>)_columns[i])[_row];

    public long Long(int i) => ((FixedColumn<long>)_columns[i])[_row];

    public double Real(int i) => ((FixedColumn<double>)_columns[i])[_row];

    public decimal Decimal(int i) => ((FixedColumn<decimal>)_columns[i])[_row];

    public Guid Guid(int i) => ((FixedColumn<Guid>)_columns[i])[_row];

    public Column Column(int i) => _columns[i];

    public int Row => _row;
}
