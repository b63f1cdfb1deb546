// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Findings;
using Tapwatch.Plan.Storing;

namespace Tapwatch.Detections.Rules;

/// <summary>The stored form of what a finding says about its detection; tests, guide and queries are not in it.</summary>
static class DetectionStore
{
    public static void Write(BinaryWriter output, Detection detection)
    {
        output.Write(detection.Id);
        output.Write(detection.Title);
        output.Write(detection.Description);
        Write(output, detection.Severity);
        Write(output, detection.SeverityWhen, static (o, rule) =>
        {
            Write(o, rule.Severity);
            Write(o, rule.When, static (o, condition) =>
            {
                o.Write7BitEncodedInt((int)condition.Field);
                Write(o, condition.Values);
            });
        });
        Write(output, detection.Confidence);
        Write(output, detection.Status);
        Write(output, detection.Author);
        Write(output, detection.Tactics);
        Write(output, detection.Techniques);
        Write(output, detection.Platforms);
        Write(output, detection.DataSources);
        Write(output, detection.RequiredTables, static (o, tables) =>
        {
            o.Write(tables.Key);
            Write(o, tables.Value);
        });
        Write(output, detection.FalsePositives);
        Write(output, detection.References);
        Write(output, detection.GroupBy, static (o, field) => o.Write7BitEncodedInt((int)field));
        output.Write(detection.GroupWithin.Ticks);
        output.Write(detection.Origin);
    }

    public static Detection Read(StoredReader input) => new()
    {
        Id = input.ReadString(),
        Title = input.ReadString(),
        Description = input.ReadString(),
        Severity = ReadSeverity(input),
        SeverityWhen = ReadMany(input, static i =>
        {
            var severity = ReadSeverity(i);
            return new SeverityRule(ReadMany(i, static i => new FieldCondition((ActivityField)i.ReadNumber(), ReadTexts(i))), severity);
        }),
        Confidence = ReadOptional(input),
        Status = ReadOptional(input),
        Author = ReadOptional(input),
        Tactics = ReadTexts(input),
        Techniques = ReadTexts(input),
        Platforms = ReadTexts(input),
        DataSources = ReadTexts(input),
        RequiredTables = ReadMany(input, static i => new KeyValuePair<string, IReadOnlyList<string>>(i.ReadString(), ReadTexts(i))),
        FalsePositives = ReadTexts(input),
        References = ReadTexts(input),
        GroupBy = ReadMany(input, static i => (ActivityField)i.ReadNumber()),
        GroupWithin = new TimeSpan(input.ReadInt64()),
        Origin = input.ReadString(),
    };

    static void Write<T>(BinaryWriter output, IReadOnlyList<T> items, Action<BinaryWriter, T> write)
    {
        output.Write7BitEncodedInt(items.Count);
        foreach (var item in items)
        {
            write(output, item);
        }
    }

    static T[] ReadMany<T>(StoredReader input, Func<StoredReader, T> read)
    {
        var items = new T[input.ReadNumber()];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = read(input);
        }

        return items;
    }

    static void Write(BinaryWriter output, IReadOnlyList<string> texts) => Write(output, texts, static (o, text) => o.Write(text));

    static string[] ReadTexts(StoredReader input) => ReadMany(input, static i => i.ReadString());

    static void Write(BinaryWriter output, string? text)
    {
        output.Write(text is not null);
        output.Write(text ?? "");
    }

    static string? ReadOptional(StoredReader input) => input.ReadBoolean() ? input.ReadString() : input.ReadString() is var _ ? null : null;

    static void Write(BinaryWriter output, Severity severity)
    {
        output.Write7BitEncodedInt(severity.Level);
        output.Write(severity.Word);
    }

    static Severity ReadSeverity(StoredReader input) => new(input.ReadNumber(), input.ReadString());
}
