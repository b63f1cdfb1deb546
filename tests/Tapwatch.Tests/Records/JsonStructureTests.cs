// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Records.Json;

namespace Tapwatch.Tests.Records;

/// <summary>The end of a JSON value, found by blocks, is the one that is found byte by byte.</summary>
public class JsonStructureTests
{
    [Fact]
    public void Finds_the_end_that_is_found_byte_by_byte()
    {
        var random = new Random(8);
        for (var i = 0; i < 20_000; i++)
        {
            var text = Text(random);
            var expected = ByteByByte(text, text.Length, out var odd);
            var structure = new JsonStructure(1);
            Assert.Equal(expected, Run(ref structure, text, 0, text.Length));
            Assert.True(structure.MetOdd || !odd);
            Assert.Equal(expected, After(text));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40)]
    public void Goes_so_deep_and_no_deeper(int between)
    {
        var blanks = new string(' ', between);
        string Nested(int depth) => string.Concat(Enumerable.Repeat("[" + blanks, depth)) + string.Concat(Enumerable.Repeat("}" + blanks, depth)) + "}";
        var deepest = Nested(JsonStructure.MaximumDepth - 1);
        Assert.Equal(deepest.Length, After(Encoding.UTF8.GetBytes(deepest)));
        Assert.Equal(JsonStructure.TooDeep, After(Encoding.UTF8.GetBytes(Nested(JsonStructure.MaximumDepth + 64))));
    }

    [Fact]
    public void Goes_on_where_it_stopped()
    {
        var random = new Random(9);
        for (var i = 0; i < 20_000; i++)
        {
            var text = Text(random);
            var structure = new JsonStructure(1);
            var (at, found) = (0, JsonStructure.RanOut);
            while (found == JsonStructure.RanOut && at < text.Length)
            {
                var next = Math.Min(text.Length, at + random.Next(1, 200));
                found = Run(ref structure, text, at, next);
                at = next;
            }

            Assert.Equal(ByteByByte(text, text.Length, out _), found);
        }
    }

    static unsafe int Run(ref JsonStructure structure, byte[] text, int position, int end)
    {
        var padded = new byte[text.Length + JsonStructure.Padding];
        text.CopyTo(padded, 0);
        fixed (byte* p = padded)
        {
            return structure.Run(p, position, end);
        }
    }

    static unsafe int After(byte[] text)
    {
        var padded = new byte[text.Length + JsonStructure.Padding];
        text.CopyTo(padded, 0);
        fixed (byte* p = padded)
        {
            return JsonStructure.After(p, 0, text.Length);
        }
    }

    /// <summary>What could stand after an opening bracket: long stretches of plain text, and everything that matters in between.</summary>
    static byte[] Text(Random random)
    {
        var text = new StringBuilder();
        var plain = random.Next(1, 60);
        string[] pieces = ["{", "}", "[", "]", "\"", "\"", "\\", "\\\\", "\\\"", "\n", ",", ":", "{}", ",\n{", "\n{", "é", "\u0001", "\":\"", "\",\""];
        var kinds = random.Next(1, pieces.Length + 1);
        for (var n = random.Next(1, 60); n > 0; n--)
        {
            text.Append('a', random.Next(plain)).Append(pieces[random.Next(kinds)]);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    static int ByteByByte(byte[] text, int end, out bool odd)
    {
        var (depth, inString, escaped) = (1, false, false);
        odd = false;
        for (var i = 0; i < end; i++)
        {
            var (value, wasEscaped) = (text[i], escaped);
            odd |= value is (byte)'\n' or > 127;
            escaped = value == '\\' && !wasEscaped;
            switch (value)
            {
                case (byte)'"' when !wasEscaped:
                    inString = !inString;
                    break;
                case (byte)'\n' when inString:
                    return JsonStructure.Broken;
                case (byte)'{' when !inString && i > 0 && text[i - 1] == '\n' && !MayHoldValue(text, i - 1):
                    return JsonStructure.Broken;
                case (byte)'{' or (byte)'[' when !inString:
                    depth++;
                    break;
                case (byte)'}' or (byte)']' when !inString && --depth == 0:
                    return i + 1;
            }
        }

        return JsonStructure.RanOut;
    }

    static bool MayHoldValue(byte[] text, int position)
    {
        while (position > 0 && text[position] is (byte)'\n' or (byte)'\r' or (byte)' ' or (byte)'\t')
        {
            position--;
        }

        return text[position] is (byte)'[' or (byte)',' or (byte)':';
    }
}
