// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Tapwatch.Detections.Outputs;
using Tapwatch.Detections.Rules;
using Tapwatch.Detections.Running;
using Tapwatch.Detections.Tables;
using Tapwatch.Detections.Testing;
using Tapwatch.Engine;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Optimizer;
using Tapwatch.Plan.Printing;
using Tapwatch.Records;

namespace Tapwatch.Detections;

/// <summary>The one front door: rules and views loaded, ready to scan, query, test and lint.</summary>
public sealed class Workspace
{
    const long LargestAlone = 2 << 20;

    readonly WorkspaceOptions _options;
    readonly Lazy<(ViewCatalog Catalog, IReadOnlyList<Diagnostic> Diagnostics)> _views;
    readonly Lazy<RulePack> _rules;
    readonly Lazy<QueryPackages> _packages;
    readonly Lazy<(BindContext Context, IReadOnlyList<UserTable> Tables, IReadOnlyList<Diagnostic> Diagnostics)> _bound;

    /// <summary>A workspace; nothing is read before it is needed.</summary>
    public Workspace(WorkspaceOptions options)
    {
        _options = options;
        _views = new(() => options.Views.Count == 0 ? (Views.BuiltIn(), []) : Views.Load(options.Views));
        _rules = new(() => options.Rules.Count == 0 ? RulePack.BuiltIn() : RulePack.At(options.Rules));
        _packages = new(() => QueryPackages.Load(options.Packages, options.Rules, CancellationToken.None));
        _bound = new(Bind);
    }

    /// <summary>The detections.</summary>
    public IReadOnlyList<Detection> Detections => _rules.Value.Detections;

    /// <summary>Every message about rule files.</summary>
    public IReadOnlyList<Diagnostic> RuleDiagnostics => _rules.Value.Diagnostics;

    /// <summary>Every message about rule files and views.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => [.. _rules.Value.Diagnostics, .. _views.Value.Diagnostics, .. _bound.Value.Diagnostics];

    DateTime Now => _options.Now ?? _options.Clock.GetUtcNow().UtcDateTime;

    BindContext Context => _bound.Value.Context;

    /// <summary>Begins, on another processor, with what any scan needs; for a program that is about to find out what to scan.</summary>
    public static void AnticipateScan() => HeadStart.BeginScan();

    /// <summary>Begins, on another processor, with what a query in that language needs; for a program that is about to find out which query.</summary>
    public static void AnticipateQuery(RuleLanguage language) => HeadStart.BeginQuery(language);

    /// <summary>Runs all rules over all data given and makes findings of what they see.</summary>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public ScanResult Scan(ScanRequest request, CancellationToken cancellation = default)
    {
        var started = Stopwatch.GetTimestamp();
        var stored = _options.AreStock && !request.Raw ? RuleStore.TryOpen() : null;
        var prepared = stored is null ? Prepare(request) : [.. stored.Where(r => request.Wants(r.Rule.Language))];
        var report = request.Report;
        var sources = InputDiscovery.Find(request.Paths, report);
        if (request.Demo)
        {
            sources = [.. Demo.Sources(), .. sources];
        }

        var size = 0L;
        foreach (var source in sources)
        {
            size += source.Size ?? 0;
        }

        request.OnStart?.Invoke(size);
        var run = RuleRun.Start(prepared, new RunInputs(sources, stored is null ? _bound.Value.Tables : [], report, ReadOptions()), Engine(request.Threads ?? ThreadsFor(sources)), cancellation);
        var result = run.Collect();
        var messages = new List<Diagnostic>(stored is null ? Diagnostics : []);
        var detections = new HashSet<string>(StringComparer.Ordinal);
        var (rules, failed) = (0, 0);
        foreach (var rule in prepared)
        {
            messages.AddRange(rule.Diagnostics);
            if (rule.Succeeded)
            {
                rules++;
                detections.Add(rule.Detection.Id);
            }
            else
            {
                failed++;
            }
        }

        messages.AddRange(result.Diagnostics);
        return new ScanResult
        {
            Findings = result.Findings,
            Disagreements = result.Disagreements,
            Diagnostics = messages,
            Detections = detections.Count,
            Rules = rules,
            FailedRules = failed + result.Diagnostics.Count(static d => d.IsError),
            Elapsed = Stopwatch.GetElapsedTime(started),
        };
    }

    /// <summary>Runs one query and hands its rows to the writer. The messages say whether it ran.</summary>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public QueryOutcome Query(QueryRequest request, ResultWriter writer, CancellationToken cancellation = default)
    {
        var (query, tables, messages) = Translate(request, cancellation);
        if (query.Root is null || messages.Exists(static m => m.IsError))
        {
            return new QueryOutcome(messages, Succeeded: false);
        }

        // Over no data there are only columns to see, and those are right.
        if (query.Withheld.Count > 0 && (request.Paths.Count > 0 || tables.Count > 0))
        {
            messages.RemoveAll(m => query.Withheld.Any(w => w.Code == m.Code && w.Span == m.Span));
            return new QueryOutcome([.. messages, .. query.Withheld], Succeeded: false);
        }

        var sources = InputDiscovery.Find(request.Paths, request.Report);
        var began = false;
        var output = new PlanOutput(PlanOptimizer.Optimize(query.Root), (columns, rows) =>
        {
            if (!began)
            {
                writer.Begin([.. columns.Select(static c => new ResultColumn(c.Name, c.Type))]);
                began = true;
            }

            writer.Write(rows);
        });
        var summary = new RunInputs(sources, tables, request.Report, ReadOptions()).Run([output], Engine(request.Threads ?? ThreadsFor(sources)), cancellation);
        foreach (var failure in summary.Failures)
        {
            messages.Add(Messages.RunFailed(default, failure.Reason) with { Source = request.Text });
        }

        if (began)
        {
            writer.End([.. messages.Select(static m => DiagnosticRenderer.Render(m).Split('\n')[0]), .. request.Report.Problems.Select(static p => p.ToString())]);
        }

        return new QueryOutcome(messages, summary.Failures.Count == 0);
    }

