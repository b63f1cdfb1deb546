// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Fields;
using Tapwatch.Engine.Json;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Fields as a JSON object of texts.</summary>
static class FieldBagKernels
{
    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(FieldBagFunctions.OfJson, FieldBagParsers.OfJson),
        PerRow(FieldBagFunctions.OfPairs, PairFields.Of),
        PerRow(FieldBagFunctions.OfParts, FieldBagParsers.OfParts),
        PerRow(FieldBagFunctions.Member, Member),
        PerRow(FieldBagFunctions.Elements, FieldBagArrays.Elements),
        PerRow(FieldBagFunctions.Merge, Merge),
        PerRow(FieldBagFunctions.Without, Without),
        PerRow(FieldBagFunctions.HasElement, HasElement),
        PerRow(FieldBagFunctions.HasMatch, HasMatch),
        PerRow(FieldBagFunctions.WithArray, FieldBagArrays.WithArray),
    ];

    /// <summary>A JSON value as text: strings decoded, anything else as written. The buffer grows as needed and holds the result.</summary>
    public static ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> value, ref byte[] buffer)
    {
        if (value.Length < 2 || value[0] != '"')
        {
            return value;
        }

        var inner = value[1..^1];
        if (!inner.Contains((byte)'\\'))
        {
            return inner;
        }

        if (buffer.Length < inner.Length)
        {
            buffer = new byte[inner.Length * 2];
        }

        return buffer.AsSpan(0, JsonText.Decode(inner, buffer));
    }

    static Kernel Member(CallSite site)
    {
        var buffer = Array.Empty<byte>();
        return (in a, r) =>
        {
            // Of two members of one name the later was written last.
            var found = false;
            ReadOnlySpan<byte> value = default;
            var members = new JsonMembers(a.Text(0));
            while (members.IsObject && members.MoveNext())
            {
                if (members.IsNamed(a.Text(1)))
                {
                    found = true;
                    value = members.Value;
                }
            }

            if (found)
            {
                r.Set(Decode(value, ref buffer));
            }
            else
            {
                r.SetNull();
            }
        };
    }

    static Kernel Merge(CallSite site)
    {
        var merged = new JsonBuilder();
        return (in a, r) =>
        {
            merged.Clear();
            merged.Raw("{"u8);
            for (var i = 0; i < a.Count; i++)
            {
                var members = new JsonMembers(a.IsNull(i) ? default : a.Text(i));
                while (members.IsObject && members.MoveNext())
                {
                    if (!Later(a, i, members.Name))
                    {
                        Append(merged, members.Name, members.Value);
                    }
                }
            }

            merged.Raw("}"u8);
            r.Set(merged.Written);
        };
    }

    static bool Later(in Arguments a, int i, ReadOnlySpan<byte> name)
    {
        for (i++; i < a.Count; i++)
        {
            var members = new JsonMembers(a.IsNull(i) ? default : a.Text(i));
            while (members.IsObject && members.MoveNext())
            {
                if (members.Name.SequenceEqual(name))
                {
                    return true;
                }
            }
        }

        return false;
    }

    static Kernel Without(CallSite site)
    {
        var kept = new JsonBuilder();
        return (in a, r) =>
        {
            kept.Clear();
            kept.Raw("{"u8);
            var members = new JsonMembers(a.Text(0));
            while (members.IsObject && members.MoveNext())
            {
                var dropped = false;
                for (var i = 1; i < a.Count && !dropped; i++)
                {
                    dropped = members.IsNamed(a.Text(i));
                }

                if (!dropped)
                {
                    Append(kept, members.Name, members.Value);
                }
            }

            kept.Raw("}"u8);
            r.Set(kept.Written);
        };
    }

    // The name as it stands between its quotes, escapes and all.
    internal static void Append(JsonBuilder target, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        target.Raw(target.Length > 1 ? ",\""u8 : "\""u8);
        target.Raw(name);
        target.Raw("\":"u8);
        target.Raw(value);
    }

    static Kernel HasElement(CallSite site)
    {
        var buffer = Array.Empty<byte>();
        return (in a, r) =>
        {
            var elements = new JsonMembers(JsonText.IsValue(a.Text(0)) ? a.Text(0) : default);
            var found = false;
            while (!found && elements.IsArray && elements.MoveNext())
            {
                found = Decode(elements.Value, ref buffer).SequenceEqual(a.Text(1));
            }

            r.Set(found);
        };
    }

    static Kernel HasMatch(CallSite site)
    {
        var regex = new SoughtRegex(site.RequiredText(1), site.RequiredText(1));
        var buffer = Array.Empty<byte>();
        return (in a, r) =>
        {
            var elements = new JsonMembers(JsonText.IsValue(a.Text(0)) ? a.Text(0) : default);
            var found = false;
            while (!found && elements.IsArray && elements.MoveNext())
            {
                found = regex.IsMatch(Decode(elements.Value, ref buffer));
            }

            r.Set(found);
        };
    }
}
