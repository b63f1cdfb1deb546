// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Text;
using System.Text;

namespace Tapwatch.Engine.Json;

/// <summary>The elements of an array (or the one value that is none), and comparing them.</summary>
static class JsonElements
{
    /// <summary>The text of a JSON value: of a string what it says, of another its JSON.</summary>
    public static ReadOnlySpan<byte> Decoded(ReadOnlySpan<byte> value, ref byte[] scratch)
    {
        if (value.Length < 2 || value[0] != '"')
        {
            return value;
        }

        if (!value.Contains((byte)'\\'))
        {
            return value[1..^1];
        }

        if (scratch.Length < value.Length)
        {
            scratch = new byte[value.Length * 2];
        }

        return scratch.AsSpan(0, JsonText.Decode(value[1..^1], scratch));
    }

    /// <summary>Where each element lies.</summary>
    public static List<Range> Of(ReadOnlySpan<byte> json)
    {
        var ranges = new List<Range>();
        var elements = new JsonMembers(json);
        while (elements.IsArray && elements.MoveNext())
        {
            json.Overlaps(elements.Value, out var start);
            ranges.Add(new Range(start, start + elements.Value.Length));
        }

        return ranges;
    }

    /// <summary>Whether both are the same value: numbers by value, all else by its text.</summary>
    public static bool Same(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b) =>
        a.SequenceEqual(b) || (IsNumber(a, out var x) && IsNumber(b, out var y) && x == y);

    /// <summary>Numbers before texts; nulls last.</summary>
    public static int Compare(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        var (rankA, rankB) = (Rank(a), Rank(b));
        if (rankA != rankB)
        {
            return rankA.CompareTo(rankB);
        }

        return IsNumber(a, out var x) && IsNumber(b, out var y) ? x.CompareTo(y) : a.SequenceCompareTo(b);
    }

    public static bool IsNull(ReadOnlySpan<byte> value) => value.SequenceEqual("null"u8);

    public static bool IsNumber(ReadOnlySpan<byte> value, out double number)
    {
        number = 0;
        return !value.IsEmpty && (value[0] is (byte)'-' or >= (byte)'0' and <= (byte)'9') && Utf8Parser.TryParse(value, out number, out var read) && read == value.Length;
    }

    static int Rank(ReadOnlySpan<byte> value) => IsNull(value) ? 9 : IsNumber(value, out _) ? 0 : 1;

    /// <summary>The elements of an array as texts; none when it is no array.</summary>
    public static List<string> Strings(ReadOnlySpan<byte> json)
    {
        var strings = new List<string>();
        var scratch = new byte[256];
        var elements = new JsonMembers(json);
        while (elements.IsArray && elements.MoveNext())
        {
            strings.Add(Encoding.UTF8.GetString(Decoded(elements.Value, ref scratch)));
        }

        return strings;
    }
}
