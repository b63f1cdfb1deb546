// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Functions;
using Tapwatch.Engine.Json;
using Tapwatch.Engine.Regexes;

namespace Tapwatch.Engine.Fields;

/// <summary>Fields chosen by name, matches of a pattern as fields, and JSON written from fields.</summary>
static class JsonFields
{
    public static Kernel Refine(CallSite site)
    {
        var (excluded, included) = (JsonElements.Strings(site.ConstantBytes(1)), JsonElements.Strings(site.ConstantBytes(2)));
        var prefixes = JsonElements.Strings(site.ConstantBytes(3)).OrderByDescending(static p => p.Length).ToList();
        var noEmpty = site.Constant(4)?.Value is true;
        var kept = new JsonBuilder();
        return (in a, r) =>
        {
            kept.Clear();
            kept.Raw("{"u8);
            var members = new JsonMembers(a.Text(0));
            while (members.IsObject && members.MoveNext())
            {
                if (noEmpty && members.Value.SequenceEqual("\"\""u8))
                {
                    continue;
                }

                if (excluded.Count + prefixes.Count == 0)
                {
                    FieldBagKernels.Append(kept, members.Name, members.Value);
                    continue;
                }

                var name = FieldBagParsers.NameOf(members.Name);
                if (Begins(name, excluded) && !Begins(name, included))
                {
                    continue;
                }

                var prefix = prefixes.Find(p => name.Length > p.Length && name.StartsWith(p, StringComparison.Ordinal));
                FieldBagParsers.Name(kept, prefix is null ? name : name[prefix.Length..]);
                kept.Raw(members.Value);
            }

            kept.Raw("}"u8);
            r.Set(kept.Written);
        };
    }

    // A pattern is the beginning of a name; [*] in it stands for any position.
    static bool Begins(string name, List<string> patterns) => patterns.Exists(p => Begins(name, p));

    static bool Begins(string name, string pattern)
    {
        var at = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            if (string.CompareOrdinal(pattern, i, "[*]", 0, 3) == 0)
            {
                var close = at < name.Length && name[at] == '[' ? name.IndexOf(']', at) : -1;
                if (close < 0)
                {
                    return false;
                }

                at = close + 1;
                i += 2;
            }
            else if (at >= name.Length || name[at++] != pattern[i])
            {
                return false;
            }
        }

