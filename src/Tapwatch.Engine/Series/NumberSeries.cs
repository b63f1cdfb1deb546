// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Json;
using Tapwatch.Engine.Text;

namespace Tapwatch.Engine.Series;

/// <summary>The elements of a JSON array as numbers. Times and durations are their ticks; what is no number is missing.</summary>
sealed class NumberSeries
{
    double[] _values = new double[64];
    long[] _whole = new long[64];

    public int Count { get; private set; }

    /// <summary>Whether all numbers are whole, so that results may be.</summary>
    public bool AllWhole { get; private set; }

    /// <summary>Whether every element is a finite number.</summary>
    public bool Complete { get; private set; }

    /// <summary>The numbers; NaN where one is missing.</summary>
    public ReadOnlySpan<double> Values => _values.AsSpan(0, Count);

    /// <summary>The whole numbers, exactly; only when <see cref="AllWhole"/>.</summary>
    public ReadOnlySpan<long> Whole => _whole.AsSpan(0, Count);

    /// <summary>Reads an array; false when it is none.</summary>
    public bool Read(ReadOnlySpan<byte> json)
    {
        Count = 0;
        AllWhole = true;
        Complete = true;
        var elements = new JsonMembers(json);
        while (elements.IsArray && elements.MoveNext())
        {
            if (Count == _values.Length)
            {
                Array.Resize(ref _values, Count * 2);
                Array.Resize(ref _whole, Count * 2);
            }

            _values[Count] = Number(elements.Value, out _whole[Count]);
            Count++;
        }

        return elements.IsArray;
    }

    /// <summary>Takes one number for a series of so many.</summary>
    public void Fill(ReadOnlySpan<byte> number, int count)
    {
        AllWhole = true;
        Complete = true;
        var value = Number(number, out var whole);
        if (_values.Length < count)
        {
            _values = new double[count];
            _whole = new long[count];
        }

        _values.AsSpan(0, count).Fill(value);
        _whole.AsSpan(0, count).Fill(whole);
        Count = count;
    }

    double Number(ReadOnlySpan<byte> element, out long whole)
    {
        whole = 0;
        if (NumberText.TryLong(element, out whole))
        {
            return whole;
        }

        if (element.Length > 1 && element[0] == '"' && TimeText.TryParse(element[1..^1], out whole))
        {
            return whole;
        }

        var number = JsonElements.IsNumber(element, out var real) ? real : element.SequenceEqual("\"Infinity\""u8) ? double.PositiveInfinity : element.SequenceEqual("\"-Infinity\""u8) ? double.NegativeInfinity : double.NaN;
        AllWhole &= JsonElements.IsNull(element);
        Complete &= double.IsFinite(number);
        return number;
    }
}
