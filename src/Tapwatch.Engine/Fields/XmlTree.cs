// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;

namespace Tapwatch.Engine.Fields;

/// <summary>An element of XML, read without a document model and without exceptions. Namespace prefixes are left out of names; DTDs are stepped over, entities of their own are not resolved.</summary>
sealed class XmlTree
{
    const int Deepest = 100;
    const int MostElements = 100_000;

    public string Name { get; private init; } = "";

    public List<(string Name, string Value)> Attributes { get; } = [];

    public List<XmlTree> Children { get; } = [];

    public StringBuilder Text { get; } = new();

    /// <summary>The root element; null when the text is no well-formed XML.</summary>
    public static XmlTree? Read(string text)
    {
        var at = 0;
        var budget = MostElements;
        Misc(text, ref at);
        var root = Element(text, ref at, 0, ref budget);
        if (root is null)
        {
            return null;
        }

        Misc(text, ref at);
        return at == text.Length ? root : null;
    }

    // White space, declarations, comments and a DTD.
    static void Misc(string text, ref int at)
    {
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]) || text[at] == '\uFEFF')
            {
                at++;
            }
            else if (!Skip(text, ref at, "<?", "?>") && !Skip(text, ref at, "<!--", "-->") && !Skip(text, ref at, "<!DOCTYPE", ">"))
            {
                return;
            }
        }
    }

    static bool Skip(string text, ref int at, string open, string close)
    {
        if (string.CompareOrdinal(text, at, open, 0, open.Length) != 0)
        {
            return false;
        }

        var end = text.IndexOf(close, at + open.Length, StringComparison.Ordinal);
        at = end < 0 ? text.Length : end + close.Length;
        return true;
    }

    static XmlTree? Element(string text, ref int at, int depth, ref int budget)
    {
        if (at >= text.Length || text[at] != '<' || depth > Deepest || --budget < 0)
        {
            return null;
        }

        at++;
        var name = Word(text, ref at);
        if (name.Length == 0)
        {
            return null;
        }

        var element = new XmlTree { Name = Local(name) };
        while (true)
        {
            Space(text, ref at);
            if (at >= text.Length)
            {
                return null;
            }

            if (text[at] == '/')
            {
                var closed = at + 1 < text.Length && text[at + 1] == '>';
                at += 2;
                return closed ? element : null;
            }

            if (text[at] == '>')
            {
                at++;
                return element.Content(text, ref at, name, depth, ref budget) ? element : null;
            }

            if (!element.Attribute(text, ref at))
            {
                return null;
            }
        }
    }

    bool Attribute(string text, ref int at)
    {
        var name = Word(text, ref at);
        Space(text, ref at);
        if (name.Length == 0 || at >= text.Length || text[at++] != '=')
        {
            return false;
        }

        Space(text, ref at);
        if (at >= text.Length || text[at] is not ('"' or '\''))
        {
            return false;
        }

        var end = text.IndexOf(text[at], at + 1);
        if (end < 0)
        {
            return false;
        }

        if (name != "xmlns" && !name.StartsWith("xmlns:", StringComparison.Ordinal))
        {
            Attributes.Add((Local(name), Decoded(text[(at + 1)..end])));
        }

        at = end + 1;
        return true;
    }

    bool Content(string text, ref int at, string name, int depth, ref int budget)
    {
        while (at < text.Length)
        {
            var next = text.IndexOf('<', at);
            if (next < 0)
            {
                return false;
            }

            Text.Append(Decoded(text[at..next]));
            at = next;
            if (Skip(text, ref at, "<!--", "-->") || Skip(text, ref at, "<?", "?>"))
            {
                continue;
            }

            if (string.CompareOrdinal(text, at, "<![CDATA[", 0, 9) == 0)
            {
                var end = text.IndexOf("]]>", at, StringComparison.Ordinal);
                if (end < 0)
                {
                    return false;
                }

                Text.Append(text, at + 9, end - at - 9);
                at = end + 3;
            }
            else if (at + 1 < text.Length && text[at + 1] == '/')
            {
                at += 2;
                var closing = Word(text, ref at);
                Space(text, ref at);
                return closing == name && at < text.Length && text[at++] == '>';
            }
            else if (Element(text, ref at, depth + 1, ref budget) is { } child)
            {
                Children.Add(child);
            }
            else
            {
                return false;
            }
        }

        return false;
    }

    static string Word(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '-' or '.' or ':'))
        {
            at++;
        }

        return text[start..at];
    }

    static void Space(string text, ref int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }
    }

    static string Local(string name) => name[(name.LastIndexOf(':') + 1)..];

    static string Decoded(string text)
    {
        if (!text.Contains('&', StringComparison.Ordinal))
        {
            return text;
        }

        var decoded = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            var end = text[at] == '&' ? text.IndexOf(';', at) : -1;
            if (end < 0 || end - at > 10)
            {
                decoded.Append(text[at]);
                continue;
            }

            var name = text[(at + 1)..end];
            decoded.Append(name switch
            {
                "lt" => "<",
                "gt" => ">",
                "amp" => "&",
                "quot" => "\"",
                "apos" => "'",
                ['#', 'x' or 'X', .. var digits] when int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) && Rune.IsValid(number) => new Rune(number).ToString(),
                ['#', .. var digits] when int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Rune.IsValid(number) => new Rune(number).ToString(),
                _ => text[at..(end + 1)],
            });
            at = end;
        }

        return decoded.ToString();
    }
}
