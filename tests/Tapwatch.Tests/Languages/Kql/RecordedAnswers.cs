// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Tests.Languages.Kql;

/// <summary>Brings recorded answers and ours to one form: numbers rounded, times in ISO 8601, JSON without white space, rows in order only when the query sorts.</summary>
static partial class RecordedAnswers
{
    static readonly Dictionary<string, string[]> _types = new()
    {
        ["Int64"] = ["long"],
        ["Int32"] = ["int"],
        ["Double"] = ["real"],
        ["SByte"] = ["bool"],
        ["Object"] = ["dynamic"],
        ["DateTime"] = ["datetime"],
        ["TimeSpan"] = ["timespan"],
        ["String"] = ["string"],
        ["Guid"] = ["guid"],
        ["SqlDecimal"] = ["decimal"],
        ["Int"] = ["int", "long"],
        ["Real"] = ["real", "decimal"],
        ["Dynamic"] = ["dynamic"],
        ["Bool"] = ["bool"],
    };

    public static string Compare(JsonElement answer, string[] names, string[] types, List<string[]> rows)
    {
        var expectedNames = Strings(answer.GetProperty("columns"));
        var expectedTypes = Strings(answer.GetProperty("types"));
        if (!expectedNames.SequenceEqual(names))
        {
            return $"columns\n  want {string.Join(", ", expectedNames)}\n  have {string.Join(", ", names)}";
        }

        for (var i = 0; i < types.Length; i++)
        {
            if (_types.TryGetValue(expectedTypes[i], out var allowed) && !allowed.Contains(types[i]))
            {
                return $"type {expectedTypes[i]} is {types[i]}\n  column {names[i]}";
            }
        }

        var typed = answer.GetProperty("rows_repr").GetString() == "typed";
        var expected = answer.GetProperty("rows").EnumerateArray()
            .Select(r => typed ? [.. r.EnumerateArray().Select((c, i) => Typed(c, types[i]))] : Tuple(r.GetString()!, types)).ToList();
        var have = rows;
        if (!typed && answer.TryGetProperty("rowcount", out var count) && count.GetInt32() != rows.Count)
        {
            return $"row count\n  want {count.GetInt32()}, have {rows.Count}: {Show(rows)}";
        }

        if (Same(expected, have))
        {
            return "right";
        }

        var sorted = Sorting().IsMatch(answer.GetProperty("query").GetString()!);
        return !sorted && Same([.. expected.OrderBy(Key, StringComparer.Ordinal)], [.. have.OrderBy(Key, StringComparer.Ordinal)])
            ? "right"
            : $"rows\n  want {Show(expected)}\n  have {Show(have)}";
    }

    [GeneratedRegex(@"\|\s*(sort|order|top)\b(?!-)")]
    private static partial Regex Sorting();

    static string Key(string[] row) => string.Join('\u0001', row.Select(static c => double.TryParse(c, CultureInfo.InvariantCulture, out var d) ? d.ToString("G6", CultureInfo.InvariantCulture) : c));

    static string Show(List<string[]> rows) => string.Join(" / ", rows.Take(6).Select(static r => string.Join(" | ", r)));

    static bool Same(List<string[]> a, List<string[]> b) => a.Count == b.Count && a.Zip(b).All(static p => p.First.Length == p.Second.Length && p.First.Zip(p.Second).All(static c => SameCell(c.First, c.Second)));

    static bool SameCell(string a, string b)
    {
        if (a == b)
        {
            return true;
        }

        if (double.TryParse(a, CultureInfo.InvariantCulture, out var x) && double.TryParse(b, CultureInfo.InvariantCulture, out var y))
        {
            return Math.Abs(x - y) <= 1e-6 * Math.Max(1, Math.Abs(x));
        }

        return a.Length > 0 && b.Length > 0 && a[0] is '[' or '{' && b[0] is '[' or '{' && Number().Replace(a, Round) == Number().Replace(b, Round);
    }

    [GeneratedRegex(@"-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?")]
    private static partial Regex Number();

    static string Round(Match m) => double.TryParse(m.Value, CultureInfo.InvariantCulture, out var d) ? d.ToString("G6", CultureInfo.InvariantCulture) : m.Value;

    static string[] Strings(JsonElement array) => [.. array.EnumerateArray().Select(static e => e.GetString()!)];

