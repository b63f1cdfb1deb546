// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
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
        var fields = new JsonBuilder();
        var nulls = site.RequiredText(2) switch { "keep" => "null", "empty" => "", _ => (string?)null };
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
            Flatten(json, Encoding.UTF8.GetString(a.Text(1)), nulls, fields, 0);
            fields.Raw("}"u8);
            r.Set(fields.Written);
        };
    }

    internal static void Flatten(ReadOnlySpan<byte> json, string path, string? nulls, JsonBuilder fields, int depth)
    {
        var members = new JsonMembers(json);
        if ((!members.IsObject && !members.IsArray) || depth > DeepestJson)
        {
            Leaf(json, path, nulls, fields);
            return;
        }

        for (var i = 0; members.MoveNext(); i++)
        {
            var name = members.IsArray
                ? string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]")
                : path + (depth == 0 || path.Length == 0 ? "" : ".") + NameOf(members.Name);
            Flatten(members.Value, name, nulls, fields, depth + 1);
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

    static void Leaf(ReadOnlySpan<byte> value, string path, string? nulls, JsonBuilder fields)
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

        Name(fields, path);
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

        fields.Text(Encoding.UTF8.GetBytes(name));
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
            var name = Encoding.UTF8.GetString(a.Text(2));
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

    static void Part(JsonBuilder fields, string name, int number, ReadOnlySpan<char> part)
    {
        Name(fields, string.Create(CultureInfo.InvariantCulture, $"{name}[{number}]"));
        fields.Text(Encoding.UTF8.GetBytes(part.ToString()));
    }
}
