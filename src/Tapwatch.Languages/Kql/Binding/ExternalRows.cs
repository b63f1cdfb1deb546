// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>The rows of a file that <c>externaldata</c> names, as texts in the order of its columns: by position, in JSON by name.</summary>
/// <remarks>learn.microsoft.com/kusto/query/externaldata-operator; the formats are those of ingestion.</remarks>
static class ExternalRows
{
    const int MostRows = 1_000_000;

    /// <summary>The format of a file when the query names none: by the ending of its address, else CSV.</summary>
    public static string FormatOf(string address)
    {
        var path = address.Split('?', ';', '#')[0];
        var ending = path[(path.LastIndexOfAny(['.', '/']) + 1)..].ToLowerInvariant();
        return ending is "tsv" or "psv" or "txt" or "json" or "multijson" or "scsv" or "sohsv" ? ending : "csv";
    }

    /// <summary>The rows, or null and why there are none.</summary>
    public static List<string?[]>? Read(string text, string format, bool skipFirst, IReadOnlyList<string> columns, out string? problem)
    {
        problem = null;
        var rows = format.ToLowerInvariant() switch
        {
            "csv" => Separated(text, ',', quotes: true, columns.Count),
            "scsv" => Separated(text, ';', quotes: true, columns.Count),
            "psv" => Separated(text, '|', quotes: true, columns.Count),
            "sohsv" => Separated(text, '\u0001', quotes: true, columns.Count),
            "tsv" => Separated(text, '\t', quotes: true, columns.Count),
            "tsve" => Separated(text, '\t', quotes: false, columns.Count),
            "txt" => Separated(text, '\n', quotes: false, columns.Count),
            "raw" => [Row([text], columns.Count)],
            "json" or "multijson" or "singlejson" => Json(text, columns, out problem),
            _ => null,
        };
        if (rows is null)
        {
            problem ??= $"the format `{format}` cannot be read";
            return null;
        }

        if (skipFirst && rows.Count > 0 && !format.EndsWith("json", StringComparison.OrdinalIgnoreCase))
        {
            rows.RemoveAt(0);
        }

        if (rows.Count > MostRows)
        {
            problem = $"it has more than {MostRows} rows";
            return null;
        }

        return rows;
    }

    static List<string?[]> Separated(string text, char separator, bool quotes, int columns)
    {
        var rows = new List<string?[]>();
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        var any = false;
        for (var i = 0; i < text.Length && rows.Count <= MostRows; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c != '"')
                {
                    cell.Append(c);
                }
                else if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    cell.Append(text[i++]);
                }
                else
                {
                    quoted = false;
                }
            }
            else if (c == '"' && quotes && cell.Length == 0)
            {
                (quoted, any) = (true, true);
            }
            else if (c == '\n')
            {
                EndRow();
            }
            else if (c == separator)
            {
                cells.Add(cell.ToString());
                cell.Clear();
                any = true;
            }
            else if (c != '\r' || (i + 1 < text.Length && text[i + 1] != '\n'))
            {
                cell.Append(c);
            }
        }

        EndRow();
        return rows;

        // An empty line is no row.
        void EndRow()
        {
            if (any || cell.Length > 0)
            {
                cells.Add(cell.ToString());
                rows.Add(Row(cells, columns));
            }

            cells.Clear();
            cell.Clear();
            any = false;
        }
    }

    static string?[] Row(IReadOnlyList<string> cells, int columns)
    {
        var row = new string?[columns];
        for (var i = 0; i < columns && i < cells.Count; i++)
        {
            row[i] = cells[i];
        }

        return row;
    }

    // Objects one after another, or in an array.
    static List<string?[]>? Json(string text, IReadOnlyList<string> columns, out string? problem)
    {
        var rows = new List<string?[]>();
        problem = null;
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { AllowMultipleValues = true, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 256 });
            while (rows.Count <= MostRows && reader.Read())
            {
                using var document = JsonDocument.ParseValue(ref reader);
                var root = document.RootElement;
                foreach (var item in root.ValueKind == JsonValueKind.Array ? root.EnumerateArray().ToArray() : [root])
                {
                    rows.Add([.. columns.Select(c => item.ValueKind == JsonValueKind.Object && item.TryGetProperty(c, out var value) ? Cell(value) : null)]);
                }
            }

            return rows;
        }
        catch (JsonException e)
        {
            problem = $"it is no JSON (line {e.LineNumber + 1})";
            return null;
        }
    }

    static string? Cell(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };
}
