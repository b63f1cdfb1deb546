// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Text;
using System.Globalization;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Functions;

/// <summary>Values that are not text, as Kusto's tostring() writes them.</summary>
static class ValueText
{
    /// <summary>No value is longer.</summary>
    public const int Longest = 64;

    public static int Write(Column column, int row, Span<byte> target) => column switch
    {
        FixedColumn<bool> c => Copy(c[row] ? "True"u8 : "False"u8, target),
        FixedColumn<long> { Type: ScalarType.DateTime } c => Time(c[row], target),
        FixedColumn<long> { Type: ScalarType.TimeSpan } c => Format(new TimeSpan(c[row]), "c", target),
        FixedColumn<long> c => Format(c[row], "D", target),
        FixedColumn<double> c => Real(c[row], target),
        FixedColumn<decimal> c => Format(c[row], "", target),
        FixedColumn<Guid> c => Format(c[row], "D", target),
        _ => throw new InvalidOperationException(),
    };

    static int Time(long ticks, Span<byte> target)
    {
        // "O" of a UTC time: 2020-01-01T00:00:00.0000000Z.
        Utf8Formatter.TryFormat(new DateTime(Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks), DateTimeKind.Utc), target, out var written, new('O'));
        return written;
    }

    public static int Whole(long value, Span<byte> target) => Format(value, "D", target);

    public static int Real(double value, Span<byte> target)
    {
        if (!double.IsFinite(value))
        {
            return Copy(double.IsNaN(value) ? "NaN"u8 : value > 0 ? "Infinity"u8 : "-Infinity"u8, target);
        }

        var written = Format(value, "R", target);
        return target[..written].IndexOfAny("."u8[0], "E"u8[0]) >= 0 ? written : written + Copy(".0"u8, target[written..]);
    }

    static int Format<T>(T value, string format, Span<byte> target)
        where T : IUtf8SpanFormattable
    {
        value.TryFormat(target, out var written, format, CultureInfo.InvariantCulture);
        return written;
    }

    static int Copy(ReadOnlySpan<byte> text, Span<byte> target)
    {
        text.CopyTo(target);
        return text.Length;
    }
}
