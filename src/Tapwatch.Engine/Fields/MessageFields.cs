// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Engine.Evaluation;

namespace Tapwatch.Engine.Fields;

/// <summary>Fields of the two formats that put a header between bars before name=value pairs: CEF and LEEF.</summary>
static class MessageFields
{
    static readonly string[] _cefHeader = ["version", "device.vendor", "device.product", "device.version", "event_class_id", "name", "severity"];
    static readonly string[] _leefHeader = ["version", "device.vendor", "device.product", "device.version", "event_id"];

    /// <summary>CEF: a value runs up to the next name; a name with Label behind it names the field of that name.</summary>
    public static Kernel OfCef(CallSite site)
    {
        var (header, extension, label, keep) = (site.RequiredText(1), site.RequiredText(2), site.RequiredText(3), site.Constant(4)?.Value is true);
        var fields = new FieldWriter();
        return (in a, r) =>
        {
            var text = Encoding.UTF8.GetString(a.Text(0));
            var start = text.IndexOf("CEF:", StringComparison.Ordinal);
            fields.Begin();
            if (start < 0 || !Header(text, start + 4, _cefHeader, header, fields, out var rest))
            {
                r.SetNull();
                return;
            }

            Labelled(Pairs(rest), extension, label, keep, fields);
            fields.End(r);
        };
    }

    public static Kernel OfLeef(CallSite site)
    {
        var (header, extension, label, given) = (site.RequiredText(1), site.RequiredText(2), site.RequiredText(3), site.RequiredText(4));
        var fields = new FieldWriter();
        return (in a, r) =>
        {
            var text = Encoding.UTF8.GetString(a.Text(0));
            var start = text.IndexOf("LEEF:", StringComparison.Ordinal);
            fields.Begin();
            if (start < 0 || !Header(text, start + 5, _leefHeader, header, fields, out var rest))
            {
                r.SetNull();
                return;
            }

            var delimiter = given.Length > 0 ? given : "\t";
            if (text.AsSpan(start + 5).TrimStart().StartsWith("2") && rest.IndexOf('|', StringComparison.Ordinal) is >= 0 and <= 4 and var bar)
            {
                delimiter = Delimiter(rest[..bar].Trim());
                rest = rest[(bar + 1)..];
            }

            // Some writers put spaces where the tab should be.
            var pairs = delimiter == "\t" && !rest.Contains('\t', StringComparison.Ordinal) ? Pairs(rest) : Split(rest, delimiter);
            Labelled(pairs, extension, label, keep: false, fields);
            fields.End(r);
        };
    }

    // A character, or its number: x5E, 0x5E.
    static string Delimiter(string written)
    {
        var hexadecimal = written.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? written[2..] : written.Length > 1 && written[0] is 'x' or 'X' ? written[1..] : "";
        return hexadecimal.Length > 0 && int.TryParse(hexadecimal, System.Globalization.NumberStyles.AllowHexSpecifier, null, out var number) && number is > 0 and < 0xD800
            ? ((char)number).ToString()
            : written.Length == 0 ? "\t" : written[..1];
    }

    // Values between bars; a backslash takes the meaning off a bar.
    static bool Header(string text, int at, string[] names, string prefix, FieldWriter fields, out string rest)
    {
        var value = new StringBuilder();
        var number = 0;
        for (; at < text.Length && number < names.Length; at++)
        {
            if (text[at] == '|')
            {
                fields.Add(prefix + names[number++], value.ToString().AsSpan().Trim());
                value.Clear();
            }
            else
            {
                at += text[at] == '\\' && at + 1 < text.Length && text[at + 1] is '|' or '\\' ? 1 : 0;
                value.Append(text[at]);
            }
        }

        rest = at < text.Length ? text[at..] : "";
        return number == names.Length;
    }

    static List<(string Name, string Value)> Split(string text, string delimiter)
    {
        var pairs = new List<(string, string)>();
        foreach (var part in text.Split(delimiter))
        {
            var sign = part.IndexOf('=', StringComparison.Ordinal);
            if (sign > 0)
            {
                pairs.Add((part[..sign].Trim(), part[(sign + 1)..].Trim()));
            }
        }

        return pairs;
    }

    // Names are words directly before a sign of equality; a value ends where the next name begins.
    static List<(string Name, string Value)> Pairs(string text)
    {
        var signs = new List<(int Name, int Sign)>();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\\')
            {
                at++;
            }
            else if (text[at] == '=')
            {
                var name = at;
                while (name > 0 && (char.IsLetterOrDigit(text[name - 1]) || text[name - 1] is '_' or '.' or '-' or '[' or ']'))
                {
                    name--;
                }

                if (name < at && (name == 0 || text[name - 1] is ' ' or '\t'))
                {
                    signs.Add((name, at));
                }
            }
        }

        var pairs = new List<(string, string)>();
        for (var i = 0; i < signs.Count; i++)
        {
            var end = i + 1 < signs.Count ? signs[i + 1].Name : text.Length;
            pairs.Add((text[signs[i].Name..signs[i].Sign], Unescaped(text[(signs[i].Sign + 1)..end].Trim())));
        }

        return pairs;
    }

    static string Unescaped(string value)
    {
        if (!value.Contains('\\', StringComparison.Ordinal))
        {
            return value;
        }

        var text = new StringBuilder();
        for (var at = 0; at < value.Length; at++)
        {
            var escaped = value[at] == '\\' && at + 1 < value.Length;
            text.Append(!escaped ? value[at] : value[++at] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', var other => other });
        }

        return text.ToString();
    }

    static void Labelled(List<(string Name, string Value)> pairs, string extension, string label, bool keep, FieldWriter fields)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in pairs)
        {
            if (name.EndsWith("Label", StringComparison.Ordinal) && pairs.Exists(p => p.Name == name[..^5]))
            {
                labels[name[..^5]] = value;
            }
        }

        foreach (var (name, value) in pairs)
        {
            var isLabel = name.EndsWith("Label", StringComparison.Ordinal) && labels.ContainsKey(name[..^5]);
            if (labels.TryGetValue(name, out var called))
            {
                fields.Add(label + called, value);
            }

            if (keep || (!isLabel && called is null))
            {
                fields.Add(extension + name, value);
            }
        }
    }
}
