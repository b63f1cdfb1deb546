// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Rules;

namespace Tapwatch.Detections.Findings;

/// <summary>What all queries of a detection saw of the same record or, where a query aggregates, of the same records.</summary>
sealed class Observed
{
    static readonly TimeOrder<SightedRecord> _byTime = new(static r => r.Activity.Time);

    readonly List<SightedRecord> _records;
    readonly List<EvidenceRow> _rows;

    public Observed(Sighting sighting)
    {
        _records = [.. sighting.Records];
        _rows = [sighting.Row];
        Activity = _records.Count switch
        {
            0 => RowActivity.Of(sighting.Row.Values),
            1 => _records[0].Activity,
            _ => _records.OrderBy(static r => r, _byTime).Select(static r => r.Activity).Aggregate(static (a, b) => a.Merge(b)),
        };

        // Records of a table the user named say nothing in the words of an activity; their rows do.
        if (Activity.Time is null && _records.Count > 0)
        {
            Activity = Activity.Merge(RowActivity.Of(sighting.Row.Values));
        }
    }

    /// <summary>What the records say together.</summary>
    public Activity Activity { get; private set; }

    /// <summary>The records.</summary>
    public IReadOnlyList<SightedRecord> Records => _records;

    /// <summary>The languages that saw it.</summary>
    public IReadOnlyList<RuleLanguage> Languages => RuleLanguages.Where(Saw);

    /// <summary>Whether a query in this language saw it.</summary>
    public bool Saw(RuleLanguage language) => _rows.Exists(r => r.Language == language);

    /// <summary>Adds what another query, or the same once more, saw of it.</summary>
    public void Add(Sighting sighting)
    {
        foreach (var record in sighting.Records)
        {
            if (!_records.Exists(r => r.Origin == record.Origin))
            {
                _records.Add(record);
                Activity = Activity.Merge(record.Activity);
            }
        }

        // A union may show one record twice in the same way; that is no further evidence.
        if (!_rows.Exists(r => r.Language == sighting.Language && r.Values.SequenceEqual(sighting.Row.Values)))
        {
            _rows.Add(sighting.Row);
        }
    }

    /// <summary>The records as evidence; the rows go with the first.</summary>
    public IEnumerable<Evidence> ToEvidence() => _records.Count == 0
        ? [new Evidence(null, Activity.Time, null, _rows)]
        : _records.Select((r, i) => new Evidence(r.Origin, r.Activity.Time, r.Raw, i == 0 ? _rows : []));
}
