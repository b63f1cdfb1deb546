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
            Flatten(json, Encoding.UTF8.GetString(a.Text(1)), a.Bool(2), fields, 0);
            fields.Raw("}"u8);
            r.Set(fields.Written);
        };
    }

    static void Flatten(ReadOnlySpan<byte> json, string path, bool nulls, JsonBuilder fields, int depth)
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

    static string NameOf(ReadOnlySpan<byte> name)
    {
        if (!name.Contains((byte)'\\'))
        {
            return Encoding.UTF8.GetString(name);
        }

        var decoded = new byte[name.Length];
        return Encoding.UTF8.GetString(decoded, 0, JsonText.Decode(name, decoded));
    }

    static void Leaf(ReadOnlySpan<byte> value, string path, bool nulls, JsonBuilder fields)
    {
        var text = value.Trim(" \t\r\n"u8);
        if (!nulls && text.SequenceEqual("null"u8))
        {
            return;
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

    static void Name(JsonBuilder fields, string name)
    {
        if (fields.Length > 1)
        {
            fields.Raw(","u8);
        }

        fields.Text(Encoding.UTF8.GetBytes(name));
        fields.Raw(":"u8);
    }

    public static Kernel OfPairs(CallSite site)
    {
        var sign = Encoding.UTF8.GetBytes(site.RequiredText(1));
        var fields = new JsonBuilder();
        return (in a, r) =>
        {
            fields.Clear();
            fields.Raw("{"u8);
            var text = a.Text(0);
            for (var at = text.IndexOf(sign); sign.Length > 0 && at >= 0; at = text.IndexOf(sign))
            {
                var start = at;
                while (start > 0 && IsKey(text[start - 1]))
                {
                    start--;
                }

                var value = text[(at + sign.Length)..];
                if (start == at)
                {
                    text = value;
                    continue;
                }

                Name(fields, Encoding.UTF8.GetString(a.Text(2)) + Encoding.UTF8.GetString(text[start..at]));
                text = value[Value(value, fields)..];
            }

            fields.Raw("}"u8);
            r.Set(fields.Written);
        };
    }

    static bool IsKey(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'_' or (byte)'.' or (byte)'-' or (byte)'@' or (byte)'#' or (byte)'/' or >= 0x80;

    // A value in quotes, or up to white space or a comma; gives how much of the text it took.
    static int Value(ReadOnlySpan<byte> text, JsonBuilder fields)
    {
        if (text.Length > 0 && text[0] is (byte)'"' or (byte)'\'')
        {
            var end = 1;
            while (end < text.Length && text[end] != text[0])
            {
                end += text[end] == '\\' ? 2 : 1;
            }

            end = Math.Min(end, text.Length);
            fields.Text(text[1..end]);
            return Math.Min(end + 1, text.Length);
        }

        var length = text.IndexOfAny(" \t\r\n,"u8);
        length = length < 0 ? text.Length : length;
        fields.Text(text[..length]);
        return length;
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
