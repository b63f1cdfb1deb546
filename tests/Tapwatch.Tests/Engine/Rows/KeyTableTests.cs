// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Engine.Rows;

namespace Tapwatch.Tests.Engine.Rows;

public class KeyTableTests
{
    [Fact]
    public void Numbers_keys_in_order_of_first_appearance()
    {
        var table = new KeyTable();
        string[] keys = ["b", "", "a", "b", "", "long enough for two words", "a"];
        Assert.Equal([0, 1, 2, 0, 1, 3, 2], keys.Select(k => table.GetOrAdd(Encoding.UTF8.GetBytes(k), out _)));
        Assert.Equal(3, table.Find("long enough for two words"u8));
        Assert.Equal(-1, table.Find("c"u8));
        Assert.Equal("a", Encoding.UTF8.GetString(table[2]));
    }

    // Half a million keys that differ in a few bytes take well under a second, unless they collide.
    [Fact]
    public void Keys_that_resemble_each_other_do_not_collide()
    {
        var table = new KeyTable();
        var key = new byte[24];
        for (var i = 0; i < 500_000; i++)
        {
            BitConverter.TryWriteBytes(key.AsSpan(i % 3 * 8), i);
            table.GetOrAdd(key, out _);
        }

        Assert.True(table.LongestProbe < 64);
    }

    // Short keys are read with what is behind them, which must not matter, and not where the page ends.
    [Fact]
    public void Keys_of_all_lengths_are_what_their_bytes_are_wherever_they_lie()
    {
        var random = new Random(3);
        var (table, expected) = (new KeyTable(), new Dictionary<string, int>());
        var memory = GC.AllocateArray<byte>(3 * 4096, pinned: true);
        for (var i = 0; i < 60_000; i++)
        {
            random.NextBytes(memory.AsSpan(4000, 300));
            var length = random.Next(random.Next(3) == 0 ? 120 : 40);
            var key = memory.AsSpan(4000 + random.Next(180), length);
            for (var at = 0; at < length; at++)
            {
                key[at] = (byte)"ab\0"[random.Next(at < 2 || at > length - 3 ? 3 : 1)];
            }

            var text = Encoding.Latin1.GetString(key);
            Assert.Equal(expected.GetValueOrDefault(text, -1), table.Find(key));
            expected.TryAdd(text, expected.Count);
            Assert.Equal(expected[text], table.GetOrAdd(key, out _));
        }

        Assert.Equal(expected.Count, table.Count);
        Assert.All(expected, e => Assert.Equal(e.Key, Encoding.Latin1.GetString(table[e.Value])));
        Assert.True(table.LongestProbe < 64);
    }
}
