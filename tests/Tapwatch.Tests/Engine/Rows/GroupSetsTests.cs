// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Rows;

namespace Tapwatch.Tests.Engine.Rows;

public class GroupSetsTests
{
    // Groups with few numbers and with many, small numbers and those for which a group has no place.
    [Theory]
    [InlineData(5, 10)]
    [InlineData(2000, 12)]
    [InlineData(3, 200_000)]
    [InlineData(300, 70_000)]
    public void Counts_what_is_new_to_a_group(int groups, int numbers)
    {
        const int None = 3;
        var random = new Random(groups);
        var sets = new GroupSets();
        var expected = new HashSet<(int, int)>();
        for (var batch = 0; batch < 20; batch++)
        {
            var known = Math.Max(1, groups * (batch + 1) / 20);
            sets.Grow(known);
            var rows = Enumerable.Range(0, 500).Select(_ => (Group: random.Next(known), Number: random.Next(numbers))).ToArray();
            sets.Add(Array.ConvertAll(rows, static r => r.Group), Array.ConvertAll(rows, static r => r.Number), None);
            expected.UnionWith(rows.Where(static r => r.Number != None));
        }

        Assert.Equal(Enumerable.Range(0, groups).Select(g => (long)expected.Count(e => e.Item1 == g)), sets.Count(groups));
    }
}
