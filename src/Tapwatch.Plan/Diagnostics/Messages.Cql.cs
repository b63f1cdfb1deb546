// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Plan.Diagnostics;

/// <summary>TW12, TW22, TW32, TW42: CQL.</summary>
public static partial class Messages
{
    /// <summary>TW1201: two steps without a pipe between them.</summary>
    public static Diagnostic CqlMissingPipe(SourceSpan at) =>
        Accepted("TW1201", at, "a new step begins here, but there is no `|` before it", "write `|` between the steps");

    /// <summary>TW1202: a regular expression where a value must stand.</summary>
    public static Diagnostic CqlRegexAsValue(SourceSpan at) =>
        Wrong("TW1202", at, "a regular expression is no value", "use `field=/…/` in a condition, or `regex(\"(?<name>…)\", field=field)` to extract");

    /// <summary>TW1203: the name of a function alone.</summary>
    public static Diagnostic CqlReservedWord(SourceSpan at, string name, string rest) =>
        Wrong("TW1203", at, $"`{name}` is the name of a function and cannot stand alone", ReservedHelp(name, rest));

    /// <summary>TW1204: <c>==</c> in a filter.</summary>
    public static Diagnostic CqlDoubleEquals(SourceSpan at) =>
        Wrong("TW1204", at, "a filter compares with `=`", "write `field=value`; to compare two fields write `test(a == b)`");

    /// <summary>TW1205: a bare word that ends in two slashes.</summary>
    public static Diagnostic CqlEndsInSlashes(SourceSpan at, string word) =>
        Wrong("TW1205", at, $"`{word}` ends in `//`, which is neither a comment nor a word", "put the word in quotes, or a space before the comment");

    /// <summary>TW1206: a boolean operator of another language.</summary>
    public static Diagnostic CqlForeignOperator(SourceSpan at, string symbol, string word) =>
        Wrong("TW1206", at, $"`{symbol}` is no operator", $"write `{word}`");

    /// <summary>TW1207: <c>field IN (values)</c>.</summary>
    public static Diagnostic CqlForeignIn(SourceSpan at, string field, string values) =>
        Wrong("TW1207", at, "`in` is a function, not an operator", $"write `in({field}, values=[{values}])`");

    /// <summary>TW1208: a field name with a character that needs quotes.</summary>
    public static Diagnostic CqlNameNeedsQuotes(SourceSpan at, string name) =>
        Wrong("TW1208", at, $"the field name `{name}` needs quotes", $"write `\"{name}\"`");

    /// <summary>TW1209: AND or OR inside an expression.</summary>
    public static Diagnostic CqlLogicInExpression(SourceSpan at, string word) =>
        Wrong(
            "TW1209",
            at,
            $"an expression cannot hold `{word}`",
            word.Equals("or", StringComparison.OrdinalIgnoreCase) ? "write `case { test(a); test(b) }`" : "write two steps: `| test(a) | test(b)`");

    /// <summary>TW1210: a name after <c>as</c> behind a call.</summary>
    public static Diagnostic CqlAliasAfterCall(SourceSpan at, string name, string fix) =>
        Accepted("TW1210", at, $"`as {name}` after a call is not CQL; LogScale would search for these words", $"write `{fix}`");

    /// <summary>TW1211: a call on the right of <c>=</c>.</summary>
    public static Diagnostic CqlCallOnTheRight(SourceSpan at, string field, string function) =>
        Wrong("TW1211", at, "the right side of `=` is a pattern, never a call", $"write `{field} =~ {function}(…)`");

    /// <summary>TW4201: OR beside AND.</summary>
    public static Diagnostic CqlOrBindsTighter(SourceSpan at, bool written) =>
        Differs(
            "TW4201",
            at,
            $"OR binds tighter than {(written ? "AND" : "the AND between conditions side by side")}: this part is evaluated first",
            "put parentheses around what belongs together");

    /// <summary>TW4202: a command of another language, which CQL takes for a word to search for.</summary>
    public static Diagnostic CqlForeignVerb(SourceSpan at, string word, string help) =>
        Differs("TW4202", at, $"`{word}` is no command: events that do not contain the word `{word}` are dropped", help);

    /// <summary>TW2201: several unnamed arguments where LogScale takes one.</summary>
    public static Diagnostic CqlManyUnnamed(SourceSpan at, string function, string fix) =>
        Accepted("TW2201", at, $"`{function}` takes one argument without a name; these are read as a list", $"write `{fix}`");

