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
}
