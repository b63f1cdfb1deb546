// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Plan.Expressions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Evaluation;

/// <summary>Columns in which one value stands for all rows.</summary>
static class ConstantColumns
{
    public static Column Of(Constant constant, int count) => constant.Type switch
    {
        ScalarType.Bool => Fixed<bool>(constant, count),
        ScalarType.Real => Fixed<double>(constant, count),
        ScalarType.Decimal => Fixed<decimal>(constant, count),
        ScalarType.Guid => Fixed<Guid>(constant, count),
        ScalarType.String or ScalarType.Dynamic => Text(constant.Type, constant.Value is string s ? Encoding.UTF8.GetBytes(s) : null, count),
        _ => Fixed<long>(constant, count),
    };

    public static Column Null(ScalarType type, int count) => Of(Constant.Null(type), count);

    public static bool IsConstant(this Column column) => column switch
    {
        TextColumn c => c.IsConstant,
        FixedColumn<bool> c => c.Mask == 0,
        FixedColumn<long> c => c.Mask == 0,
        FixedColumn<double> c => c.Mask == 0,
        FixedColumn<decimal> c => c.Mask == 0,
        FixedColumn<Guid> c => c.Mask == 0,
        _ => false,
    };

    /// <summary>A column of <paramref name="count"/> rows that all hold the value of the first row of <paramref name="single"/>.</summary>
    public static Column Repeat(Column single, int count) => Of(Value(single, 0), count);

    /// <summary>The value at a row as a constant of the plan.</summary>
    public static Constant Value(Column column, int row)
    {
        object? value = column.IsNull(row) ? null : column switch
        {
            TextColumn c => Encoding.UTF8.GetString(c[row]),
            FixedColumn<bool> c => c[row],
            FixedColumn<long> c => c[row],
            FixedColumn<double> c => c[row],
            FixedColumn<decimal> c => c[row],
            FixedColumn<Guid> c => c[row],
            _ => null,
        };
        return new Constant(column.Type, value);
    }

    static FixedColumn<T> Fixed<T>(Constant constant, int count)
        where T : unmanaged =>
        constant.Value is T value
            ? new FixedColumn<T>(constant.Type, count, [value], null, constant: true)
            : new FixedColumn<T>(constant.Type, count, [default], constant.Value is null ? [true] : throw Mistyped(constant), constant: true);

    static TextColumn Text(ScalarType type, byte[]? bytes, int count) =>
        new(type, count, bytes ?? [], [], [0], [bytes?.Length ?? -1], constant: true);

    static PlanFailureException Mistyped(Constant constant) => new($"a {constant.Type.KustoName()} constant holds {constant.Value?.GetType().Name}");
}
