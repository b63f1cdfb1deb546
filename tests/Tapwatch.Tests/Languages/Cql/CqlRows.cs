// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Optimizer;
using Tapwatch.Tests.Engine;

namespace Tapwatch.Tests.Languages.Cql;

/// <summary>Runs CQL over events given as JSON objects, one per line; the fields of each are those of its JSON.</summary>
static class CqlRows
{
    public static Query Translate(string query, bool strict = false) =>
        CqlLanguage.Translate(new SourceText("query", query), new BindContext(new ViewCatalog()) { Strict = strict });

    /// <summary>The rows as text, values joined by <c> | </c>, null as <c>∅</c>.</summary>
    public static string[] Of(string query, string events = "")
    {
        var lines = events.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var source = lines.Length == 0 ? "" : $"createEvents([{string.Join(", ", lines.Select(Quote))}]) | parseJson(handleNull=discard) | ";
        var translated = Translate(source + query);
        Assert.Equal([], translated.Diagnostics.Where(static d => d.IsError).Select(DiagnosticRenderer.Render));
        return PlanRows.Of(PlanOptimizer.Optimize(translated.Root!));
    }

    /// <summary>A text as CQL writes it.</summary>
    public static string Quote(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
