// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Text;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;

namespace Tapwatch.Engine.Functions;

/// <summary>Arrays among the fields of a bag: <c>a[0]</c>, <c>a[1].b</c>…</summary>
static class FieldBagArrays
{
    /// <summary>The members <c>name[0]</c>, <c>name[1].part</c>… as a JSON array. Numbers count up from 0 without a hole, in the order of the bag.</summary>
    public static Kernel Elements(CallSite site)
    {
        var array = new JsonBuilder();
        var decoded = Array.Empty<byte>();
        return (in a, r) =>
        {
            array.Clear();
            var last = -1;
            var isObject = false;
            var members = new JsonMembers(a.Text(0));
            while (members.IsObject && members.MoveNext())
            {
                var rest = Rest(members.Name, a.Text(1), ref decoded);
                if (!TryNumber(rest, out var number, out rest) || number < last || number > last + 1)
                {
                    continue;
                }

                if (number > last)
                {
                    array.Raw(last < 0 ? "["u8 : isObject ? "},"u8 : ","u8);
                    last = number;
                    isObject = !rest.IsEmpty;
                    array.Raw(isObject ? "{"u8 : default);
                }
                else if (!isObject || rest.IsEmpty)
                {
                    continue;
                }
                else
                {
                    array.Raw(","u8);
                }

                if (isObject)
                {
                    array.Text(rest[0] == '.' ? rest[1..] : rest);
                    array.Raw(":"u8);
                }

                array.Raw(members.Value);
            }

            if (last < 0)
            {
                r.SetNull();
                return;
            }

            array.Raw(isObject ? "}]"u8 : "]"u8);
            r.Set(array.Written);
        };
    }

    /// <summary>The bag with an array laid into it.</summary>
    public static Kernel WithArray(CallSite site)
    {
        var (fields, path) = (new JsonBuilder(), new JsonBuilder());
        var decoded = Array.Empty<byte>();
        return (in a, r) =>
        {
            if (a.IsNull(2))
            {
                if (a.IsNull(0))
                {
                    r.SetNull();
                }
                else
                {
                    r.Set(a.Text(0));
                }

                return;
            }

            fields.Clear();
            fields.Raw("{"u8);
            var members = new JsonMembers(a.IsNull(0) ? default : a.Text(0));
            while (members.IsObject && members.MoveNext())
            {
                if (!TryNumber(Rest(members.Name, a.Text(1), ref decoded), out _, out _))
                {
                    FieldBagKernels.Append(fields, members.Name, members.Value);
                }
            }

            if (new JsonMembers(a.Text(2)).IsArray && JsonText.IsValue(a.Text(2)))
            {
                path.Clear();
                path.Inner(a.Text(1));
                FieldBagParsers.Flatten(a.Text(2), path, nulls: null, fields, 0);
            }

            fields.Raw("}"u8);
            r.Set(fields.Written);
        };
    }

    // What follows the name of the array in the name of a member; empty when it is another's.
    static ReadOnlySpan<byte> Rest(ReadOnlySpan<byte> member, ReadOnlySpan<byte> name, ref byte[] decoded)
    {
        if (member.Contains((byte)'\\'))
        {
            if (decoded.Length < member.Length)
            {
                decoded = new byte[member.Length * 2];
            }

            member = decoded.AsSpan(0, JsonText.Decode(member, decoded));
        }

        return member.StartsWith(name) ? member[name.Length..] : default;
    }

    static bool TryNumber(ReadOnlySpan<byte> text, out int number, out ReadOnlySpan<byte> rest)
    {
        number = 0;
        rest = default;
        var close = text.IndexOf((byte)']');
        if (close < 2 || text[0] != '[' || !Utf8Parser.TryParse(text[1..close], out number, out var read) || read != close - 1)
        {
            return false;
        }

        rest = text[(close + 1)..];
        return true;
    }
}
