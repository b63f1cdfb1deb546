// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Text;
using System.Text;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;
using Tapwatch.Engine.Text;

namespace Tapwatch.Engine.Functions;

/// <summary>Finds fields in text.</summary>
static class FieldBagParsers
{
    const int DeepestJson = 64;

    public static Kernel OfJson(CallSite site)
    {
        var (fields, path) = (new JsonBuilder(), new JsonBuilder());
        var nulls = site.RequiredText(2) switch { "keep" => "null", "empty" => "", _ => null };
        return (in a, r) =>
        {
            var json = a.Text(0);
            var root = new JsonMembers(json);
            if (!(root.IsObject || root.IsArray) || !JsonText.IsValue(json))
            {
                r.SetNull();
                return;
            }

            fields.Clear();
            fields.Raw("{"u8);
            path.Clear();
            path.Inner(a.Text(1));
            Flatten(json, path, nulls, fields, 0);
            fields.Raw("}"u8);
            r.Set(fields.Written);
        };
    }

    /// <summary>Writes the leaves of a JSON value under dotted names; the path is that of the value, escaped as in a JSON string.</summary>
    internal static void Flatten(ReadOnlySpan<byte> json, JsonBuilder path, string? nulls, JsonBuilder fields, int depth)
    {
        var members = new JsonMembers(json);
        if ((!members.IsObject && !members.IsArray) || depth > DeepestJson)
        {
            Leaf(json, path, nulls, fields);
            return;
        }

        Span<byte> number = stackalloc byte[12];
        var length = path.Length;
        for (var i = 0; members.MoveNext(); i++)
        {
            if (members.IsArray)
            {
                Utf8Formatter.TryFormat(i, number, out var digits);
                path.Raw("["u8);
                path.Raw(number[..digits]);
                path.Raw("]"u8);
            }
            else
            {
                path.Raw(depth == 0 || length == 0 ? default : "."u8);
                path.Raw(members.Name);
            }

            Flatten(members.Value, path, nulls, fields, depth + 1);
            path.Truncate(length);
        }
    }

    internal static string NameOf(ReadOnlySpan<byte> name)
    {
        if (!name.Contains((byte)'\\'))
        {
            return Encoding.UTF8.GetString(name);
        }

        var decoded = new byte[name.Length];
        return Encoding.UTF8.GetString(decoded, 0, JsonText.Decode(name, decoded));
    }

    static void Leaf(ReadOnlySpan<byte> value, JsonBuilder path, string? nulls, JsonBuilder fields)
    {
        var text = value.Trim(" \t\r\n"u8);
        if (text.SequenceEqual("null"u8))
        {
            if (nulls is null)
            {
                return;
            }

            text = nulls.Length == 0 ? default : text;
        }

        fields.Raw(fields.Length > 1 ? ",\""u8 : "\""u8);
        fields.Raw(path.Written);
        fields.Raw("\":"u8);
        if (text.Length > 0 && text[0] == '"')
        {
            fields.Raw(text);
        }
        else
        {
            fields.Text(text);
        }
    }

    internal static void Name(JsonBuilder fields, string name)
    {
        if (fields.Length > 1)
        {
            fields.Raw(","u8);
        }

        fields.Text(name);
        fields.Raw(":"u8);
    }

    public static Kernel OfParts(CallSite site)
    {
        var regex = new SoughtRegex(site.RequiredText(1), site.RequiredText(1));
        var fields = new JsonBuilder();
        var characters = new CharacterBuffer();
        return (in a, r) =>
        {
            fields.Clear();
            fields.Raw("{"u8);
            var text = characters.Of(a.Text(0));
            var name = a.Text(2);
            var start = 0;
            var count = 0;
            foreach (var match in regex.Made.EnumerateMatches(text))
            {
                Part(fields, name, count++, text[start..match.Index]);
                start = match.Index + match.Length;
            }

            Part(fields, name, count, text[start..]);
            fields.Raw("}"u8);
            r.Set(fields.Written);
        };
    }

    static void Part(JsonBuilder fields, ReadOnlySpan<byte> name, int number, ReadOnlySpan<char> part)
    {
        Span<byte> position = stackalloc byte[12];
        Utf8Formatter.TryFormat(number, position, out var digits);
        fields.Raw(fields.Length > 1 ? ",\""u8 : "\""u8);
        fields.Inner(name);
        fields.Raw("["u8);
        fields.Raw(position[..digits]);
        fields.Raw("]\":"u8);
        fields.Text(part);
    }
}
