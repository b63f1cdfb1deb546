// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Tests.Engine.Operators;

/// <summary>Keys that stand for many values: ranges of addresses and wildcards.</summary>
public class JoinedRowsTests
{
    static readonly PlanColumn _value = new("value", ScalarType.String);
    static readonly PlanColumn _pattern = new("pattern", ScalarType.String);
    static readonly PlanColumn _group = new("group", ScalarType.Long);
    static readonly PlanColumn _side = new("side", ScalarType.Long);

    static Join Over(KeyComparison comparison, string[] values, string[] patterns, JoinChoice? choice = null, JoinKind kind = JoinKind.Inner) => new(
        kind,
        PlanRows.Table([_value], [.. values.Select(static v => new object?[] { v })]),
        PlanRows.Table([_pattern], [.. patterns.Select(static p => new object?[] { p })]),
        [new JoinKey(_value.Reference(), _pattern.Reference(), NullsMatch: false) { Comparison = comparison }])
    { Choice = choice };

    [Fact]
    public void Of_ranges_the_narrowest_comes_first()
    {
        string[] ranges = ["0.0.0.0/0", "10.0.0.0/8", "10.1.0.0/16", "10.1.2.3", "10.2.0.0/16", "no range", "2001:db8::/32"];

        Assert.Equal(
            ["10.1.2.3 | 10.1.2.3", "10.1.2.3 | 10.1.0.0/16", "10.1.2.3 | 10.0.0.0/8", "10.1.2.3 | 0.0.0.0/0", "10.3.0.1 | 10.0.0.0/8", "10.3.0.1 | 0.0.0.0/0", "2001:db8::9 | 2001:db8::/32"],
            PlanRows.Of(Over(KeyComparison.InRange, ["10.1.2.3", "x", "10.3.0.1", "2001:db8::9"], ranges)));
        Assert.Equal(["10.1.9.9 | 10.1.0.0/16", "x | ∅"], PlanRows.Of(Over(KeyComparison.InRange, ["10.1.9.9", "x"], ranges, new JoinChoice(1, FromTheEnd: true), JoinKind.LeftOuter)));
    }

    [Fact]
    public void Of_wildcards_the_first_by_text_comes_first() =>
        Assert.Equal(["abc | *c", "abc | a*", "ABC | *C"], PlanRows.Of(Over(KeyComparison.Glob, ["abc", "ABC", "abc"], ["a*", "*c", "b", "*C"]))[..3]);

    [Fact]
    public void Beside_an_equal_key_patterns_count_within_its_rows()
    {
        var join = new Join(
            JoinKind.Inner,
            PlanRows.Table([_side, _value], [1, "10.0.0.1"], [2, "10.0.0.1"], [3, "10.0.0.1"]),
            PlanRows.Table([_group, _pattern], [1, "10.0.0.0/8"], [2, "10.0.0.0/16"], [1, "10.0.0.0/24"], [2, "11.0.0.0/8"]),
            [
                new JoinKey(_side.Reference(), _group.Reference(), NullsMatch: false),
                new JoinKey(_value.Reference(), _pattern.Reference(), NullsMatch: false) { Comparison = KeyComparison.InRange },
            ]);

        Assert.Equal(["1 | 10.0.0.1 | 1 | 10.0.0.0/24", "1 | 10.0.0.1 | 1 | 10.0.0.0/8", "2 | 10.0.0.1 | 2 | 10.0.0.0/16"], PlanRows.Of(join));
    }

    [Fact]
    public void Ranges_found_are_those_that_contain_the_address()
    {
        var random = new Random(7);
        string Address(int limit) => string.Create(CultureInfo.InvariantCulture, $"10.{random.Next(limit)}.{random.Next(limit)}.{random.Next(limit)}");
        for (var round = 0; round < 60; round++)
        {
            var ranges = Enumerable.Range(0, random.Next(1, 30)).Select(_ => string.Create(CultureInfo.InvariantCulture, $"{Address(4)}/{random.Next(33)}")).ToArray();
            var addresses = Enumerable.Range(0, 10).Select(_ => Address(5)).ToArray();
            var expected = addresses.SelectMany(a => ranges.Where(r => Contains(r, a)).Select(r => $"{a} | {r}"));

            Assert.Equal(expected.Order(StringComparer.Ordinal), PlanRows.Of(Over(KeyComparison.InRange, addresses, ranges)).Order(StringComparer.Ordinal));
        }
    }

    static bool Contains(string range, string address)
    {
        var prefix = int.Parse(range[(range.IndexOf('/', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);
        return prefix == 0 || Bits(range[..range.IndexOf('/', StringComparison.Ordinal)]) >> (32 - prefix) == Bits(address) >> (32 - prefix);
    }

    static uint Bits(string address) => address.Split('.').Aggregate(0u, static (bits, part) => (bits << 8) | uint.Parse(part, CultureInfo.InvariantCulture));
}
