// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Values set deep within objects.</summary>
static class DynamicPathKernels
{
    public static IEnumerable<ScalarImplementation> All => [PerRow(DynamicObjectFunctions.SetPath, SetPath)];

    static Kernel SetPath(CallSite site)
    {
        var names = Names(site.RequiredText(1));
        var (json, value) = (new JsonBuilder(), new JsonBuilder());
        return (in a, r) =>
        {
            if (names is null || a.IsNull(0) || !new JsonMembers(a.Text(0)).IsObject)
            {
                r.SetNull();
                return;
            }

            value.Clear();
            value.Value(a.Column(2), a.Row);
            json.Clear();
            Write(a.Text(0), names, value.Written, json);
            r.Set(json.Written);
        };
    }

    // $.a.b or $['a']['b']; null when it holds anything else (positions in arrays are none of it).
    static byte[][]? Names(string path)
    {
        var names = new List<byte[]>();
        var at = 1;
        while (at < path.Length)
        {
            if (path[at] == '.')
            {
                var end = path.AsSpan(at + 1).IndexOfAny('.', '[') is var next and >= 0 ? at + 1 + next : path.Length;
                names.Add(Encoding.UTF8.GetBytes(path[(at + 1)..end]));
                at = end;
            }
            else if (path[at] == '[' && at + 2 < path.Length && path[at + 1] is '\'' or '"' && path.IndexOf(path[at + 1] + "]", at + 2, StringComparison.Ordinal) is var close and >= 0)
            {
                names.Add(Encoding.UTF8.GetBytes(path[(at + 2)..close]));
                at = close + 2;
            }
            else
            {
                return null;
            }
        }

        return names.Count > 0 && names.TrueForAll(static n => n.Length > 0) ? [.. names] : null;
    }

    static void Write(ReadOnlySpan<byte> target, ReadOnlySpan<byte[]> names, ReadOnlySpan<byte> value, JsonBuilder json)
    {
        var members = new JsonMembers(target);
        ReadOnlySpan<byte> within = default;
        var first = true;
        json.Raw("{"u8);
        while (members.IsObject && members.MoveNext())
        {
            if (members.IsNamed(names[0]))
            {
                within = members.Value;
                continue;
            }

            json.Raw(first ? "\""u8 : ",\""u8);
            first = false;
            json.Raw(members.Name);
            json.Raw("\":"u8);
            json.Raw(members.Value);
        }

        json.Raw(first ? [] : ","u8);
        json.Text(names[0]);
        json.Raw(":"u8);
        if (names.Length == 1)
        {
            json.Raw(value);
        }
        else
        {
            Write(within, names[1..], value, json);
        }

        json.Raw("}"u8);
    }
}
