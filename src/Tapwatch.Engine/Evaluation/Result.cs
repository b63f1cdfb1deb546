// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Evaluation;

/// <summary>Where a kernel puts its result: exactly one value per call.</summary>
sealed class Result(ScalarType type)
{
    readonly ColumnBuilder _builder = ColumnBuilder.For(type);

    public void SetNull() => _builder.AppendNull();

    public void Set(bool value) => ((FixedColumnBuilder<bool>)_builder).Append(value);

    public void Set(long value) => ((FixedColumnBuilder<long>)_builder).Append(value);

    public void Set(double value) => ((FixedColumnBuilder<double>)_builder).Append(value);

    public void Set(decimal value) => ((FixedColumnBuilder<decimal>)_builder).Append(value);

    public void Set(Guid value) => ((FixedColumnBuilder<Guid>)_builder).Append(value);

    public void Set(ReadOnlySpan<byte> text) => ((TextColumnBuilder)_builder).Append(text);

    public void Set(ReadOnlySpan<char> text)
    {
        var room = Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        Commit(Encoding.UTF8.GetBytes(text, room));
    }

    /// <summary>Room to write text into; <see cref="Commit"/> makes it the value.</summary>
    public Span<byte> Reserve(int size) => ((TextColumnBuilder)_builder).Reserve(size);

    public void Commit(int length) => ((TextColumnBuilder)_builder).Commit(length);

    public void SetFrom(Column column, int row) => _builder.AppendFrom(column, row);

    public Column Build() => _builder.Build();
}