    /// <summary>TW2202: an unnamed argument that is one too many.</summary>
    public static Diagnostic CqlUnnamedArgument(SourceSpan at, string function, IReadOnlyList<string> parameters) =>
        Wrong("TW2202", at, $"`{function}` does not take these arguments without names", parameters.Count == 0 ? null : $"its parameters are: {string.Join(", ", parameters)}");

    /// <summary>TW2203: the time column of other products.</summary>
    public static Diagnostic CqlForeignTime(SourceSpan at) =>
        Accepted("TW2203", at, "`_time` is not a field of LogScale; read as `@timestamp`", "write `@timestamp`");

    /// <summary>TW2204: a comparison of size with something that is no number.</summary>
    public static Diagnostic CqlNotANumber(SourceSpan at, string field) =>
        Wrong("TW2204", at, "the right side of `<`, `<=`, `>` and `>=` must be a number", $"to compare fields write `test({field} < other)`");

    /// <summary>TW2205: an argument that must be given is not.</summary>
    public static Diagnostic CqlMissingArgument(SourceSpan at, string function, string parameter) =>
        Wrong("TW2205", at, $"`{function}` needs the argument `{parameter}`");

    /// <summary>TW2206: an argument of the wrong form.</summary>
    public static Diagnostic CqlBadArgument(SourceSpan at, string function, string parameter, string expected) =>
        Wrong("TW2206", at, $"`{parameter}` of `{function}` must be {expected}");

    /// <summary>TW2207: a function that is no condition stands where one must.</summary>
    public static Diagnostic CqlNotACondition(SourceSpan at, string function) =>
        Wrong("TW2207", at, $"`{function}` is no condition");

    /// <summary>TW2208: a saved query that is not at hand.</summary>
    public static Diagnostic CqlUnknownSavedQuery(SourceSpan at, string name, string? nearest) =>
        Accepted(
            "TW2208",
            at,
            $"there is no saved query `{name}` here: the run ends if an event gets this far",
            DidYouMean(nearest) ?? "give the package or the folder that holds it: `--package PATH`");

    /// <summary>Why a run ends at a saved query that is not at hand.</summary>
    public static string CqlNeedsSavedQuery(string name) => $"an event reaches the saved query `{name}`, which is not given; give the package or the folder that holds it: --package PATH";

    /// <summary>TW4207: a lookup file that is not at hand.</summary>
    public static Diagnostic CqlFileNotGiven(SourceSpan at, string function, string name) =>
        Differs("TW4207", at, $"`{function}` needs the file `{name}`, which is not given: the run ends if an event gets this far", $"give it: `--table \"{name}=FILE\"`");

    /// <summary>Why a run ends at a lookup file that is not at hand.</summary>
    public static string CqlNeedsFile(string function, string name) => $"an event reaches `{function}`, but the file `{name}` is not given; give it: --table \"{name}=FILE\"";

    /// <summary>TW2213: a lookup file that is not at hand where its rows are the events.</summary>
    public static Diagnostic CqlNoFile(SourceSpan at, string name, string? nearest) =>
        Wrong("TW2213", at, $"the file `{name}` is not given", DidYouMean(nearest) ?? $"give it: `--table \"{name}=FILE\"`");

    /// <summary>TW2214: a column that a lookup file does not have.</summary>
    public static Diagnostic CqlNoColumn(SourceSpan at, string table, string column, string? nearest) =>
        Wrong("TW2214", at, $"`{table}` has no column `{column}`", DidYouMean(nearest));

    /// <summary>TW2215: lists that must be of the same length.</summary>
    public static Diagnostic CqlUnequalLists(SourceSpan at, string function, string first, string second) =>
        Wrong("TW2215", at, $"`{first}` and `{second}` of `{function}` must have the same length");

    /// <summary>TW2216: a link of correlate() to no query of it.</summary>
    public static Diagnostic CqlUnknownLink(SourceSpan at, string field, IEnumerable<string> queries) =>
        Wrong("TW2216", at, $"`{field}` is no field of another query here", $"write `query.field`; the queries are {string.Join(", ", queries)}");

    /// <summary>TW2217: a function of sequences over events in no order.</summary>
    public static Diagnostic CqlNeedsOrder(SourceSpan at, string function) =>
        Accepted("TW2217", at, $"`{function}` needs events in an order, which nothing before it gives; the oldest come first", "write `| head()` or `| sort(…)` before it");

    /// <summary>TW4209: the interval a query sets for itself.</summary>
    public static Diagnostic CqlIntervalIsNotSet(SourceSpan at) =>
        Differs("TW4209", at, "`setTimeInterval` changes nothing here: all the data given is searched");

