// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Records;
using Tapwatch.Records.Columns;

namespace Tapwatch.Plan.Catalog;

/// <summary>Reads view files into a <see cref="ViewCatalog"/>. Several files may add to one table; their order does not matter.</summary>
public sealed class ViewLoader
{
    readonly Dictionary<(string Vendor, string Table), Draft> _drafts = [];
    readonly List<(string Vendor, string Function, Dictionary<string, string> Names)> _names = [];
    readonly List<Diagnostic> _diagnostics = [];

    /// <summary>Everything that was wrong with the files so far.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    /// <summary>Reads one file; what is wrong with it goes to <see cref="Diagnostics"/>.</summary>
    public void Add(string fileName, ReadOnlyMemory<byte> json)
    {
        var file = new SourceText(fileName, Encoding.UTF8.GetString(json.Span));
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            Read(file, document.RootElement);
        }
        catch (JsonException e)
        {
            Report(file, null, at => Messages.ViewNotJson(at, $"line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}"));
        }
    }

    /// <summary>The tables of all files read.</summary>
    public ViewCatalog Build()
    {
        var catalog = new ViewCatalog();
        foreach (var ((vendor, table), draft) in _drafts)
        {
            catalog.Add(new ViewTable(vendor, table, draft.Time, draft.Columns, Mappings(table, draft)) { Open = draft.Open, Prefixes = draft.Prefixes });
        }

        foreach (var (vendor, function, names) in _names)
        {
            catalog.AddNames(vendor, function, names);
        }

        return catalog;
    }

    void Read(SourceText file, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || Text(root, "vendor") is not { } vendor)
        {
            Report(file, null, at => Messages.ViewShape(at, "a view", "an object with `vendor` and `table` or `names`"));
            return;
        }

        if (root.TryGetProperty("names", out var names) && names.ValueKind == JsonValueKind.Object)
        {
            foreach (var function in names.EnumerateObject())
            {
                var map = function.Value.EnumerateObject().ToDictionary(static p => p.Name, static p => p.Value.ToString(), StringComparer.Ordinal);
                _names.Add((vendor, function.Name, map));
            }
        }

        if (Text(root, "table") is not { } table)
        {
            return;
        }

        if (!_drafts.TryGetValue((vendor, table), out var draft))
        {
            _drafts.Add((vendor, table), draft = new Draft());
        }

        draft.Time ??= Text(root, "time");
        draft.Open |= root.TryGetProperty("open", out var open) && open.ValueKind == JsonValueKind.True;
        if (root.TryGetProperty("prefixes", out var prefixes) && prefixes.ValueKind == JsonValueKind.Object)
        {
            foreach (var prefix in prefixes.EnumerateObject())
            {
                draft.Prefixes[prefix.Name] = prefix.Value.ToString();
            }
        }

        if (root.TryGetProperty("columns", out var columns) && columns.ValueKind == JsonValueKind.Array)
        {
            foreach (var column in columns.EnumerateArray())
            {
                ReadColumn(file, draft, column);
            }
        }

        if (root.TryGetProperty("mappings", out var mappings) && mappings.ValueKind == JsonValueKind.Array)
        {
            foreach (var mapping in mappings.EnumerateArray())
            {
                ReadMapping(file, draft, mapping);
            }
        }

        if (root.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Array)
        {
            ReadProperties(file, draft, properties);
        }
    }

    // Several entries of one name in a file are tried in their order; the first that gives something counts.
    void ReadProperties(SourceText file, Draft draft, JsonElement properties)
    {
        var read = properties.EnumerateArray().Select(p => ViewProperty.Read(p, (text, message) => Report(file, text, message))).OfType<ViewProperty>().ToArray();
        foreach (var property in read)
        {
            draft.Define(property.Column);
        }

        foreach (var (kind, name) in read.SelectMany(static p => p.Values.Keys.Select(k => (Kind: k, p.Column.Name))).Distinct())
        {
            var ways = read.Where(p => p.Column.Name == name && p.Values.ContainsKey(kind)).Select(p => p.Values[kind]).ToArray();
            draft.Map(kind)[name] = (ways.Length == 1 ? ways[0] : new ViewCall("first", ways), file);
        }
    }

    void ReadColumn(SourceText file, Draft draft, JsonElement column)
    {
        if (column.ValueKind != JsonValueKind.Object || Text(column, "name") is not { } name || Text(column, "type") is not { } type)
        {
            Report(file, null, at => Messages.ViewShape(at, "a column", "an object with `name` and `type`"));
            return;
        }

        if (!ScalarTypeNames.TryParse(type, out var scalar))
        {
            Report(file, type, at => Messages.ViewType(at, type));
            return;
        }

        if (!draft.Columns.Exists(c => c.Name == name))
        {
            draft.Columns.Add(new ViewColumn(name, scalar, Flag(column, "custom"), !Flag(column, "stock", false), Flag(column, "hidden")));
        }
    }

    void ReadMapping(SourceText file, Draft draft, JsonElement mapping)
    {
        if (mapping.ValueKind != JsonValueKind.Object || Text(mapping, "kind") is not { } kindName
            || !mapping.TryGetProperty("map", out var map) || map.ValueKind != JsonValueKind.Object)
        {
            Report(file, null, at => Messages.ViewShape(at, "a mapping", "an object with `kind` and `map`"));
            return;
        }

        var kind = RecordKind.All.FirstOrDefault(k => k.Name == kindName);
        if (kind is null)
        {
            Report(file, kindName, at => Messages.ViewKind(at, kindName, NearestName.Find(kindName, RecordKind.All.Select(static k => k.Name))));
            return;
        }

        foreach (var entry in map.EnumerateObject())
        {
            var text = entry.Value.ValueKind == JsonValueKind.Object ? Text(entry.Value, "is") : entry.Value.ValueKind == JsonValueKind.String ? entry.Value.GetString() : null;
            if (text is null)
            {
                Report(file, entry.Name, at => Messages.ViewShape(at, $"the mapping of `{entry.Name}`", "an expression or an object with `is`"));
            }
            else if (ViewExpressionParser.Parse(text, out var error) is { } expression)
            {
                draft.Map(kind)[entry.Name] = (expression, file);
            }
            else
            {
                Report(file, text, at => Messages.ViewExpression(at, text, error!));
            }
        }
    }

    List<ViewMapping> Mappings(string table, Draft draft)
    {
        var mappings = new List<ViewMapping>();
        foreach (var (kind, map) in draft.Maps)
        {
            foreach (var (name, (_, file)) in map)
            {
                if (!draft.Open && !draft.Columns.Exists(c => c.Name == name))
                {
                    Report(file, name, at => Messages.ViewColumn(at, table, name, NearestName.Find(name, draft.Columns.Select(static c => c.Name))));
                }
            }

            mappings.Add(new ViewMapping(kind, map.ToDictionary(static m => m.Key, static m => m.Value.Expression, StringComparer.Ordinal)));
        }

        return mappings;
    }

    // JSON elements know no position; the place of the offending text in the file is near enough to find it.
    void Report(SourceText file, string? text, Func<SourceSpan, Diagnostic> message)
    {
        var escaped = text is null ? null : JsonEncodedText.Encode(text).ToString();
        var start = escaped is null ? 0 : Math.Max(0, file.Text.IndexOf(escaped, StringComparison.Ordinal));
        _diagnostics.Add(message(new SourceSpan(start, escaped?.Length ?? 0)) with { Source = file });
    }

    static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    static bool Flag(JsonElement element, string name, bool wanted = true) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == (wanted ? JsonValueKind.True : JsonValueKind.False);

    sealed class Draft
    {
        readonly Dictionary<RecordKind, Dictionary<string, (ViewExpression Expression, SourceText File)>> _maps = [];

        public string? Time { get; set; }

        public bool Open { get; set; }

        public List<ViewColumn> Columns { get; } = [];

        public Dictionary<string, string> Prefixes { get; } = new(StringComparer.Ordinal);

        public IEnumerable<KeyValuePair<RecordKind, Dictionary<string, (ViewExpression Expression, SourceText File)>>> Maps =>
            _maps.OrderBy(static m => m.Key.Name, StringComparer.Ordinal);

        // A property somebody defines is there from then on, whatever a stock product has.
        public void Define(ViewColumn property)
        {
            var at = Columns.FindIndex(c => c.Name == property.Name);
            if (at < 0)
            {
                Columns.Add(property);
            }
            else
            {
                Columns[at] = property;
            }
        }

        public Dictionary<string, (ViewExpression Expression, SourceText File)> Map(RecordKind kind)
        {
            if (!_maps.TryGetValue(kind, out var map))
            {
                _maps.Add(kind, map = new Dictionary<string, (ViewExpression, SourceText)>(StringComparer.Ordinal));
            }

            return map;
        }
    }
}
