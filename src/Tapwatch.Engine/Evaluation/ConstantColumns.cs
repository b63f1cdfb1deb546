// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Plan.Expressions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Evaluation;

/// <summary>Columns in which one value stands for all rows.</summary>
static class ConstantColumns
{
    static readonly int[] _zero = [0];
    static readonly int[] _isNull = [-1];

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
        new(type, count, bytes ?? [], [], _zero, bytes is null ? _isNull : [bytes.Length], constant: true);

    static PlanFailureException Mistyped(Constant constant) => new($"a {constant.Type.KustoName()} constant holds {constant.Value?.GetType().Name}");
}
