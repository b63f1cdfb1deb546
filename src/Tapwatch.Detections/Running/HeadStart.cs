// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Findings;
using Tapwatch.Detections.Outputs;
using Tapwatch.Detections.Rules;
using Tapwatch.Engine;
using Tapwatch.Records;

namespace Tapwatch.Detections.Running;

/// <summary>
/// What every scan does whatever it is asked, begun on a second processor while the command line is read. Most of a short scan is code that is loaded
/// and compiled because it runs for the first time; here it runs over a record made up.
/// </summary>
/// <remarks>
/// <para>The order is the point: first what the scan comes to next, then what it comes to last, while it is in between itself. Two threads that
/// load the same code at the same time both do all the work. So plans and operators are left to the scan.</para>
/// <para>Nothing of it shows. What fails here fails in the scan too, and is told there.</para>
/// </remarks>
static class HeadStart
{
    /// <summary>Begins with a scan; the process may end before it has.</summary>
    public static void BeginScan() => Begin(static () =>
    {
        if (RuleStore.TryOpen() is { } rules)
        {
            Search(rules);
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

    /// <summary>Searches a record in which nothing is sought. The report tells that it was recognised.</summary>
    public static InputReport Search(IReadOnlyList<PreparedRule> rules)
    {
        var source = InputSource.Memory("", """{"eventVersion":"1.09","eventTime":"2026-01-01T00:00:00Z","eventSource":"s3.amazonaws.com","eventName":"GetObject"}"""u8.ToArray());
        var report = new InputReport();
        RuleRun.Start(rules, new RunInputs([source], [], report, ReadOptions.Default), new EngineOptions { Now = DateTime.UnixEpoch, Threads = 1 }, CancellationToken.None).Collect();
        return report;
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

    static void Begin(Action work)
    {
        if (Environment.ProcessorCount > 1)
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
