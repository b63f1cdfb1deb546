// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Rows;

/// <summary>A column of text in which each value is a number that <see cref="TextNumbering"/> gave it: all that what groups or counts values needs.</summary>
/// <param name="type">The type.</param>
/// <param name="numbers">The number of each row.</param>
/// <param name="numbering">Who knows the values.</param>
/// <param name="known">How many values it knew then: all numbers are below.</param>
sealed class NumberedTexts(ScalarType type, int[] numbers, TextNumbering numbering, int known) : Column(type, numbers.Length)
{
    public int[] Numbers => numbers;

    public TextNumbering Numbering => numbering;

    public int Known => known;

    public override bool IsNull(int row) => throw new NotSupportedException();

    public override Column Gather(ReadOnlySpan<int> rows) => throw new NotSupportedException();

    public override Column Repeat(int count) => throw new NotSupportedException();

    public override Column As(ScalarType type) => throw new NotSupportedException();
}
