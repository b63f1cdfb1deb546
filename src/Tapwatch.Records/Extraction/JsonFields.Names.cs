// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Json;

namespace Tapwatch.Records.Extraction;

/// <summary>Names that are no plain ones: with escapes, or with dots that stand for several steps.</summary>
sealed unsafe partial class JsonFields
{
    int ReadUnusual(byte* p, int at, int end, PathTree.Node node, ReadOnlySpan<byte> key) =>
        node.Member(key) is { } child ? ReadValue(p, at, end, child) : ReadDotted(p, at, end, node, key);

    ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> key)
    {
        var target = key.Length <= _key.Length ? _key : new byte[key.Length];
        return target.AsSpan(0, JsonText.Unescape(key, target));
    }

    /// <summary>A key with dots in it stands for several steps: <c>{"a.b": 1}</c> answers <c>a.b</c>.</summary>
    int ReadDotted(byte* p, int at, int end, PathTree.Node node, ReadOnlySpan<byte> key)
    {
        var after = JsonScan.SkipValue(p, at, end);
        if (after >= 0 && !TakeDotted(p, at, end, node, key))
        {
            return Stopped;
        }

        return after;
    }

    bool TakeDotted(byte* p, int at, int end, PathTree.Node node, ReadOnlySpan<byte> key)
    {
        foreach (var (name, child) in node.Members)
        {
            if (key.Length > name.Length && key[name.Length] == (byte)'.' && key.StartsWith(name))
            {
                var rest = key[(name.Length + 1)..];
                if (child.Member(rest) is { } target && ReadValue(p, at, end, target) < 0)
                {
                    return false;
                }

                if (!TakeDotted(p, at, end, child, rest))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
