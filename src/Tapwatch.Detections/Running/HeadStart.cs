// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Tapwatch.Detections.Findings;
using Tapwatch.Detections.Outputs;
using Tapwatch.Detections.Rules;
using Tapwatch.Engine;
using Tapwatch.Records;

namespace Tapwatch.Detections.Running;

/// <summary>
/// What every run does whatever it is asked, begun on a second processor while the command line is read. Most of a short run is code that is loaded
/// and compiled because it runs for the first time; here it runs over records made up.
/// </summary>
/// <remarks>
/// <para>The order is the point: first what the run comes to next, then what it comes to last, while it is in between itself. Two threads that
/// load the same code at the same time both do all the work. So plans and operators are left to the run.</para>
/// <para>Nothing of it shows. What fails here fails in the run too, and is told there.</para>
/// </remarks>
static class HeadStart
{
    static readonly FieldRequest[] _fields = [new("eventName", FieldForm.Text), new("userIdentity.arn", FieldForm.Text), new("requestParameters", FieldForm.Json)];

    /// <summary>Begins with a scan: the rules, the search, what becomes of the records found. The process may end before it has.</summary>
    public static void BeginScan() => Begin(static () =>
    {
        if (RuleStore.TryOpen() is { } rules)
        {
            Search(rules);
            Extract();
            Find(rules[0].Detection, TextWriter.Null);
        }
    });

    /// <summary>Begins with a query: the tables of its language, then the search.</summary>
    public static void BeginQuery(RuleLanguage language) => Begin(() =>
    {
        Views.ReadAhead(language switch { RuleLanguage.Kql => "sentinel", RuleLanguage.Cql => "logscale", _ => "qradar" });
        if (RuleStore.TryOpen() is { } rules)
        {
            Search(rules);
        }
    });

    /// <summary>Searches records in which nothing is sought. The report tells that they were recognised.</summary>
    public static InputReport Search(IReadOnlyList<PreparedRule> rules)
    {
        var report = new InputReport();
        RuleRun.Start(rules, new RunInputs([Records()], [], report, ReadOptions.Default), new EngineOptions { Now = DateTime.UnixEpoch, Threads = 1 }, CancellationToken.None).Collect();
        return report;
    }

    /// <summary>Takes fields out of records; tells how many values there were.</summary>
    public static int Extract()
    {
        var values = 0;
        var extractor = new RecordExtractor(RecordKind.CloudTrail, _fields);
        using var reader = new RecordReader(Records(), ReadOptions.Default, new InputReport());
        while (reader.TryRead(out var chunk))
        {
            using (chunk)
            {
                foreach (var column in extractor.Extract(chunk, [0, 1]).Gather([1]).Columns)
                {
                    values += column.IsNull(0) ? 0 : 1;
                }
            }
        }

        return values;
    }

    /// <summary>Makes a finding and writes it.</summary>
    public static void Find(Detection detection, TextWriter output)
    {
        var activity = new Activity(DateTime.UnixEpoch, new string?[ActivityFields.Count], ["resource"]);
        var record = new SightedRecord(new RecordOrigin("source", 1, 1, RecordKind.CloudTrail.Name), activity, null);
        var findings = FindingBuilder.Build(detection, RuleLanguages.Where(static _ => true).Select(l => new Sighting(l, new EvidenceRow(l, [new("column", "value")]), [record])));
        FindingFormats.WriteNdjson(findings, output, DateTime.UnixEpoch);
        FindingFormats.WriteCsv(findings, output);
    }

    static InputSource Records() => InputSource.Memory("", """
        {"eventVersion":"1.09","userIdentity":{"arn":"arn:aws:iam::111122223333:user/a"},"eventTime":"2026-01-01T00:00:00Z","eventSource":"s3.amazonaws.com","eventName":"GetObject","requestParameters":{"key":"a"}}
        {"eventVersion":"1.09","userIdentity":{"arn":"arn:aws:iam::111122223333:user/a"},"eventTime":"2026-01-01T00:00:00Z","eventSource":"s3.amazonaws.com","eventName":"GetObject","requestParameters":{"key":"b"}}

        """u8.ToArray());

    static void Begin(Action work)
    {
        // Where the program is native code already there is nothing to load ahead.
        if (RuntimeFeature.IsDynamicCodeSupported && Environment.ProcessorCount > 1)
        {
            new Thread(() => RunQuietly(work)) { IsBackground = true, Name = "head start" }.Start();
        }
    }

    static void RunQuietly(Action work)
    {
        try
        {
            work();
        }
        catch (Exception)
        {
            // See above.
        }
    }
}
