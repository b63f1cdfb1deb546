// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using Tapwatch.Records;
using Tapwatch.Records.Columns;

namespace Tapwatch.Detections.Tables;

/// <summary>A column of a user's table: its name, the key of it in the rows, its type, and whether the header names the type.</summary>
sealed record TableColumn(string Name, string Key, ScalarType Type, bool Named = false);

/// <summary>Finds out which columns a file has, and of which type all their values are.</summary>
static class TableColumns
{
    /// <summary>The columns in the order of the header or of first appearance. A CSV header may name the type: <c>Count:long</c>.</summary>
    public static IReadOnlyList<TableColumn> Infer(InputSource source, out string? problem, CancellationToken cancellation)
    {
        var types = new Dictionary<string, TypeGuess>(StringComparer.Ordinal);
        var order = new List<string>();
        var header = CsvHeader.Read(source);
        foreach (var name in header ?? [])
        {
            Guess(name);
        }

        string? broken = null;
        var report = new InputReport();
        using (var reader = new RecordReader(source, ReadOptions.Default with { AsRows = true }, report))
        {
            while (reader.TryRead(out var chunk, cancellation))
            {
                using (chunk)
                {
                    foreach (ref readonly var record in chunk.Records)
                    {
                        if (!TryRead(chunk.Buffer.AsSpan(record.Start, record.Length)))
                        {
                            broken ??= $"line {record.Line}: a row is not valid JSON";
                        }
                    }
                }
            }
        }

        problem = report.Problems.Count > 0 ? report.Problems[0].ToString()
            : broken ?? (report.Unrecognised.Count > 0 ? $"there is something in it that is no row: {report.Unrecognised[0].What}" : null);
        return [.. order.Select(Column)];

        TypeGuess Guess(string name)
        {
            if (!types.TryGetValue(name, out var guess))
            {
                types.Add(name, guess = new TypeGuess(fromText: header is not null));
                order.Add(name);
            }

            return guess;
        }

        bool TryRead(ReadOnlySpan<byte> row)
        {
            try
            {
                Read(row);
                return true;
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                // Framing looks at brackets and quotes only; what stands between them may still be no JSON, or no UTF-8.
                return false;
            }
        }

        void Read(ReadOnlySpan<byte> row)
        {
            var reader = new Utf8JsonReader(row);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var guess = Guess(reader.GetString()!);
                reader.Read();
                guess.Add(ref reader);
                reader.Skip();
            }
        }

        TableColumn Column(string key)
        {
            var colon = key.LastIndexOf(':');
            return header is not null && colon > 0 && ScalarTypeNames.TryParse(key[(colon + 1)..].Trim(), out var named)
                ? new TableColumn(key[..colon].Trim(), key, named, Named: true)
                : new TableColumn(key, key, types[key].Type);
        }
    }
}

/// <summary>The first line of a CSV file.</summary>
static class CsvHeader
{
    const int LongestHeader = 1 << 20;

    /// <summary>The names, or null when the file is JSON or compressed, where the rows tell.</summary>
    public static IReadOnlyList<string>? Read(InputSource source)
    {
        using var stream = source.Open();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var first = reader.Peek();
        while (first is ' ' or '\n' or '\r' or '\t')
        {
            reader.Read();
            first = reader.Peek();
        }

        if (first is '{' or '[' or < 0 or 0x1f || (first == 'P' && source.Name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        var line = new StringBuilder();
        var names = new List<string>();
        var quoted = false;
        for (var c = reader.Read(); c >= 0 && line.Length < LongestHeader && (quoted || c != '\n'); c = reader.Read())
        {
            if (c == '"')
            {
                // A doubled quote within quotes stands for one.
                if (quoted && reader.Peek() == '"')
                {
                    line.Append((char)reader.Read());
                    continue;
                }

                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                names.Add(line.ToString());
                line.Clear();
            }
            else if (c != '\r' || quoted)
            {
                line.Append((char)c);
            }
        }

        names.Add(line.ToString());
        return names;
    }
}
