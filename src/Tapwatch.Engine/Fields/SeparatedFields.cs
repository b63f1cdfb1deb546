// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;

namespace Tapwatch.Engine.Fields;

/// <summary>Fields of a line: between delimiters, or of fixed widths.</summary>
static class SeparatedFields
{
    public static Kernel OfCsv(CallSite site)
    {
        var delimiter = site.ConstantBytes(1) is { Length: > 0 } given ? given : ","u8.ToArray();
        var names = JsonElements.Strings(site.ConstantBytes(2)).ConvertAll(Encoding.UTF8.GetBytes);
        var trim = site.Constant(3)?.Value is true;
        var fields = new FieldWriter();
        var value = new JsonBuilder();
        return (in a, r) =>
        {
            fields.Begin();
            var text = a.Text(0);
            for (var i = 0; i < names.Count; i++)
            {
                value.Clear();
                var more = Next(ref text, delimiter, trim, value);
                fields.Add(default, names[i], value.Written);
                if (!more)
                {
                    break;
                }
            }

            fields.End(r);
        };
    }

    // Takes one value off the text; says whether a delimiter stood behind it. Doubled quotes inside quotes are one.
    static bool Next(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> delimiter, bool trim, JsonBuilder value)
    {
        var start = trim ? text.TrimStart((byte)' ').TrimStart((byte)'\t') : text;
        int end;
        if (start.Length > 0 && start[0] == '"')
        {
            text = start[1..];
            for (end = text.IndexOf((byte)'"'); end >= 0; end = text.IndexOf((byte)'"'))
            {
                value.Raw(text[..end]);
                text = text[(end + 1)..];
                if (text.IsEmpty || text[0] != '"')
                {
                    break;
                }

                value.Raw("\""u8);
                text = text[1..];
            }

            if (end < 0)
            {
                value.Raw(text);
                text = default;
            }

            end = text.IndexOf(delimiter);
            value.Raw(trim ? default : end < 0 ? text : text[..end]);
        }
        else
        {
            end = text.IndexOf(delimiter);
            var plain = end < 0 ? text : text[..end];
            value.Raw(trim ? plain.Trim(" \t"u8) : plain);
        }

        text = end < 0 ? default : text[(end + delimiter.Length)..];
        return end >= 0;
    }

    public static Kernel OfWidths(CallSite site)
    {
        var widths = JsonElements.Strings(site.ConstantBytes(1)).ConvertAll(static w => int.TryParse(w, out var width) ? width : 0);
        var names = JsonElements.Strings(site.ConstantBytes(2));
        var trim = site.Constant(3)?.Value is true;
        var fields = new FieldWriter();
        var characters = new Text.CharacterBuffer();
        return (in a, r) =>
        {
            fields.Begin();
            var text = characters.Of(a.Text(0));
            for (var i = 0; i < names.Count && i < widths.Count && !text.IsEmpty; i++)
            {
                var part = text[..Math.Min(widths[i], text.Length)];
                text = text[part.Length..];
                fields.Add(names[i], trim ? part.Trim() : part);
            }

            fields.End(r);
        };
    }
}
