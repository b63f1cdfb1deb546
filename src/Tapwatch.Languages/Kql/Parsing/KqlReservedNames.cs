// SPDX-License-Identifier: Apache-2.0


namespace Tapwatch.Languages.Kql.Parsing;

/// <summary>Words that are names only within brackets: <c>['first']</c>.</summary>
/// <remarks>As Kusto's language service has them (KS228): some everywhere, some only where a column is named, some only where one is used.</remarks>
static class KqlReservedNames
{
    static readonly string[] _always =
    [
        "and", "anomalychart", "areachart", "asc", "bagexpansion", "barchart", "between", "bin_legacy", "boolean", "byte", "cachingpolicy", "callout",
        "cancel", "card", "char", "columnchart", "contains_cs", "containscs", "cycles", "dataexport", "datascope", "date", "datetime", "decimal",
        "decodeblocks", "desc", "double", "encodingpolicy", "endswith", "endswith_cs", "expandoutput", "extent_tags_retention", "first", "flags",
        "float", "force_remote", "harddelete", "hardretention", "has_all", "has_any", "has_cs", "hasprefix", "hasprefix_cs", "hassuffix",
        "hassuffix_cs", "hotcache", "int", "isfuzzy", "journal", "ladderchart", "last", "like", "likecs", "linechart", "long", "missing",
        "nooptimization", "notcontains", "notcontainscs", "notlike", "notlikecs", "or", "others", "pathformat", "piechart", "pivotchart", "project",
        "queries", "query_results", "real", "relaxed", "restricted_view_access", "row_level_security", "rowstore", "rowstore_references",
        "rowstore_sealinfo", "rowstorepolicy", "rowstores", "scatterchart", "seal", "seals", "shards", "simple", "softdelete", "softretention",
        "stackedareachart", "startswith", "startswith_cs", "statistics", "storedqueryresultcontainers", "string", "tablepurge", "time", "timechart",
        "timeline", "timepivot", "timespan", "treemap", "uint", "ulong", "union", "uniqueid", "unrestrictedviewers", "views", "with_itemindex",
        "with_match_id", "with_step_name", "writeaheadlog",
    ];

    /// <summary>What no column can be named, as in <c>extend first = 1</c>.</summary>
    public static IReadOnlySet<string> Given { get; } = _always.Concat(
    [
        "dynamic", "external_data", "kind", "with_source", "withsource",
    ]).ToHashSet(StringComparer.Ordinal);

    /// <summary>What no column can be called by, as in <c>where first == 1</c>.</summary>
    public static IReadOnlySet<string> Used { get; } = _always.Concat(
    [
        "accumulate", "as", "by", "contains", "earliest", "find", "has", "in", "invoke", "latest", "materialize", "mdm", "of", "print", "sample",
        "search", "set", "sql", "title", "to", "verbose", "viewers", "where",
    ]).ToHashSet(StringComparer.Ordinal);
}
