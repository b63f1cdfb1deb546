// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Text;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Functions;

namespace Tapwatch.Engine.Json;

/// <summary>Finds what stands in JSON text at a path such as <c>[0].a.b[1]</c>.</summary>
static class JsonPaths
{
    public static Kernel At(byte[] path)
    {
        var decoded = Array.Empty<byte>();
        return (in a, r) =>
        {
            var json = a.Text(0);
            if (JsonText.IsValue(json) && TryFind(json, path, out var found) && !JsonElements.IsNull(found))
            {
                r.Set(FieldBagKernels.Decode(found, ref decoded));
            }
            else
            {
                r.SetNull();
            }
        };
    }

    /// <summary>Finds a value; of a dotted path the longest name that is a member counts.</summary>
    public static bool TryFind(ReadOnlySpan<byte> json, ReadOnlySpan<byte> path, out ReadOnlySpan<byte> found)
    {
        found = json.Trim(" \t\r\n"u8);
        if (path.IsEmpty)
        {
            return true;
        }

        return path[0] == '[' ? TryElement(found, path, out found) : TryMember(found, path[0] == '.' ? path[1..] : path, out found);
    }

    static bool TryElement(ReadOnlySpan<byte> json, ReadOnlySpan<byte> path, out ReadOnlySpan<byte> found)
    {
        found = default;
        var close = path.IndexOf((byte)']');
        var members = new JsonMembers(json);
        if (close < 2 || !members.IsArray || !Utf8Parser.TryParse(path[1..close], out int wanted, out var read) || read != close - 1 || wanted < 0)
        {
            return false;
        }

        for (var i = 0; members.MoveNext(); i++)
        {
            if (i == wanted)
            {
                return TryFind(members.Value, path[(close + 1)..], out found);
            }
        }

        return false;
    }

    static bool TryMember(ReadOnlySpan<byte> json, ReadOnlySpan<byte> path, out ReadOnlySpan<byte> found)
    {
        found = default;
        for (var length = path.Length; length > 0; length = path[..length].LastIndexOfAny((byte)'.', (byte)'['))
        {
            var members = new JsonMembers(json);
            while (members.IsObject && members.MoveNext())
            {
                if (members.IsNamed(path[..length]) && TryFind(members.Value, path[length..], out found))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
