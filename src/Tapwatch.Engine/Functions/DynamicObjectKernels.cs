// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;
using Tapwatch.Engine.Rows;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.DynamicBuilding;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Objects as wholes. JSON in, JSON out; members are copied as they stand.</summary>
static class DynamicObjectKernels
{
    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(DynamicObjectFunctions.Keys, static _ => Building(Keys)),
        PerRow(DynamicObjectFunctions.HasKey, HasKey),
        PerRow(DynamicObjectFunctions.Merge, static _ => Building(Merge)),
        PerRow(DynamicObjectFunctions.RemoveKeys, static _ => Building(RemoveKeys)),
        PerRow(DynamicObjectFunctions.Prefixed, static _ => Building(Prefixed)),
        PerRow(DynamicObjectFunctions.SetKey, static _ => Building(SetKey)),
    ];

    static bool Keys(in Arguments a, JsonBuilder json)
    {
        var members = new JsonMembers(a.Text(0));
        json.Raw("["u8);
        while (members.IsObject && members.MoveNext())
        {
            json.Raw(json.Length > 1 ? ",\""u8 : "\""u8);
            json.Raw(members.Name);
            json.Raw("\""u8);
        }

        json.Raw("]"u8);
        return members.IsObject;
    }

    static void HasKey(in Arguments a, Result r)
    {
        var members = new JsonMembers(a.Text(0));
        var found = false;
        while (members.IsObject && !found && members.MoveNext())
        {
            found = members.IsNamed(a.Text(1));
        }

        r.Set(found);
    }

    static void Member(JsonBuilder json, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        json.Raw(json.Length > 1 ? ",\""u8 : "\""u8);
        json.Raw(name);
        json.Raw("\":"u8);
        json.Raw(value);
    }

    static bool Merge(in Arguments a, JsonBuilder json)
    {
        var seen = new KeyTable();
        json.Raw("{"u8);
        for (var i = 0; i < a.Count; i++)
        {
            if (a.IsNull(i))
            {
                continue;
            }

            var members = new JsonMembers(a.Text(i));
            while (members.IsObject && members.MoveNext())
            {
                seen.GetOrAdd(members.Name, out var added);
                if (added)
                {
                    Member(json, members.Name, members.Value);
                }
            }
        }

        json.Raw("}"u8);
        return true;
    }

    // A key that begins with $ is a path of names: what lies there is removed.
    static bool RemoveKeys(in Arguments a, JsonBuilder json)
    {
        var scratch = new byte[256];
        return Without(a.Text(0), default, a.Text(1), json, ref scratch);
    }

    static bool Without(ReadOnlySpan<byte> value, ReadOnlySpan<byte> path, ReadOnlySpan<byte> keys, JsonBuilder json, ref byte[] scratch)
    {
        var members = new JsonMembers(value);
        var first = true;
        json.Raw("{"u8);
        while (members.IsObject && members.MoveNext())
        {
            var (removed, deeper) = (false, false);
            byte[]? within = null;
            var each = new JsonMembers(keys);
            while (each.IsArray && !removed && each.MoveNext())
            {
                var key = JsonElements.Decoded(each.Value, ref scratch);
                if (!key.StartsWith("$."u8))
                {
                    removed = path.IsEmpty && members.IsNamed(key);
                }
                else if (key[2..].StartsWith(path))
                {
                    var rest = key[(2 + path.Length)..];
                    removed = members.IsNamed(rest);
                    deeper |= rest.Length > members.Name.Length && rest.StartsWith(members.Name) && rest[members.Name.Length] == '.';
                }
            }

            if (removed)
            {
                continue;
            }

            json.Raw(first ? "\""u8 : ",\""u8);
            first = false;
            json.Raw(members.Name);
            json.Raw("\":"u8);
            if (deeper && new JsonMembers(members.Value).IsObject)
            {
                within = [.. path, .. members.Name, (byte)'.'];
                Without(members.Value, within, keys, json, ref scratch);
            }
            else
            {
                json.Raw(members.Value);
            }
        }

        json.Raw("}"u8);
        return members.IsObject;
    }

    static bool Prefixed(in Arguments a, JsonBuilder json)
    {
        var members = new JsonMembers(a.Text(0));
        json.Raw("{"u8);
        while (members.IsObject && members.MoveNext())
        {
            json.Raw(json.Length > 1 ? ","u8 : []);
            json.Text(a.Text(1));

            // The name goes on where the prefix ends: its closing quote is taken back.
            json.CutTo(json.Length - 1);
            json.Raw(members.Name);
            json.Raw("\":"u8);
            json.Raw(members.Value);
        }

        json.Raw("}"u8);
        return members.IsObject;
    }

    static bool SetKey(in Arguments a, JsonBuilder json)
    {
        if (a.IsNull(0) || a.IsNull(1))
        {
            return false;
        }

        var members = new JsonMembers(a.Text(0));
        json.Raw("{"u8);
        while (members.IsObject && members.MoveNext())
        {
            if (!members.IsNamed(a.Text(1)))
            {
                Member(json, members.Name, members.Value);
            }
        }

        json.Raw(json.Length > 1 ? ","u8 : []);
        json.Text(a.Text(1));
        json.Raw(":"u8);
        json.Value(a.Column(2), a.Row);
        json.Raw("}"u8);
        return members.IsObject;
    }
}
