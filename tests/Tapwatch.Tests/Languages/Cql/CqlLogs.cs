// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Tapwatch.Engine;
using Tapwatch.Languages.Cql;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Optimizer;
using Tapwatch.Plan.Printing;
using Tapwatch.Records;
using Tapwatch.Tests.Engine;

namespace Tapwatch.Tests.Languages.Cql;

/// <summary>Runs CQL over log files through the views of the repository.</summary>
static class CqlLogs
{
    static readonly Lazy<ViewCatalog> _catalog = new(Load);

    /// <summary>The rows, values joined by <c> | </c>, after a row of the column names.</summary>
    public static IReadOnlyList<string> Run(string query, params string[] paths)
    {
        var translated = CqlLanguage.Translate(new SourceText("query", query), new BindContext(_catalog.Value));
        Assert.Equal([], translated.Diagnostics.Where(static d => d.IsError).Select(DiagnosticRenderer.Render));
        var report = new InputReport();
        var inputs = new ScanInputs { Logs = InputDiscovery.Find(paths, report), Report = report };
        var rows = new List<string>();
        var names = "";
        var plan = new PlanOutput(PlanOptimizer.Optimize(translated.Root!), (columns, batch) =>
        {
            names = string.Join(" | ", columns.Select(static c => c.Name));
            PlanRows.Add(batch, rows);
        });
        var summary = PlanRunner.Run([plan], inputs, PlanRows.Options, TestContext.Current.CancellationToken);
        Assert.Empty(summary.Failures);
        return [names, .. rows];
    }

    /// <summary>The plan as it runs.</summary>
    public static string Plan(string query) =>
        PlanPrinter.Print(PlanOptimizer.Optimize(CqlLanguage.Translate(new SourceText("query", query), new BindContext(_catalog.Value)).Root!));

    public static string Repository([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", ".."));

    public static string Simulation(string file) => Path.Combine(Repository(), "tests", "Tapwatch.Tests", "Acceptance", "FourSimulations", file);

    static ViewCatalog Load()
    {
        var loader = new ViewLoader();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository(), "views", "logscale"), "*.json").Order(StringComparer.Ordinal))
        {
            loader.Add(Path.GetFileName(file), File.ReadAllBytes(file));
        }

        return loader.Build();
    }
}