        return true;
    }

    public static Kernel Matches(CallSite site, bool all)
    {
        var regex = new SoughtRegex(site.RequiredText(1), site.RequiredText(1));
        var json = new JsonBuilder();
        var characters = new Engine.Text.CharacterBuffer();
        return (in a, r) =>
        {
            if (!regex.IsMatch(a.Text(0)))
            {
                r.SetNull();
                return;
            }

            json.Clear();
            if (regex.Trace(a.Text(0)) is { } tracer)
            {
                Groups(tracer, a.Text(0), all, json);
                r.Set(json.Written);
                return;
            }

            var match = regex.Made.Match(characters.Of(a.Text(0)).ToString());
            if (!all)
            {
                Groups(match, json);
                r.Set(json.Written);
                return;
            }

            for (; match.Success; match = match.NextMatch())
            {
                json.Raw(json.Length > 0 ? ","u8 : "["u8);
                Groups(match, json);
            }

            json.Raw("]"u8);
            r.Set(json.Written);
        };
    }

    static void Groups(RegexTracer tracer, ReadOnlySpan<byte> text, bool all, JsonBuilder json)
    {
        for (var from = 0; from <= text.Length && tracer.Find(text, from);)
        {
            json.Raw(!all ? ""u8 : json.Length > 0 ? ","u8 : "["u8);
            for (var i = 0; i < tracer.Groups; i++)
            {
                json.Raw(i > 0 ? ","u8 : "["u8);
                if (tracer.Group(i) is var (start, end) && start >= 0)
                {
                    json.Text(text[start..end]);
                }
                else
                {
                    json.Raw("null"u8);
                }
            }

            json.Raw("]"u8);
            if (!all)
            {
                return;
            }

            var (first, last) = tracer.Group(0);
            from = last > first ? last : last + 1;
        }

        json.Raw("]"u8);
    }

    static void Groups(Match match, JsonBuilder json)
    {
        for (var i = 0; i < match.Groups.Count; i++)
        {
            json.Raw(i > 0 ? ","u8 : "["u8);
            if (match.Groups[i].Success)
            {
                json.Text(match.Groups[i].ValueSpan);
            }
            else
            {
                json.Raw("null"u8);
            }
        }

        json.Raw("]"u8);
    }

    // Values stand where their names say: a.b in an object, a[0] in an array (holes are filled with null).
    public static Kernel Nested(CallSite site)
    {
        var json = new JsonBuilder();
        var paths = new List<string[]>();
        for (var i = 0; i + 1 < site.Count; i += 2)
        {
            paths.Add(site.RequiredText(i).Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries));
        }

        return (in a, r) =>
        {
            var root = new Node();
            for (var i = 0; i < paths.Count; i++)
            {
                if (a.IsNull((2 * i) + 1))
                {
                    continue;
                }

                var node = root;
                foreach (var part in paths[i])
                {
                    node = node.Child(part);
                }

                node.Value = Encoding.UTF8.GetString(a.Text((2 * i) + 1));
            }

            json.Clear();
            root.Write(json);
            r.Set(json.Written);
        };
    }

    sealed class Node
    {
        readonly List<(string Name, Node Node)> _children = [];

        public string? Value { get; set; }

        public Node Child(string name)
        {
            var found = _children.Find(c => c.Name == name).Node;
            if (found is null)
            {
                _children.Add((name, found = new Node()));
            }

            return found;
        }

        public void Write(JsonBuilder json)
        {
            if (_children.Count == 0 && Value is not null)
            {
                json.Text(Encoding.UTF8.GetBytes(Value));
                return;
            }

            var isArray = _children.Count > 0 && _children.TrueForAll(static c => Position(c.Name) is not null);
            json.Raw(isArray ? "["u8 : "{"u8);
            var next = 0;
            foreach (var (name, node) in isArray ? _children.OrderBy(static c => Position(c.Name)) : _children.OrderBy(static c => c.Name, StringComparer.Ordinal))
            {
                for (; isArray && next < Position(name); next++)
                {
                    json.Raw(next > 0 ? ",null"u8 : "null"u8);
                }

                json.Raw(next++ > 0 ? ","u8 : default);
                if (!isArray)
                {
                    json.Text(Encoding.UTF8.GetBytes(name));
                    json.Raw(":"u8);
                }

                node.Write(json);
            }

            json.Raw(isArray ? "]"u8 : "}"u8);
        }

        static int? Position(string name) =>
            name.Length > 2 && name[0] == '[' && name[^1] == ']' && int.TryParse(name.AsSpan(1, name.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var position) && position < 10_000
                ? position
                : null;
    }

    public static Kernel Lowercase(CallSite site)
    {
        var json = new JsonBuilder();
        return (in a, r) =>
        {
            json.Clear();
            json.Raw("{"u8);
            var members = new JsonMembers(a.Text(0));
            while (members.IsObject && members.MoveNext())
            {
                var name = FieldBagParsers.NameOf(members.Name);
                FieldBagParsers.Name(json, a.Bool(1) ? name.ToLowerInvariant() : name);
                if (a.Bool(2) && members.Value.Length > 1 && members.Value[0] == '"')
                {
                    json.Text(Encoding.UTF8.GetBytes(FieldBagParsers.NameOf(members.Value[1..^1]).ToLowerInvariant()));
                }
                else
                {
                    json.Raw(members.Value);
                }
            }

            json.Raw("}"u8);
            r.Set(json.Written);
        };
    }

    public static void IsJson(in Arguments a, Result r) => r.Set(JsonText.IsValue(a.Text(0)));

    public static Kernel Pretty(CallSite site)
    {
        var json = new JsonBuilder();
        return (in a, r) =>
        {
            if (!JsonText.IsValue(a.Text(0)))
            {
                r.Set(a.Text(0));
                return;
            }

            json.Clear();
            Write(a.Text(0).Trim(" \t\r\n"u8), 0, (int)Math.Clamp(a.Long(1), 0, 16), json);
            r.Set(json.Written);
        };
    }

    static void Write(ReadOnlySpan<byte> value, int depth, int step, JsonBuilder json)
    {
        var members = new JsonMembers(value);
        var open = members.IsObject || members.IsArray;
        var any = false;
        while (open && members.MoveNext())
        {
            json.Raw(any ? ","u8 : members.IsObject ? "{"u8 : "["u8);
            any = true;
            Line(json, (depth + 1) * step);
            if (members.IsObject)
            {
                json.Raw("\""u8);
                json.Raw(members.Name);
                json.Raw("\": "u8);
            }

            Write(members.Value, depth + 1, step, json);
        }

        if (!any)
        {
            json.Raw(open ? members.IsObject ? "{}"u8 : "[]"u8 : value);
            return;
        }

        Line(json, depth * step);
        json.Raw(members.IsObject ? "}"u8 : "]"u8);
    }

    static void Line(JsonBuilder json, int indentation)
    {
        json.Raw("\n"u8);
        for (var i = 0; i < indentation; i++)
        {
            json.Raw(" "u8);
        }
    }
}
