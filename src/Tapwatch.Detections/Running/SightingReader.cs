// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using Tapwatch.Detections.Findings;
using Tapwatch.Detections.Outputs;
using Tapwatch.Plan.Expressions;
using Tapwatch.Records;
using Tapwatch.Records.Columns;

namespace Tapwatch.Detections.Running;

/// <summary>Collects what one rule sees: turns the rows of its plan into sightings.</summary>
sealed class SightingReader(PreparedRule rule)
{
    /// <summary>Rows kept of one rule; a rule that gives more is no detection but a listing.</summary>
    public const int MostRows = 50_000;

    readonly List<Sighting> _sightings = [];

    /// <summary>The rule.</summary>
    public PreparedRule Rule { get; } = rule;

    /// <summary>How many rows there were.</summary>
    public long RowCount { get; private set; }

    /// <summary>The first <see cref="MostRows"/> of them, or none when the rule's trigger is not met.</summary>
    public IReadOnlyList<Sighting> Sightings => Rule.Detection.Schedule is { } schedule && !schedule.Triggers(RowCount) ? [] : _sightings;

    /// <summary>Takes rows of the plan.</summary>
    public void Add(IReadOnlyList<PlanColumn> columns, Batch rows)
    {
        RowCount += rows.Count;
        for (var row = 0; row < rows.Count && _sightings.Count < MostRows; row++)
        {
            _sightings.Add(Read(columns, rows, row));
        }
    }

    Sighting Read(IReadOnlyList<PlanColumn> columns, Batch rows, int row)
    {
        var plan = Rule.Plan!;
        var visible = plan.Visible;
        var form = plan.Form();
        var hidden = form switch { EvidenceForm.Columns => CarriedPlan.Names.Count, EvidenceForm.List => 1, _ => 0 };
        var values = new List<KeyValuePair<string, string?>>(columns.Count - hidden);
        for (var i = 0; i < columns.Count; i++)
        {
            // Columns that are known only from the data come behind the evidence.
            if (i < visible || i >= visible + hidden)
            {
                values.Add(new(columns[i].Name, Cell.Text(rows.Columns[i], row)));
            }
        }

        var language = Rule.Rule.Language;
        IReadOnlyList<SightedRecord> records = form switch
        {
            EvidenceForm.Columns => Record(rows, visible, row) is { } record ? [record] : [],
            EvidenceForm.List => Records(Cell.Text(rows.Columns[visible], row)),
            _ => [],
        };
        return new Sighting(language, new EvidenceRow(language, values), records);
    }

    static SightedRecord? Record(Batch rows, int first, int row) => Record(i => Cell.Text(rows.Columns[first + i], row));

    static List<SightedRecord> Records(string? json)
    {
        var records = new List<SightedRecord>();
        if (json is not null)
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 512 });
            Collect(document.RootElement, records);
        }

        return records;
    }

    // An aggregate of an aggregate gives lists in a list.
    static void Collect(JsonElement element, List<SightedRecord> records)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Collect(item, records);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object
            && Record(i => element.TryGetProperty(CarriedPlan.Names[i], out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null) is { } record)
        {
            records.Add(record);
        }
    }

    static SightedRecord? Record(Func<int, string?> carried)
    {
        string? Origin(string name) => carried(Array.IndexOf(CarriedPlan.OriginNames, name));

        if (Origin(OriginFields.Source) is not { } source)
        {
            return null;
        }

        var values = new string?[ActivityFields.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = carried(CarriedPlan.OriginCount + i);
        }

        DateTime? time = DateTime.TryParse(
            values[(int)ActivityField.Time], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var parsed) ? parsed : null;
        var resources = (values[(int)ActivityField.Resources] ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var origin = new RecordOrigin(source, Number(Origin(OriginFields.Position)), Number(Origin(OriginFields.Line)), Origin(OriginFields.Kind) ?? "");
        return new SightedRecord(origin, new Activity(time, values, [.. resources.Distinct(StringComparer.OrdinalIgnoreCase)]), Origin(OriginFields.Raw));
    }

    static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
