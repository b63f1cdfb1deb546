// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Languages.Aql;
using Tapwatch.Languages.Aql.Functions;
using Tapwatch.Languages.Cql.Functions;
using Tapwatch.Languages.Cql.Parsing;
using Tapwatch.Languages.Kql;
using Tapwatch.Languages.Kql.Functions;
using Tapwatch.Languages.Kql.Parsing;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Records.Columns;

namespace Tapwatch.Tests.Documentation;

/// <summary>What of each language runs here, as pages. Names are the vendor's; whether one runs is asked of the language itself, with a call of it.</summary>
static class SupportTables
{
    const string Rows = "datatable(x: long)[1]";
    const string NoSuchTable = "TW2002";
    const string NoSuchFunction = "TW2003";
    const string NotSupportedOperator = "TW3001";
    const string NotSupportedFunction = "TW3002";

    /// <summary>The page of a language.</summary>
    public static string Of(string language) => language switch
    {
        "kql" => Kql(),
        "cql" => Cql(),
        _ => Aql(),
    };

    static string Kql()
    {
        var page = Page("KQL", "Operators and functions of Kusto, and what Sentinel and Defender add.");
        Split(page, "operators", KqlParser.OperatorNames, OperatorRuns);
        Split(page, "functions", KqlKnownNames.Functions.Union(KqlFunctions.All.Keys).Except(KqlAggregates.Names), FunctionRuns);
        Split(page, "aggregates", KqlAggregates.Names, AggregateRuns);
        return page.ToString();
    }

    static bool OperatorRuns(string name) =>
        !new[] { $"{Rows} | {name}", $"{Rows} | {name} x", $"{name} where true" }.SelectMany(KqlCodes).Contains(NotSupportedOperator);

    static bool FunctionRuns(string name) =>
        new[] { "()", "(x)", "(x, 1)", "('x', 1)" }.Any(arguments => !IsRefused($"{Rows} | extend y = {name}{arguments}")) || KqlCodes($"{name}('x')").Contains(NoSuchTable);

    static bool AggregateRuns(string name) => new[] { "()", "(x)", "(x, 1)", "(x, 1, 2)" }.Any(arguments => !IsRefused($"{Rows} | summarize {name}{arguments}"));

    static bool IsRefused(string query) => KqlCodes(query).Intersect([NotSupportedOperator, NotSupportedFunction, NoSuchFunction]).Any();

    static IEnumerable<string> KqlCodes(string query) => KqlLanguage.Translate(new SourceText("query", query), new BindContext(new ViewCatalog())).Diagnostics.Select(static d => d.Code);

    static string Cql()
    {
        var page = Page("CQL", "Functions of LogScale, and which of their parameters are not read here.");
        page.Append("\n## Functions that run\n\n| function | parameters | parameters that do not |\n|---|---|---|\n");
        foreach (var function in CqlFunctionTable.All.OrderBy(static f => f.Name, StringComparer.OrdinalIgnoreCase))
        {
            var parameters = function.ParameterNames.ToLookup(function.IsUnsupported);
            page.Append(FormattableString.Invariant($"| `{function.Name}` | {string.Join(", ", parameters[false])} | {string.Join(", ", parameters[true])} |\n"));
        }

        List(page, "Functions that do not", CqlFunctionNames.All.Where(static f => CqlFunctionTable.Find(f) is null));
        return page.ToString();
    }

    static string Aql()
    {
        var page = Page("AQL", "Functions of QRadar's AQL guide. Clauses and operators, and what Tapwatch decides where the guide is silent: [AQL](../aql.md).");
        page.Append("\n## Functions that run\n\n| function | takes |\n|---|---|\n");
        foreach (var function in FunctionTable.ByName.Values.Where(AqlRuns).OrderBy(static f => f.Name, StringComparer.Ordinal))
        {
            page.Append(FormattableString.Invariant($"| `{function.Name}` | {function.Takes.Replace("|", "\\|", StringComparison.Ordinal)} |\n"));
        }

        List(page, "Aggregates that run", AggregateNames.All);
        List(page, "Functions that do not", FunctionTable.ByName.Values.Where(static f => !AqlRuns(f)).Select(static f => f.Name));
        return page.ToString();
    }

    static bool AqlRuns(AqlFunction function)
    {
        var catalog = new ViewCatalog();
        catalog.Add(new ViewTable("qradar", "events", "starttime", [new ViewColumn("starttime", ScalarType.DateTime)], []));
        var query = AqlLanguage.Translate(new SourceText("query", $"SELECT {function.Name}() FROM events"), new BindContext(catalog));
        return query.Diagnostics.All(static d => d.Code != NotSupportedFunction);
    }

    static StringBuilder Page(string language, string what) => new StringBuilder()
        .Append("# ").Append(language).Append(": what runs\n\n")
        .Append(what).Append(" This page is written by the tests from the program itself (`TAPWATCH_BLESS=1 dotnet test`).\n")
        .Append("What does not run is refused by name, with its position; it is never skipped.\n");

    static void Split(StringBuilder page, string what, IEnumerable<string> names, Func<string, bool> runs)
    {
        var split = names.ToLookup(runs);
        List(page, $"{char.ToUpperInvariant(what[0])}{what[1..]} that run", split[true]);
        List(page, $"{char.ToUpperInvariant(what[0])}{what[1..]} that do not", split[false]);
    }

    static void List(StringBuilder page, string title, IEnumerable<string> names)
    {
        var ordered = names.Order(StringComparer.OrdinalIgnoreCase).Select(static n => $"`{n}`").ToList();
        page.Append(FormattableString.Invariant($"\n## {title} ({ordered.Count})\n\n"));
        foreach (var line in ordered.Chunk(8))
        {
            page.AppendJoin(", ", line).Append(line[^1] == ordered[^1] ? "\n" : ",\n");
        }
    }
}