    /// <summary>TW4208: what a subquery reads is not narrowed here.</summary>
    public static Diagnostic CqlSubqueryReadsAll(SourceSpan at, string function, string parameter) =>
        Differs("TW4208", at, $"`{parameter}` of `{function}` changes nothing here: the subquery reads all the data given");

    /// <summary>TW2209: something that gives no value stands in an expression.</summary>
    public static Diagnostic CqlNotAValue(SourceSpan at) =>
        Wrong("TW2209", at, "this gives no value an expression can use");

    /// <summary>TW2210: a flag no regular expression has.</summary>
    public static Diagnostic CqlBadRegexFlag(SourceSpan at, char flag) =>
        Wrong("TW2210", at, $"a regular expression has no flag `{flag}`", "the flags are d, g, i, m and F");

    /// <summary>TW2211: <c>&lt;=&gt;</c> outside correlate.</summary>
    public static Diagnostic CqlLinkOutsideCorrelate(SourceSpan at) =>
        Wrong("TW2211", at, "`<=>` links queries inside `correlate` only");

    /// <summary>TW2212: something that does not aggregate stands where an aggregate must.</summary>
    public static Diagnostic CqlNotAnAggregate(SourceSpan at) =>
        Wrong("TW2212", at, "an aggregate function must stand here", "aggregates are count, sum, min, max, avg, collect, selectLast and others");

    /// <summary>TW3201: a feature of regular expressions that cannot be run in linear time.</summary>
    public static Diagnostic CqlRegexFeature(SourceSpan at, string feature) =>
        NotSupported("TW3201", at, $"{feature} in a regular expression is not supported here: expressions run in linear time");

    /// <summary>TW4203: the two regex engines read the pattern differently.</summary>
    public static Diagnostic CqlInlineFlag(SourceSpan at, string body) =>
        Differs(
            "TW4203",
            at,
            "`(?i)` before alternatives: LogScale's older engine (default before 1.227) applies it to the first alternative only, here it applies to all",
            $"write `/{body.Replace("(?i)", "", StringComparison.Ordinal)}/i`");

    /// <summary>TW4204: a query parameter nobody gave a value.</summary>
    public static Diagnostic CqlParameterWithoutValue(SourceSpan at, string name) =>
        Differs("TW4204", at, $"no value is given for the parameter `{name}`; read as `*`");

    /// <summary>TW4206: buckets without a width.</summary>
    public static Diagnostic CqlBucketWidth(SourceSpan at, string function) =>
        Differs("TW4206", at, $"`{function}` takes its bucket width from the search interval, which is not known here; one hour is taken", "write `span=1h`");

    /// <summary>TW4205: a display function whose rows are shown as they are.</summary>
    public static Diagnostic CqlDisplayOnly(SourceSpan at, string function) =>
        Differs("TW4205", at, $"`{function}` draws a picture in LogScale; here the rows it draws from are shown");

    /// <summary>TW4250: a hash whose algorithm LogScale does not publish.</summary>
    public static Diagnostic CqlOtherHash(SourceSpan at, string function) =>
        Differs("TW4250", at, $"`{function}` gives other values here than in LogScale, which does not say how it computes them; equal inputs give equal values");

    /// <summary>TW4252: names of addresses are asked for.</summary>
    public static Diagnostic CqlNoNames(SourceSpan at, string function) =>
        Differs("TW4252", at, $"`{function}` asks a name server in LogScale; here nobody is asked, and no name is found");

    /// <summary>TW4253: some events by chance.</summary>
    public static Diagnostic CqlSample(SourceSpan at, string function) =>
        Differs("TW4253", at, $"`{function}` keeps other events here than in LogScale, the same in every run");

    /// <summary>TW4251: the search interval is asked for.</summary>
    public static Diagnostic CqlNoInterval(SourceSpan at, string function) =>
        Differs("TW4251", at, $"`{function}` tells of the search interval in LogScale; here a search has all the data given, from 1970 up to now");

    static string ReservedHelp(string name, string rest)
    {
        var names = rest.Split([',', ' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries);
        var plain = names.Length is > 0 and <= 20 && Array.TrueForAll(names, static n => n.All(static c => char.IsLetterOrDigit(c) || c is '_' or '.' or '@' or '#'));
        return plain switch
        {
            true when name is "table" or "select" or "drop" or "groupBy" or "sort" or "top" or "collect" => $"write `{name}([{string.Join(", ", names)}])`",
            true when name is "head" or "tail" && names.Length == 1 => $"write `{name}({names[0]})`",
            _ => $"write `{name}(…)` to call it, or `\"{name}\"` to search for the word",
        };
    }
}
