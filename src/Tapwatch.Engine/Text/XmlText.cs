// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Tapwatch.Engine.Json;

namespace Tapwatch.Engine.Text;

/// <summary>Reads XML as Kusto's parse_xml() does: elements as members, attributes as <c>@name</c>, text as <c>#text</c>. Entities of the document are not read.</summary>
ref struct XmlText(ReadOnlySpan<byte> xml)
{
    const int DeepestNesting = 128;

    readonly ReadOnlySpan<byte> _xml = xml;
    int _at;

    /// <summary>The document as JSON; false when it is no XML.</summary>
    public static bool TryWrite(ReadOnlySpan<byte> xml, JsonBuilder json)
    {
        var reader = new XmlText(xml.StartsWith("\uFEFF"u8) ? xml[3..] : xml);
        if (!reader.SkipToElement() || reader.Element(0) is not { } root || !reader.OnlyMiscellaneousLeft())
        {
            return false;
        }

        json.Raw("{"u8);
        Name(json, root.Name);
        Write(root, json);
        json.Raw("}"u8);
        return true;
    }

    sealed class Node(string name)
    {
        public string Name { get; } = name;

        public List<(string Name, string Value)> Attributes { get; } = [];

        public List<Node> Children { get; } = [];

        public StringBuilder Text { get; } = new();
    }

    static void Write(Node node, JsonBuilder json)
    {
        var text = node.Text.ToString().Trim();
        if (node.Attributes.Count == 0 && node.Children.Count == 0)
        {
            Value(json, text);
            return;
        }

        var first = true;
        json.Raw("{"u8);
        foreach (var (name, value) in node.Attributes)
        {
            json.Raw(first ? [] : ","u8);
            Name(json, "@" + name);
            Value(json, value, isAttribute: true);
            first = false;
        }

        if (text.Length > 0)
        {
            json.Raw(first ? [] : ","u8);
            Name(json, "#text");
            Value(json, text);
            first = false;
        }

        foreach (var children in node.Children.GroupBy(static c => c.Name))
        {
            json.Raw(first ? [] : ","u8);
            Name(json, children.Key);
            first = false;
            Node[] same = [.. children];
            json.Raw(same.Length > 1 ? "["u8 : []);
            for (var i = 0; i < same.Length; i++)
            {
                json.Raw(i > 0 ? ","u8 : []);
                Write(same[i], json);
            }

            json.Raw(same.Length > 1 ? "]"u8 : []);
        }

        json.Raw("}"u8);
    }

    static void Name(JsonBuilder json, string name)
    {
        json.Text(Encoding.UTF8.GetBytes(name));
        json.Raw(":"u8);
    }

    // Kusto, parse_xml: an element without anything is null, numbers are numbers.
    static void Value(JsonBuilder json, string text, bool isAttribute = false)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length == 0 && !isAttribute)
        {
            json.Raw("null"u8);
        }
        else if (bytes.Length > 0 && JsonElements.IsNumber(bytes, out _) && JsonText.IsValue(bytes))
        {
            json.Raw(bytes);
        }
        else
        {
            json.Text(bytes);
        }
    }

    // Declarations, comments and what concerns processing before the root.
    bool SkipToElement()
    {
        while (true)
        {
            SkipSpace();
            if (At("<?"u8))
            {
                if (!SkipPast("?>"u8))
                {
                    return false;
                }
            }
            else if (At("<!--"u8))
            {
                if (!SkipPast("-->"u8))
                {
                    return false;
                }
            }
            else if (At("<!DOCTYPE"u8))
            {
                var bracket = _xml[_at..].IndexOf((byte)'[');
                var end = _xml[_at..].IndexOf((byte)'>');
                if (!SkipPast(bracket >= 0 && bracket < end ? "]>"u8 : ">"u8))
                {
                    return false;
                }
            }
            else
            {
                return At("<"u8);
            }
        }
    }

    bool OnlyMiscellaneousLeft() => !SkipToElement() && _at >= _xml.Length;

    Node? Element(int depth)
    {
        _at++;
        var name = ReadName();
        if (name.Length == 0 || depth > DeepestNesting)
        {
            return null;
        }

        var node = new Node(name);
        while (true)
        {
            SkipSpace();
            if (At("/>"u8))
            {
                _at += 2;
                return node;
            }

            if (At(">"u8))
            {
                _at++;
                return Content(node, depth) ? node : null;
            }

            var attribute = ReadName();
            SkipSpace();
            if (attribute.Length == 0 || !At("="u8))
            {
                return null;
            }

            _at++;
            SkipSpace();
            if (_at >= _xml.Length || _xml[_at] is not ((byte)'"' or (byte)'\''))
            {
                return null;
            }

            var length = _xml[(_at + 1)..].IndexOf(_xml[_at]);
            if (length < 0)
            {
                return null;
            }

            node.Attributes.Add((attribute, Decoded(_xml.Slice(_at + 1, length))));
            _at += length + 2;
        }
    }

    bool Content(Node node, int depth)
    {
        while (true)
        {
            var next = _xml[_at..].IndexOf((byte)'<');
            if (next < 0)
            {
                return false;
            }

            node.Text.Append(Decoded(_xml.Slice(_at, next)));
            _at += next;
            if (At("</"u8))
            {
                _at += 2;
                var name = ReadName();
                SkipSpace();
                if (name != node.Name || !At(">"u8))
                {
                    return false;
                }

                _at++;
                return true;
            }

            if (At("<![CDATA["u8))
            {
                var end = _xml[_at..].IndexOf("]]>"u8);
                if (end < 0)
                {
                    return false;
                }

                node.Text.Append(Encoding.UTF8.GetString(_xml[(_at + 9)..(_at + end)]));
                _at += end + 3;
            }
            else if (At("<!--"u8) || At("<?"u8))
            {
                if (!SkipPast(At("<?"u8) ? "?>"u8 : "-->"u8))
                {
                    return false;
                }
            }
            else if (Element(depth + 1) is { } child)
            {
                node.Children.Add(child);
            }
            else
            {
                return false;
            }
        }
    }

    string ReadName()
    {
        var start = _at;
        while (_at < _xml.Length && (_xml[_at] >= 0x80 || char.IsAsciiLetterOrDigit((char)_xml[_at]) || _xml[_at] is (byte)'_' or (byte)':' or (byte)'-' or (byte)'.'))
        {
            _at++;
        }

        return Encoding.UTF8.GetString(_xml[start.._at]);
    }

    readonly bool At(ReadOnlySpan<byte> mark) => _xml[_at..].StartsWith(mark);

    bool SkipPast(ReadOnlySpan<byte> mark)
    {
        var at = _xml[_at..].IndexOf(mark);
        _at = at < 0 ? _xml.Length : _at + at + mark.Length;
        return at >= 0;
    }

    void SkipSpace() => _at = JsonText.SkipSpace(_xml, _at);

    static string Decoded(ReadOnlySpan<byte> text)
    {
        var written = Encoding.UTF8.GetString(text);
        if (!written.Contains('&', StringComparison.Ordinal))
        {
            return written;
        }

        var result = new StringBuilder();
        for (var at = 0; at < written.Length;)
        {
            var end = written[at] == '&' ? written.IndexOf(';', at) : -1;
            if (end > at && Entity(written.AsSpan(at + 1, end - at - 1)) is { } decoded)
            {
                result.Append(decoded);
                at = end + 1;
            }
            else
            {
                result.Append(written[at++]);
            }
        }

        return result.ToString();
    }

    static string? Entity(ReadOnlySpan<char> name) => name switch
    {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "quot" => "\"",
        "apos" => "'",
        ['#', 'x', .. var digits] when int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && Rune.IsValid(code) => new Rune(code).ToString(),
        ['#', .. var digits] when int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && Rune.IsValid(code) => new Rune(code).ToString(),
        _ => null,
    };
}
