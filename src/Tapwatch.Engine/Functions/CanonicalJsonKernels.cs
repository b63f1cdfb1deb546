// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>JSON in one form for all that is the same: members in order of their names.</summary>
static class CanonicalJsonKernels
{
    public static IEnumerable<ScalarImplementation> All => [PerRow(DynamicValueFunctions.Canonical, Canonical)];

    static Kernel Canonical(CallSite site)
    {
        var json = new JsonBuilder();
        return (in a, r) =>
        {
            json.Clear();
            Write(a.Text(0).Trim(" \t\r\n"u8), json);
            r.Set(json.Written);
        };
    }

    // The reader of the value keeps to a depth, so this does too.
    static void Write(ReadOnlySpan<byte> value, JsonBuilder json)
    {
        var members = new JsonMembers(value);
        if (members.IsArray)
        {
            json.Raw("["u8);
            for (var first = true; members.MoveNext(); first = false)
            {
                json.Raw(first ? [] : ","u8);
                Write(members.Value, json);
            }

            json.Raw("]"u8);
        }
        else if (members.IsObject)
        {
            var all = new List<(byte[] Name, Range Value)>();
            while (members.MoveNext())
            {
                value.Overlaps(members.Value, out var start);
                all.Add((members.Name.ToArray(), start..(start + members.Value.Length)));
            }

            all.Sort(static (x, y) => x.Name.AsSpan().SequenceCompareTo(y.Name));
            json.Raw("{"u8);
            for (var i = 0; i < all.Count; i++)
            {
                json.Raw(i == 0 ? "\""u8 : ",\""u8);
                json.Raw(all[i].Name);
                json.Raw("\":"u8);
                Write(value[all[i].Value], json);
            }

            json.Raw("}"u8);
        }
        else
        {
            json.Raw(value);
        }
    }
}