    /// <summary>The optimised plan of a query as text, or null when it has errors.</summary>
    public (string? Plan, IReadOnlyList<Diagnostic> Diagnostics) Plan(QueryRequest request, CancellationToken cancellation = default)
    {
        var (query, _, messages) = Translate(request, cancellation);
        return (query.Root is { } root && !messages.Exists(static m => m.IsError) ? PlanPrinter.Print(PlanOptimizer.Optimize(root)) : null, messages);
    }

    /// <summary>Runs the tests of every detection.</summary>
    /// <param name="onTested">Told of each detection when it is done.</param>
    /// <param name="cancellation">Stops between two tests.</param>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public TestReport Test(Action<DetectionTests>? onTested = null, CancellationToken cancellation = default)
    {
        var results = new List<DetectionTests>();
        foreach (var detection in Detections)
        {
            var result = new RuleTestRunner(detection, Context, _bound.Value.Tables, Now).Run(cancellation);
            results.Add(result);
            onTested?.Invoke(result);
        }

        return new TestReport(results, Diagnostics);
    }

    /// <summary>Writes the rules built in as they are prepared for a scan: what is published beside the program so that no scan prepares them again.</summary>
    public static void StoreRules(Stream output) => RuleStoreWriter.Write(output, Views.Load([]).Catalog);

    /// <summary>The name that file must have.</summary>
    public static string StoredRulesName => RuleStore.FileName;

    /// <summary>Every message about rule files, their queries and tests, in the order of files.</summary>
    public IReadOnlyList<Diagnostic> Lint()
    {
        var messages = new List<Diagnostic>(Diagnostics);
        foreach (var detection in Detections)
        {
            foreach (var rule in detection.Rules)
            {
                messages.AddRange(Translation.Translate(rule, Context).Diagnostics.Select(rule.InFile));
            }

            if (detection.Tests is { } tests && RuleTexts.TryRead(tests, messages) is { } source)
            {
                var bag = new DiagnosticBag(source);
                RuleTestReader.Read(tests, bag);
                messages.AddRange(bag.ToList());
            }
        }

        return messages;
    }

    PreparedRule[] Prepare(ScanRequest request)
    {
        var rules = new List<RuleToPrepare>();
        foreach (var detection in Detections)
        {
            rules.AddRange(detection.Rules.Where(r => request.Wants(r.Language)).Select(r => new RuleToPrepare(detection, r)));
        }

        return RulePreparation.Prepare(rules, Context, request.Raw, request.Threads ?? Environment.ProcessorCount);
    }

    (Query Query, IReadOnlyList<UserTable> Tables, List<Diagnostic> Messages) Translate(QueryRequest request, CancellationToken cancellation)
    {
        var messages = new List<Diagnostic>([.. _views.Value.Diagnostics, .. _bound.Value.Diagnostics]);
        var tables = new List<UserTable>(_bound.Value.Tables);
        Add(request.Tables, tables, messages, cancellation);
        var query = Translation.Translate(new Rule(request.Language, request.Text), Context);
        messages.AddRange(query.Diagnostics);
        return (query, tables, messages);
    }

    // What the user gives is in the catalog beside the vendors' tables; a file named outright stands before one of a package.
    (BindContext, IReadOnlyList<UserTable>, IReadOnlyList<Diagnostic>) Bind()
    {
        var messages = new List<Diagnostic>(_packages.Value.Diagnostics);
        var tables = new List<UserTable>(_packages.Value.Tables);
        tables.ForEach(t => t.AddTo(_views.Value.Catalog));
        Add(_options.Tables, tables, messages, CancellationToken.None);
        return (new BindContext(_views.Value.Catalog) { Saved = new(() => SavedFunctions.With(_packages.Value.SavedQueries)), Parameters = _options.Parameters, Strict = _options.Strict, VendorLimits = _options.VendorLimits, Outside = OutsideFiles.Of(_options.External) }, tables, messages);
    }

    void Add(IReadOnlyList<KeyValuePair<string, string>> files, List<UserTable> tables, List<Diagnostic> messages, CancellationToken cancellation)
    {
        foreach (var (name, path) in files)
        {
            if (UserTable.Open(name, path, messages, cancellation) is { } table)
            {
                table.AddTo(_views.Value.Catalog);
                tables.RemoveAll(t => t.Name == name);
                tables.Add(table);
            }
        }
    }

    ReadOptions ReadOptions() => Records.ReadOptions.Default with { Reference = _options.Now };

    EngineOptions Engine(int threads) => new() { Now = Now, Threads = threads };

    // A small file alone is a chunk or two: starting threads takes longer than they save. One that says it is empty may still be something that waits, as in /proc;
    // a compressed one may hold much.
    static int ThreadsFor(IReadOnlyList<InputSource> sources) =>
        sources is [{ Size: > 0 and <= LargestAlone, Name: var name }] && Path.GetExtension(name) is not (".gz" or ".zip") ? 1 : Environment.ProcessorCount;
}