    public static string Ours(Column column, int row) => column.IsNull(row) ? "null" : column switch
    {
        TextColumn { Type: ScalarType.Dynamic } c => Json(Encoding.UTF8.GetString(c[row])),
        TextColumn c => Encoding.UTF8.GetString(c[row]),
        FixedColumn<bool> c => c[row] ? "true" : "false",
        FixedColumn<long> { Type: ScalarType.DateTime } c => c[row] is >= 0 and <= 3155378975999999999 ? Time(new DateTime(c[row])) : "not a time",
        FixedColumn<long> { Type: ScalarType.TimeSpan } c => new TimeSpan(c[row]).ToString("c", CultureInfo.InvariantCulture),
        FixedColumn<long> c => c[row].ToString(CultureInfo.InvariantCulture),
        FixedColumn<double> c => Real(c[row]),
        FixedColumn<decimal> c => c[row].ToString(CultureInfo.InvariantCulture),
        FixedColumn<Guid> c => c[row].ToString(),
        _ => "?",
    };

    static string Real(double value) => double.IsNaN(value) ? "NaN" : double.IsPositiveInfinity(value) ? "Infinity" : double.IsNegativeInfinity(value) ? "-Infinity" : value.ToString("R", CultureInfo.InvariantCulture);

    static string Time(DateTime value) => value.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture) + "Z";

    static string Typed(JsonElement cell, string type) => cell.ValueKind switch
    {
        JsonValueKind.Null => type == "string" ? "" : "null",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.String when type == "dynamic" => Json(cell.GetString()!),
        JsonValueKind.String => Text(cell.GetString()!, type),
        JsonValueKind.Number when type == "bool" => cell.GetDouble() == 0 ? "false" : "true",
        JsonValueKind.Number => cell.GetRawText(),
        _ => Json(cell.GetRawText()),
    };

    static string Text(string text, string type) => type switch
    {
        "datetime" when DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var time) => Time(time),
        "timespan" when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) => span.ToString("c", CultureInfo.InvariantCulture),
        "real" or "dynamic" => text switch { "nan" => "NaN", "inf" => "Infinity", "-inf" => "-Infinity", _ => text },
        "bool" => text.ToLowerInvariant() switch { "1" => "true", "0" => "false", var other => other },
        _ => text,
    };

    static string Json(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.String ? Text(document.RootElement.GetString()!, "dynamic") : JsonSerializer.Serialize(document.RootElement, _plain);
        }
        catch (JsonException)
        {
            return text;
        }
    }

    static readonly JsonSerializerOptions _plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // (1, 'text', 2020-01-01 …, null): values as text, strings quoted.
    static string[] Tuple(string text, string[] types)
    {
        var cells = new List<string>();
        var body = text.Length > 1 && text[0] == '(' && text[^1] == ')' ? text[1..^1] : text;
        var at = 0;
        for (var i = 0; i < types.Length; i++)
        {
            while (at < body.Length && body[at] == ' ')
            {
                at++;
            }

            string cell;
            var quoted = false;
            if (at < body.Length && body[at] == '\'' && types[i] is not "dynamic")
            {
                // The quote that ends a string is followed by a comma or the end.
                var end = at + 1;
                while (end < body.Length && !(body[end] == '\'' && (end + 1 == body.Length || (body[end + 1] == ',' && i + 1 < types.Length))))
                {
                    end++;
                }

                cell = body[(at + 1)..Math.Min(end, body.Length)];
                at = end + 2;
                quoted = true;
            }
            else if (i == types.Length - 1)
            {
                cell = body[Math.Min(at, body.Length)..];
                at = body.Length;
            }
            else
            {
                var end = End(body, at);
                cell = body[at..end];
                at = end + 1;
            }

            cell = quoted ? cell : cell.Trim();
            cells.Add(cell is "null" or "None" ? types[i] == "string" ? "" : "null" : types[i] == "dynamic" ? Json(cell.Trim('\'') is var bare && cell.StartsWith('\'') ? bare : cell) : Text(cell, types[i]));
        }

        return [.. cells];
    }

    static int End(string body, int at)
    {
        var open = 0;
        var quoted = false;
        for (; at < body.Length; at++)
        {
            var c = body[at];
            if (c == '"' && body[at - 1 < 0 ? 0 : at - 1] != '\\')
            {
                quoted = !quoted;
            }
            else if (!quoted)
            {
                if (c == ',' && open == 0)
                {
                    return at;
                }

                open += c is '[' or '{' ? 1 : c is ']' or '}' ? -1 : 0;
            }
        }

        return at;
    }
}
