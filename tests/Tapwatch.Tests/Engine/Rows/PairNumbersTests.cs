// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Rows;

namespace Tapwatch.Tests.Engine.Rows;

public class PairNumbersTests
{
    // Few of each, many of one, many of both: cells that grow either way, and the table that takes over.
    [Theory]
    [InlineData(3, 5)]
    [InlineData(200, 700)]
    [InlineData(100_000, 2)]
    [InlineData(2, 100_000)]
    [InlineData(40_000, 40_000)]
    public void Numbers_pairs_in_order_of_first_appearance(int firsts, int seconds)
    {
        var random = new Random(firsts);
        var pairs = new PairNumbers();
        var expected = new Dictionary<(int, int), int>();
        for (var batch = 1; batch <= 20; batch++)
        {
            var (knownFirsts, knownSeconds) = (Math.Max(1, firsts * batch / 20), Math.Max(1, seconds * batch / 20));
            var numbers = Enumerable.Range(0, 1000).Select(_ => random.Next(knownFirsts)).ToArray();
            var second = Enumerable.Range(0, 1000).Select(_ => random.Next(knownSeconds)).ToArray();
            var wanted = numbers.Zip(second, (a, b) =>
            {
                expected.TryAdd((a, b), expected.Count);
                return expected[(a, b)];
            }).ToArray();
            pairs.Number(numbers, knownFirsts, second, knownSeconds);
            Assert.Equal(wanted, numbers);
            Assert.Equal(expected.Count, pairs.Count);
        }

        Assert.True(pairs.ApproximateBytes < 8 << 20);
    }
}
