// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Languages.Cql.Parsing;

/// <summary>Commands of other query languages. LogScale takes them for words to search for and finds nothing.</summary>
static class ForeignVerbs
{
    static readonly Dictionary<string, string> _help = new(StringComparer.Ordinal)
    {
        ["where"] = "a condition stands by itself: `| field=value`, or `| test(a > b)` to compare fields",
        ["project"] = "write `select([a, b])` or `table([a, b])`",
        ["extend"] = "write `field := expression`",
        ["summarize"] = "write `groupBy([key], function=count())`",
        ["dedup"] = "write `groupBy([key], function=selectLast([a, b]))`",
        ["fields"] = "write `select([a, b])`",
        ["search"] = "a condition stands by itself",
        ["limit"] = "write `head(10)` or `tail(10)`",
    };

    /// <summary>How LogScale says what this word means elsewhere, or null.</summary>
    public static string? Help(string word) => _help.GetValueOrDefault(word);

    /// <summary>How LogScale says what this function does elsewhere, or null.</summary>
    public static string? FunctionHelp(string name) => name.ToUpperInvariant() switch
    {
        "DC" or "DCOUNT" => "write `count(field, distinct=true)`",
        "DISTINCT" => "write `groupBy([field], function=[])`",
        "VALUES" or "MAKE_SET" => "write `collect([field])`",
        "ISNULL" or "ISEMPTY" or "ISNOTNULL" or "ISNOTEMPTY" => "write `field!=*` for a missing field, `field=*` for one that is there",
        "SUBSTR" or "SUBSTRING" => "write `regex(\"^(?<part>.{3})\", field=field)`, or `text:substring(…)`",
        "LIMIT" => "write `head(10)` or `tail(10)`",
        "FIELDS" or "PROJECT" => "write `select([a, b])`",
        "WHERE" => "a condition stands by itself: `| field=value`, or `| test(a > b)` to compare fields",
        "BIN" => "write `bucket(span=1h)` or `timeChart(span=1h)`",
        "TOLOWER" => "write `lower(field)`",
        "TOUPPER" => "write `upper(field)`",
        "STRLEN" or "LEN" => "write `length(field)`",
        "CONTAINS" => "write `field=*text*` or `text:contains(field, substring=\"text\")`",
        "DEDUP" => "write `groupBy([key], function=selectLast([a, b]))`",
        "FIRST" => "write `selectFromMin(field=@timestamp, include=[field])`",
        "LAST" or "LATEST" => "write `selectLast([field])`",
        "EARLIEST" => "write `min(@timestamp)`",
        _ => null,
    };
}
