// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Plan.Diagnostics;

/// <summary>TW6: what is wrong with a rule file, a detection folder or its tests.</summary>
public static partial class Messages
{
    /// <summary>TW6001: a file that is no YAML.</summary>
    public static Diagnostic NotYaml(SourceSpan at, string reason) =>
        Wrong("TW6001", at, $"not valid YAML: {reason}");

    /// <summary>TW6002: a key that must be there.</summary>
    public static Diagnostic MissingKey(SourceSpan at, string key) =>
        Wrong("TW6002", at, $"the key `{key}` is missing");

    /// <summary>TW6003: a value that is none of those allowed.</summary>
    public static Diagnostic BadValue(SourceSpan at, string key, string given, string expected, string? nearest = null) =>
        Wrong("TW6003", at, $"`{key}` must be {expected}, not `{given}`", DidYouMean(nearest));

    /// <summary>TW6004: a key nobody reads.</summary>
    public static Diagnostic UnknownKey(SourceSpan at, string key, string? nearest) =>
        Accepted("TW6004", at, $"unknown key `{key}`; it has no effect", DidYouMean(nearest));

    /// <summary>TW6005: a key that stands twice in one mapping.</summary>
    public static Diagnostic DuplicateKey(SourceSpan at, string key) =>
        Wrong("TW6005", at, $"the key `{key}` stands here a second time");

    /// <summary>TW6006: a value of another form: text where a list must be, and so on.</summary>
    public static Diagnostic WrongForm(SourceSpan at, string key, string expected, string given) =>
        Wrong("TW6006", at, $"`{key}` must be {expected}, not {given}");

    /// <summary>TW6007: a detection without a query.</summary>
    public static Diagnostic NoQuery(SourceSpan at, string id) =>
        Wrong("TW6007", at, $"`{id}` has no query", "put a `sentinel.kql`, `logscale.cql` or `qradar.aql` beside this file");

    /// <summary>TW6008: two detections of one id.</summary>
    public static Diagnostic DuplicateId(SourceSpan at, string id, string first) =>
        Wrong("TW6008", at, $"the id `{id}` is taken by {first}");

    /// <summary>TW6009: a file among the rules that is no rule.</summary>
    public static Diagnostic NotARule(SourceSpan at) =>
        Accepted("TW6009", at, "this is no rule: there is no `query` in it", "rules are `detection.yaml`, Sentinel analytics YAML, LogScale alert YAML, `.kql`, `.cql` and `.aql` files");

    /// <summary>TW6010: a rule file or folder that cannot be read.</summary>
    public static Diagnostic UnreadableRule(SourceSpan at, string reason) =>
        Wrong("TW6010", at, $"cannot be read: {reason}");

    /// <summary>TW6011: a path given for rules under which there is none.</summary>
    public static Diagnostic NoRules(SourceSpan at) =>
        Wrong("TW6011", at, "there is no rule here", "rules are `detection.yaml`, Sentinel analytics YAML, LogScale alert YAML, `.kql`, `.cql` and `.aql` files");

    /// <summary>TW6012: a rule that aggregates over the time it looks back runs over all the data.</summary>
    public static Diagnostic WholeDataAggregate(SourceSpan at, string lookBack) =>
        Differs("TW6012", at, $"aggregates over its look-back of {lookBack}; a scan evaluates it once over all the data given");

    /// <summary>TW6013: a trigger threshold is held against all rows of a scan.</summary>
    public static Diagnostic WholeDataTrigger(SourceSpan at, string condition) =>
        Differs("TW6013", at, $"triggers when the number of rows is {condition}; a scan counts the rows over all the data given");

    /// <summary>TW6014: a detection whose tests leave something out.</summary>
    public static Diagnostic MissingTest(SourceSpan at, string id, string what) =>
        Wrong("TW6014", at, $"`{id}` has no {what}", "a detection needs at least one `hit`, one `miss` and one `near_miss`");

    /// <summary>TW6015: a file nested or repeated beyond what any rule needs.</summary>
    public static Diagnostic TooComplex(SourceSpan at, string what) =>
        NotSupported("TW6015", at, $"{what}");

    /// <summary>TW6016: a view file that cannot be used.</summary>
    public static Diagnostic BadView(SourceSpan at, string reason) =>
        Wrong("TW6016", at, reason);

    /// <summary>TW6017: a table the user named that cannot be used.</summary>
    public static Diagnostic BadTable(SourceSpan at, string reason) =>
        Wrong("TW6017", at, reason);

    /// <summary>TW6018: a rule that compares periods means something at one moment only.</summary>
    public static Diagnostic ComparesPeriods(SourceSpan at) =>
        Differs("TW6018", at, "compares periods of time with one another; it runs once, as of now", "`--now` sets the moment");

    /// <summary>TW6019: a query that gave more rows than a scan keeps.</summary>
    public static Diagnostic TooManyRows(SourceSpan at, int kept) =>
        Differs("TW6019", at, $"gives more than {kept} rows; the rest is not among the findings", "ask with `tapwatch query`, or make the rule say less");

    /// <summary>TW6020: a query that could not be run to its end.</summary>
    public static Diagnostic RunFailed(SourceSpan at, string reason) =>
        NotSupported("TW6020", at, $"could not be evaluated: {reason}");

    /// <summary>TW6030: an alert that shall tell a column the query does not give.</summary>
    public static Diagnostic AlertColumn(SourceSpan at, string column, string? nearest) =>
        Accepted("TW6030", at, $"the alert names the column `{column}`, which the query does not give", DidYouMean(nearest));
}
