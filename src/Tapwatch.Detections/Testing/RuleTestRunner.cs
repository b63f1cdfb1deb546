// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Text;
using Tapwatch.Detections.Findings;
using Tapwatch.Detections.Rules;
using Tapwatch.Detections.Running;
using Tapwatch.Detections.Tables;
using Tapwatch.Engine;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Records;

namespace Tapwatch.Detections.Testing;

/// <summary>Runs the tests of a detection: one pass per test, judged for every language by itself and for all together.</summary>
sealed class RuleTestRunner(Detection detection, BindContext context, IReadOnlyList<UserTable> tables, DateTime now)
{
    static readonly (RuleTestKind Kind, string Name)[] _needed =
        [(RuleTestKind.Hit, "test of kind `hit`"), (RuleTestKind.Miss, "test of kind `miss`"), (RuleTestKind.NearMiss, "test of kind `near_miss`")];

    /// <summary>The results; a rule that does not translate, and a kind of test that is missing, are problems.</summary>
    public DetectionTests Run(CancellationToken cancellation)
    {
        var rules = detection.Rules.Select(r => PreparedRule.Of(detection, r, context, raw: false)).ToArray();
        var problems = rules.SelectMany(static r => r.Diagnostics).Where(static d => d.IsError).ToList();
        var outcomes = new List<TestOutcome>();
        if (detection.Tests is { } file && RuleTexts.TryRead(file, problems) is { } source)
        {
            var messages = new DiagnosticBag(source);
            var tests = RuleTestReader.Read(file, messages);
            problems.AddRange(messages.ToList());
            foreach (var (kind, name) in _needed.Where(n => tests.All(t => t.Kind != n.Kind)))
            {
                problems.Add(Messages.MissingTest(default, detection.Id, name) with { Source = source });
            }

            foreach (var test in tests)
            {
                outcomes.AddRange(Run(test, rules, source, problems, cancellation));
            }
        }
        else if (detection.IsFolder && detection.Tests is null)
        {
            problems.Add(Messages.MissingTest(default, detection.Id, "`tests.yaml`") with { Source = new SourceText(detection.Origin, "") });
        }

        return new DetectionTests(detection, outcomes, problems);
    }

    List<TestOutcome> Run(RuleTest test, PreparedRule[] rules, SourceText file, List<Diagnostic> problems, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var sources = new List<InputSource>();
        foreach (var input in test.Inputs)
        {
            if (input.Text is { } text)
            {
                sources.Add(InputSource.Memory(input.Name, Encoding.UTF8.GetBytes(text)));
            }
            else if (File.Exists(input.Name))
            {
                sources.Add(InputSource.File(input.Name));
            }
            else
            {
                problems.Add(Messages.UnreadableRule(test.Span, $"no such file: {input.Name}") with { Source = file });
                return [];
            }
        }

        var clock = test.Now ?? now;
        var report = new InputReport();
        var inputs = new RunInputs(sources, tables, report, ReadOptions.Default with { Reference = clock });
        var run = RuleRun.Start(rules, inputs, new EngineOptions { Now = clock, Threads = 1 }, cancellation);
        var elapsed = Stopwatch.GetElapsedTime(started);
        var unread = report.UnrecognisedCount > 0 && test.Kind == RuleTestKind.Hit && report.RecordCount == 0 ? "none of the records was recognised" : null;
        var languages = rules.Where(static r => r.Succeeded).Select(static r => r.Rule.Language).Distinct().ToArray();
        var outcomes = new List<TestOutcome>();
        foreach (var language in languages.Select(static l => (RuleLanguage?)l).Append(null))
        {
            var result = run.Collect(language);
            var failure = unread ?? result.Diagnostics.Select(static d => d.Message).FirstOrDefault() ?? Judge(test, result.Findings);
            outcomes.Add(new TestOutcome(test.Name, language, failure, elapsed / (languages.Length + 1)));
        }

        return outcomes;
    }

    static string? Judge(RuleTest test, IReadOnlyList<Finding> findings)
    {
        if (findings.Count != test.Findings)
        {
            var found = string.Join("; ", findings.Take(3).Select(static f => f.Summary));
            return $"expected {Count(test.Findings)}, got {findings.Count}" + (found.Length > 0 ? $": {found}" : "");
        }

        if (findings.Count == 0 || (test.Fields.Count == 0 && test.Severity is null))
        {
            return null;
        }

        var misfits = findings.Select(f => Misfits(test, f)).MinBy(static m => m.Count)!;
        return misfits.Count == 0 ? null : string.Join("; ", misfits);
    }

    static List<string> Misfits(RuleTest test, Finding finding)
    {
        var misfits = new List<string>();
        foreach (var (field, expected) in test.Fields)
        {
            var actual = field == ActivityField.Resources ? string.Join(' ', finding.Activity.Resources) : finding.Activity[field];
            if ((actual ?? "") != expected)
            {
                misfits.Add($"expected {field.Name()} `{expected}`, got `{actual}`");
            }
        }

        if (test.Severity is { } severity && finding.Severity.Name != severity)
        {
            misfits.Add($"expected severity `{severity}`, got `{finding.Severity.Name}`");
        }

        return misfits;
    }

    static string Count(int findings) => findings switch { 0 => "no finding", 1 => "1 finding", _ => $"{findings} findings" };
}
