// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Rules;

namespace Tapwatch.Detections.Findings;

/// <summary>Makes findings of what the queries of one detection saw: the same record once, records that belong together in one.</summary>
static class FindingBuilder
{
    static readonly TimeOrder<Observed> _byTime = new(static o => o.Activity.Time);

    /// <summary>The order of findings.</summary>
    public static TimeOrder<Finding> ByTime { get; } = new(static f => f.First);

    /// <summary>The findings, in the order of time.</summary>
    public static IReadOnlyList<Finding> Build(Detection detection, IEnumerable<Sighting> sightings)
    {
        var groups = Group(detection, Observe(sightings));
        return [.. groups.Select(g => Finding(detection, g)).OrderBy(static f => f, ByTime)];
    }

    /// <summary>
    /// Records that some queries of a detection saw and others, of the given languages, did not. A query that aggregates tells only some of its
    /// records, so nothing is said when there is one.
    /// </summary>
    public static IReadOnlyList<Disagreement> Compare(Detection detection, IReadOnlyList<RuleLanguage> ran, IReadOnlyList<Sighting> sightings)
    {
        if (ran.Count < 2 || sightings.Any(static s => s.Records.Count != 1))
        {
            return [];
        }

        var observed = Observe(sightings);
        if (observed.TrueForAll(o => ran.All(o.Saw)))
        {
            return [];
        }

        return
        [
            .. from o in observed
               let missed = ran.Except(o.Languages).ToArray()
               where missed.Length > 0
               group o by (Seen: string.Join(' ', o.Languages), Missed: string.Join(' ', missed)) into same
               let first = same.First()
               select new Disagreement(detection, first.Languages, [.. ran.Except(first.Languages)], same.Count(), first.Records[0].Origin),
        ];
    }

    static List<Observed> Observe(IEnumerable<Sighting> sightings)
    {
        var all = new List<Observed>();
        var byRecord = new Dictionary<RecordOrigin, Observed>();
        foreach (var sighting in sightings)
        {
            var known = sighting.Records.Select(r => byRecord.GetValueOrDefault(r.Origin)).FirstOrDefault(static o => o is not null);
            if (known is null)
            {
                all.Add(known = new Observed(sighting));
            }
            else
            {
                known.Add(sighting);
            }

            foreach (var record in sighting.Records)
            {
                byRecord.TryAdd(record.Origin, known);
            }
        }

        return all;
    }

    static List<List<Observed>> Group(Detection detection, List<Observed> observed)
    {
        var groups = new List<List<Observed>>();
        var open = new Dictionary<string, List<Observed>>(StringComparer.OrdinalIgnoreCase);
        foreach (var one in observed.OrderBy(static o => o, _byTime))
        {
            var key = Key(detection, one.Activity);
            if (key is null || one.Activity.Time is not { } time)
            {
                groups.Add([one]);
            }
            else if (open.TryGetValue(key, out var group) && time - group[^1].Activity.Time <= (detection.Alert?.Together ?? detection.GroupWithin))
            {
                group.Add(one);
            }
            else
            {
                groups.Add([one]);
                open[key] = groups[^1];
            }
        }

        return groups;
    }

    // Records of which none of the fields is known have nothing in common.
    static string? Key(Detection detection, Activity activity) => detection.Alert?.Together is not null
        ? ""
        : detection.GroupBy.Any(f => activity[f] is not null) ? string.Join('\u001f', detection.GroupBy.Select(f => activity[f])) : null;

    static Finding Finding(Detection detection, List<Observed> group)
    {
        var activity = group.Select(static o => o.Activity).Aggregate(static (a, b) => a.Merge(b));
        var (first, last) = (activity.Time, activity.Time);
        foreach (var record in group.SelectMany(static o => o.Records))
        {
            first = Earlier(first, record.Activity.Time) ? first : record.Activity.Time ?? first;
            last = Earlier(record.Activity.Time, last) ? last : record.Activity.Time ?? last;
        }

        var evidence = group.SelectMany(static o => o.ToEvidence()).ToArray();
        var rows = evidence.SelectMany(static e => e.Rows).ToArray();
        return AlertText.Apply(detection.Alert, rows, new Finding
        {
            Id = Fingerprint.Of(detection, activity),
            Detection = detection,
            Severity = detection.SeverityWhen.FirstOrDefault(r => r.When.All(c => c.Matches(activity)))?.Severity ?? detection.Severity,
            Activity = activity,
            First = first,
            Last = last,
            Languages = RuleLanguages.Where(l => group.Exists(o => o.Saw(l))),
            Evidence = evidence,
            Entities = Entity.Of(detection.Alert, rows),
        });
    }

    static bool Earlier(DateTime? a, DateTime? b) => a is { } x && b is { } y && x <= y;
}
