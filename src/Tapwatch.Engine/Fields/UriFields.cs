// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Text;

namespace Tapwatch.Engine.Fields;

/// <summary>The parts of a URI, as they stand there: nothing is decoded or made canonical.</summary>
static class UriFields
{
    static readonly string[] _parts = ["scheme", "host", "port", "path", "query", "fragment", "username", "password"];

    public static Kernel Of(CallSite site)
    {
        var (prefix, otherwise) = (site.RequiredText(1), site.RequiredText(2));
        var names = _parts.Select(n => prefix + n).ToArray();
        var fields = new FieldWriter();
        var characters = new CharacterBuffer();
        return (in a, r) =>
        {
            var text = characters.Of(a.Text(0)).Trim();
            fields.Begin();
            if (!Write(text, names, fields) && (otherwise.Length == 0 || !Write(string.Concat(otherwise, text), names, fields)))
            {
                r.SetNull();
                return;
            }

            fields.End(r);
        };
    }

    static bool Write(ReadOnlySpan<char> text, string[] names, FieldWriter fields)
    {
        var colon = text.IndexOf(':');
        var scheme = colon > 0 && IsScheme(text[..colon]) ? text[..colon] : default;
        var rest = scheme.IsEmpty ? text : text[(colon + 1)..];
        if (!rest.StartsWith("//"))
        {
            return false;
        }

        rest = rest[2..];
        var fragment = Cut(ref rest, '#');
        var query = Cut(ref rest, '?');
        var slash = rest.IndexOf('/');
        var authority = slash < 0 ? rest : rest[..slash];
        var path = slash < 0 ? default : rest[slash..];
        var at = authority.LastIndexOf('@');
        var user = at < 0 ? default : authority[..at];
        authority = authority[(at + 1)..];
        var port = authority.LastIndexOf(':') is >= 0 and var sign && !authority[sign..].Contains(']') ? authority[(sign + 1)..] : default;
        var host = port.IsEmpty ? authority.TrimEnd(':') : authority[..^(port.Length + 1)];
        if (host.IsEmpty)
        {
            return false;
        }

        var password = Cut(ref user, ':');
        Add(fields, names[0], scheme);
        Add(fields, names[1], host);
        Add(fields, names[2], port);
        Add(fields, names[3], path);
        Add(fields, names[4], query);
        Add(fields, names[5], fragment);
        Add(fields, names[6], user);
        Add(fields, names[7], password);
        return true;
    }

    static void Add(FieldWriter fields, string name, ReadOnlySpan<char> value)
    {
        if (!value.IsEmpty)
        {
            fields.Add(name, value);
        }
    }

    static ReadOnlySpan<char> Cut(ref ReadOnlySpan<char> text, char sign)
    {
        var at = text.IndexOf(sign);
        var behind = at < 0 ? default : text[(at + 1)..];
        text = at < 0 ? text : text[..at];
        return behind;
    }

    static bool IsScheme(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '-' or '.'))
            {
                return false;
            }
        }

        return char.IsAsciiLetter(text[0]);
    }
}
