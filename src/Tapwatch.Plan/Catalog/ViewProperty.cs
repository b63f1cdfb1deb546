// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Functions;
using Tapwatch.Records;
using Tapwatch.Records.Columns;

namespace Tapwatch.Plan.Catalog;

/// <summary>
/// A custom property as people define it on a console: a name, and a path into the JSON of the record or a regular expression over its text.
/// </summary>
/// <param name="Column">The column it becomes.</param>
/// <param name="Values">Per record kind, where its value comes from.</param>
sealed record ViewProperty(ViewColumn Column, IReadOnlyDictionary<RecordKind, ViewExpression> Values)
{
    const string Payload = "$raw";

    /// <summary>The property an entry of <c>properties</c> defines, or null after saying what is wrong with it.</summary>
    public static ViewProperty? Read(JsonElement entry, Action<string?, Func<SourceSpan, Diagnostic>> report)
    {
        if (entry.ValueKind != JsonValueKind.Object || Text(entry, "name") is not { Length: > 0 } name || Text(entry, "json") is null == Text(entry, "regex") is null)
        {
            report(entry.ValueKind == JsonValueKind.Object ? Text(entry, "name") : null, static at => Messages.ViewShape(at, "a property", "an object with `name` and either `json` or `regex`"));
            return null;
        }

        var type = Text(entry, "type") ?? "string";
        if (!ScalarTypeNames.TryParse(type, out var scalar))
        {
            report(type, at => Messages.ViewType(at, type));
            return null;
        }

        var json = Text(entry, "json");
        ViewExpression? value = json is null ? FromRegex(entry, report) : FromPath(json, report);
        var kinds = Kinds(entry, json is not null, report);
        return value is null || kinds is null ? null : new ViewProperty(new ViewColumn(name, scalar, Custom: true), kinds.ToDictionary(static k => k, _ => value));
    }

    static ViewField? FromPath(string path, Action<string?, Func<SourceSpan, Diagnostic>> report)
    {
        if (path.StartsWith('/'))
        {
            if (KeyPath(path) is { } converted)
            {
                return new ViewField(converted);
            }
        }
        else if (ViewExpressionParser.Parse(path, out _) is ViewField field && !path.StartsWith('$'))
        {
            return field;
        }

        report(path, at => Messages.ViewJsonPath(at, path));
        return null;
    }

    // QRadar's form: /"userIdentity"/"arn", /"resources"[0]/"ARN".
    static string? KeyPath(string path)
    {
        var keys = new List<string>();
        var at = 0;
        while (at < path.Length)
        {
            var end = at + 2 < path.Length && path[at] == '/' && path[at + 1] == '"' ? path.IndexOf('"', at + 2) : -1;
            if (end < 0 || end == at + 2 || path.AsSpan(at + 2, end - at - 2).Contains('`'))
            {
                return null;
            }

            var key = $"`{path[(at + 2)..end]}`";
            at = end + 1;
            while (at < path.Length && path[at] == '[')
            {
                var close = path.IndexOf(']', at);
                if (close < 0 || !int.TryParse(path.AsSpan(at + 1, close - at - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
                {
                    return null;
                }

                key += string.Create(CultureInfo.InvariantCulture, $"[{index}]");
                at = close + 1;
            }

            keys.Add(key);
        }

        return keys.Count == 0 ? null : string.Join('.', keys);
    }

    static ViewCall? FromRegex(JsonElement entry, Action<string?, Func<SourceSpan, Diagnostic>> report)
    {
        var regex = Text(entry, "regex")!;
        var group = 1;
        if (entry.TryGetProperty("group", out var given) && (given.ValueKind != JsonValueKind.Number || !given.TryGetInt32(out group) || group < 0))
        {
            report(regex, static at => Messages.ViewShape(at, "`group`", "the number of a capture group"));
            return null;
        }

        if (WhyNot(regex, group) is { } reason)
        {
            report(regex, at => Messages.ViewRegex(at, regex, reason));
            return null;
        }

        return new ViewCall("extract", [new ViewLiteral(regex), new ViewLiteral((long)group), new ViewField(Payload)]);
    }

    static string? WhyNot(string regex, int group)
    {
        try
        {
            LinearRegex.Check(regex);
            var groups = new Regex(regex, RegexOptions.CultureInvariant).GetGroupNumbers().Length - 1;
            return group <= groups ? null : $"it has no group {group.ToString(CultureInfo.InvariantCulture)}";
        }
        catch (NotSupportedException)
        {
            return "look-around and back-references are not supported here";
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }
    }

    // Without `kinds` a property looks at every record it can read.
    static IReadOnlyList<RecordKind>? Kinds(JsonElement entry, bool json, Action<string?, Func<SourceSpan, Diagnostic>> report)
    {
        if (!entry.TryGetProperty("kinds", out var given))
        {
            return [.. RecordKind.All.Where(k => k.IsJson || !json)];
        }

        if (given.ValueKind != JsonValueKind.Array)
        {
            report(Text(entry, "name"), static at => Messages.ViewShape(at, "`kinds`", "a list of record kinds"));
            return null;
        }

        var kinds = new List<RecordKind>();
        foreach (var name in given.EnumerateArray().Select(static k => k.ToString()))
        {
            if (RecordKind.All.FirstOrDefault(k => k.Name == name) is not { } kind)
            {
                report(name, at => Messages.ViewKind(at, name, NearestName.Find(name, RecordKind.All.Select(static k => k.Name))));
            }
            else if (json && !kind.IsJson)
            {
                report(name, at => Messages.ViewPathNeedsJson(at, name));
            }
            else
            {
                kinds.Add(kind);
            }
        }

        return kinds;
    }

    static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
