// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Records.Columns;

namespace Tapwatch.Tests.Records;

public class TextColumnTests
{
    [Fact]
    public void Holds_the_same_when_it_is_detached_from_its_chunk()
    {
        var (chunk, made) = ("one two"u8.ToArray(), "made"u8.ToArray());
        var several = new TextColumn(ScalarType.String, 5, chunk, made, [0, 4, ~0, 0, 0], [3, 3, 4, -1, 0]);
        var constant = new TextColumn(ScalarType.Dynamic, 3, chunk, [], [4], [3], constant: true);
        var (detached, alone) = (several.Detach(), constant.Detach());
        chunk.AsSpan().Clear();
        made.AsSpan().Clear();
        Assert.Equal(["one", "two", "made", "null", ""], Values(detached));
        Assert.Equal(["null", "made"], Values((TextColumn)detached.Gather([3, 2])));
        Assert.Equal(["two", "two", "two"], Values(alone));
        Assert.Equal((10, 3), (several.Size, constant.Size));
        Assert.Equal((ScalarType.Dynamic, true), (alone.Type, alone.IsConstant));
    }

    static string[] Values(TextColumn column) =>
        [.. Enumerable.Range(0, column.Count).Select(row => column.IsNull(row) ? "null" : Encoding.UTF8.GetString(column[row]))];
}
