// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Records;
using Tapwatch.Records.Columns;

namespace Tapwatch.Tests.Records;

/// <summary>Reads texts the way the tests want them: everything at once, as strings.</summary>
static class RecordText
{
    /// <summary>A record with its raw text and, in the order asked for, its fields.</summary>
    public sealed record Row(string Kind, string Source, long Position, long Line, string Raw, IReadOnlyList<string?> Fields)
    {
        public override string ToString() => $"{Kind} {Source}:{Line}#{Position} {Raw}";
    }

    public static List<Row> Read(string text, params string[] fields) => Read(Encoding.UTF8.GetBytes(text), out _, fields);

    public static List<Row> Read(string text, out InputReport report, params string[] fields) => Read(Encoding.UTF8.GetBytes(text), out report, fields);

    public static List<Row> Read(byte[] content, out InputReport report, params string[] fields) => Read(InputSource.Memory("input", content), new ReadOptions { Reference = new DateTime(2026, 11, 21, 0, 0, 0, DateTimeKind.Utc) }, out report, fields);

    public static List<Row> Read(InputSource source, ReadOptions options, out InputReport report, params string[] fields)
    {
        report = new InputReport();
        var rows = new List<Row>();
        using var reader = new RecordReader(source, options, report);
        var extractors = new Dictionary<RecordKind, RecordExtractor>();
        while (reader.TryRead(out var chunk, TestContext.Current.CancellationToken))
        {
            using (chunk)
            {
                Assert.True(chunk.Buffer.Length >= chunk.Length + 64, "the buffer is not padded");
                var end = 0;
                for (var i = 0; i < chunk.Records.Length; i++)
                {
                    var record = chunk.Records[i];
                    Assert.True(record.Start >= end, "records overlap or are out of order");
                    end = record.Start + record.Length;
                    Assert.True(end <= chunk.Length, "a record stands past the data");
                    if (!extractors.TryGetValue(record.Kind, out var extractor))
                    {
                        extractors.Add(record.Kind, extractor = new RecordExtractor(record.Kind, [.. fields.Select(Request)]));
                    }

                    var batch = extractor.Extract(chunk, [i]);
                    rows.Add(new Row(record.Kind.Name, chunk.SourceName, record.Position, record.Line, Encoding.UTF8.GetString(chunk.Buffer, record.Start, record.Length), [.. batch.Columns.Select(c => Value(c, 0))]));
                }
            }
        }

        return rows;
    }

    /// <summary>A path; behind <c>json:</c> in its JSON form.</summary>
    static FieldRequest Request(string field) => field.StartsWith("json:", StringComparison.Ordinal) ? new FieldRequest(field[5..], FieldForm.Json) : new FieldRequest(field, FieldForm.Text);

    public static string? Value(Column column, int row) => column.IsNull(row) ? null : Encoding.UTF8.GetString(((TextColumn)column)[row]);

    /// <summary>The only record of a text and its fields.</summary>
    public static IReadOnlyList<string?> Fields(string text, params string[] fields) => Assert.Single(Read(text, fields)).Fields;

    public static string Problems(InputReport report) => string.Join("\n", report.Problems.Select(p => $"{p.Code}@{p.Line}"));

    public static string Unrecognised(InputReport report) => string.Join("\n", report.Unrecognised.Select(u => $"{u.What} x{u.Count}"));
}
