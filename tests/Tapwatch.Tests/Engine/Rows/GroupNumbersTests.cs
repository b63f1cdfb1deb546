// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Rows;
using Tapwatch.Records.Columns;

namespace Tapwatch.Tests.Engine.Rows;

public class GroupNumbersTests
{
    static readonly ScalarType[] _types = [ScalarType.String, ScalarType.Long, ScalarType.Real, ScalarType.Bool, ScalarType.Decimal, ScalarType.Guid];

    [Fact]
    public void Numbers_agree_with_keys_written_as_bytes()
    {
        var random = new Random(11);
        for (var round = 0; round < 60; round++)
        {
            var types = Enumerable.Range(0, random.Next(1, 4)).Select(_ => _types[random.Next(_types.Length)]).ToArray();
            var (numbers, table, encoder) = (new GroupNumbers(types), new KeyTable(), new KeyEncoder());
            var firsts = new List<string>();
            for (var batch = 0; batch < 4; batch++)
            {
                var count = random.Next(0, 40);
                var columns = Array.ConvertAll(types, t => Column(t, count, random));
                var groups = new int[count];
                numbers.Number(columns, groups);
                for (var row = 0; row < count; row++)
                {
                    Assert.Equal(table.GetOrAdd(encoder.Encode(columns, row), out var added), groups[row]);
                    if (added)
                    {
                        firsts.Add(Show(columns, row));
                    }
                }
            }

            Assert.Equal(firsts.Count, numbers.Count);
            var built = numbers.Build();
            Assert.Equal(firsts, Enumerable.Range(0, firsts.Count).Select(row => Show(built, row)));
        }
    }

    // Two threads number texts each their own way, until there are too many different ones, and some texts come as they are.
    [Theory]
    [InlineData(50)]
    [InlineData(30_000)]
    public void Texts_numbered_before_are_the_same_texts(int different)
    {
        var random = new Random(different);
        var (plain, translated) = (new GroupNumbers([ScalarType.String]), new GroupNumbers([ScalarType.String]));
        TextNumbering[] threads = [new(ScalarType.String), new(ScalarType.String)];
        var byNumbers = 0;
        for (var batch = 0; batch < 60; batch++)
        {
            var builder = new TextColumnBuilder(ScalarType.String);
            for (var row = 0; row < 1000; row++)
            {
                if (random.Next(30) == 0)
                {
                    builder.AppendNull();
                }
                else
                {
                    builder.Append(Encoding.UTF8.GetBytes($"text {random.Next(different)}"));
                }
            }

            var texts = builder.Build();
            var by = random.Next(3) is < 2 and var thread ? threads[thread].Number(texts) : texts;
            byNumbers += by is NumberedTexts ? 1 : 0;
            var (expected, actual) = (new int[1000], new int[1000]);
            plain.Number([texts], expected);
            translated.Number([by], actual);
            Assert.Equal(expected, actual);
        }

        Assert.InRange(byNumbers, 20, different > 16384 ? 45 : 60);
        var (left, right) = (plain.Build(), translated.Build());
        Assert.Equal(Enumerable.Range(0, plain.Count).Select(row => Show(left, row)), Enumerable.Range(0, plain.Count).Select(row => Show(right, row)));
    }

    // The pairs of groups and values of an aggregate: both halves count up.
    [Fact]
    public void Pairs_of_small_numbers_do_not_collide()
    {
        var table = new NumberTable();
        for (var i = 0; i < 400_000; i++)
        {
            Assert.Equal(i, table.GetOrAdd(((ulong)(i % 700) << 32) | (uint)(i / 700), out var added));
            Assert.True(added);
        }

        Assert.Equal(701, table.GetOrAdd((1UL << 32) | 1, out var again));
        Assert.False(again);
        Assert.True(table.LongestProbe < 500);
    }

    static Column Column(ScalarType type, int count, Random random)
    {
        var builder = ColumnBuilder.For(type);
        for (var row = 0; row < count; row++)
        {
            builder.AppendFrom(ConstantColumns.Of(PlanRows.Value(random.Next(5) == 0 ? null : Value(type, random), type), 1), 0);
        }

        // One value for all rows is another path.
        var column = builder.Build();
        return count > 0 && random.Next(4) == 0 ? column.Repeat(count) : column;
    }

    static object Value(ScalarType type, Random random) => type switch
    {
        ScalarType.String => new string('x', random.Next(3)) + random.Next(3),
        ScalarType.Long => random.Next(4) - 2,
        ScalarType.Real => (double[])[0.0, -0.0, double.NaN, -double.NaN, 1.5] is var reals ? reals[random.Next(5)] : 0,
        ScalarType.Bool => random.Next(2) == 0,
        ScalarType.Decimal => (decimal[])[1.0m, 1.00m, 2m] is var decimals ? decimals[random.Next(3)] : 0,
        _ => new Guid(random.Next(3), 0, 0, new byte[8]),
    };

    // Which of several equal values is shown does not matter.
    static string Show(Column[] columns, int row) => string.Join('|', columns.Select(c => PlanRows.Show(c, row).Replace("-0", "0", StringComparison.Ordinal).Replace("1.00", "1.0", StringComparison.Ordinal)));
}
