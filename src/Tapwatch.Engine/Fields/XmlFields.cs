// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Tapwatch.Engine.Evaluation;

namespace Tapwatch.Engine.Fields;

/// <summary>Fields of XML, and XML written for people.</summary>
static class XmlFields
{
    public static Kernel Of(CallSite site)
    {
        var prefix = site.RequiredText(1);
        var fields = new FieldWriter();
        return (in a, r) =>
        {
            if (Read(a.Text(0)) is not { } root)
            {
                r.SetNull();
                return;
            }

            fields.Begin();
            Add(root, prefix + root.Name, fields);
            fields.End(r);
        };
    }

    static XmlTree? Read(ReadOnlySpan<byte> text) => text.Contains((byte)'<') ? XmlTree.Read(Encoding.UTF8.GetString(text)) : null;

    static void Add(XmlTree element, string path, FieldWriter fields)
    {
        var text = element.Text.ToString().AsSpan().Trim();
        if (text.Length > 0 || element.Children.Count + element.Attributes.Count == 0)
        {
            fields.Add(path, text);
        }

        foreach (var (name, value) in element.Attributes)
        {
            fields.Add($"{path}.{name}", value);
        }

        foreach (var group in element.Children.GroupBy(static c => c.Name, StringComparer.Ordinal))
        {
            var number = 0;
            var several = group.Skip(1).Any();
            foreach (var child in group)
            {
                Add(child, several ? string.Create(CultureInfo.InvariantCulture, $"{path}.{child.Name}[{number++}]") : $"{path}.{child.Name}", fields);
            }
        }
    }

    public static void IsXml(in Arguments a, Result r) => r.Set(Read(a.Text(0)) is not null);

    public static Kernel Pretty(CallSite site)
    {
        var text = new StringBuilder();
        return (in a, r) =>
        {
            if (Read(a.Text(0)) is not { } root)
            {
                r.Set(a.Text(0));
                return;
            }

            text.Clear();
            Write(root, 0, (int)Math.Clamp(a.Long(1), 0, 16), (int)Math.Clamp(a.Long(2), 1, 10_000), text);
            r.Set(text.ToString().TrimEnd('\n'));
        };
    }

    static void Write(XmlTree element, int depth, int step, int width, StringBuilder text)
    {
        text.Append(' ', depth * step).Append('<').Append(element.Name);
        var isWide = (depth * step) + element.Name.Length + 2 + element.Attributes.Sum(static a => a.Name.Length + a.Value.Length + 4) > width;
        foreach (var (name, value) in element.Attributes)
        {
            if (isWide)
            {
                text.Append('\n').Append(' ', (depth + 2) * step);
            }
            else
            {
                text.Append(' ');
            }

            text.Append(name).Append("=\"").Append(Escaped(value)).Append('"');
        }

        var content = Escaped(element.Text.ToString().Trim());
        if (element.Children.Count == 0)
        {
            text.Append(content.Length == 0 ? "/>\n" : $">{content}</{element.Name}>\n");
            return;
        }

        text.Append(">\n");
        if (content.Length > 0)
        {
            text.Append(' ', (depth + 1) * step).Append(content).Append('\n');
        }

        foreach (var child in element.Children)
        {
            Write(child, depth + 1, step, width, text);
        }

        text.Append(' ', depth * step).Append("</").Append(element.Name).Append(">\n");
    }

    static string Escaped(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);
}
