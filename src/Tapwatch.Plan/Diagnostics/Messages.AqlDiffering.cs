// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Plan.Diagnostics;

/// <summary>TW43: AQL that runs, and what a user must know about the result.</summary>
public static partial class Messages
{
    /// <summary>TW4301: the query names no time.</summary>
    public static Diagnostic AqlNoTime(SourceSpan at) =>
        new("TW4301", DiagnosticSeverity.Note, DiagnosticKind.Differs, at,
            "no time is named: all the data is searched; QRadar searches the last 5 minutes (console) or 60 seconds (API)", "add LAST 24 HOURS");

    /// <summary>TW4302: CASE WHEN condition, which the guide does not have; an error when strict.</summary>
    public static Diagnostic AqlSearchedCase(SourceSpan at, bool strict)
    {
        const string Fact = "IBM documents only `CASE x WHEN value`, not `CASE WHEN condition`; whether a console takes it is not known";
        const string Help = "the documented form is `IF condition THEN a ELSE b`";
        return strict ? Wrong("TW4302", at, Fact, Help) : Accepted("TW4302", at, Fact, Help);
    }

    /// <summary>TW4303: a number and a string in one comparison of order.</summary>
    public static Diagnostic AqlComparedAsText(SourceSpan at, bool isTime) =>
        Differs("TW4303", at, "a number and a string are compared as text: '10' is less than '9'",
            isTime ? "times are milliseconds: write START '2026-01-05 10:00' STOP …, or PARSETIMESTAMP('yyyy-MM-dd HH:mm', '…')" : "write the number without quotes");

    /// <summary>TW4304: a regex that means something else when it must match the whole value.</summary>
    public static Diagnostic AqlMatchesSearches(SourceSpan at) =>
        Differs("TW4304", at, "IBM does not say whether MATCHES must match the whole value; here it may match any part", "write '.*x.*' for any part, '^x$' for the whole");

    /// <summary>TW4305: LOGSOURCETYPENAME of the log source instead of its type.</summary>
    public static Diagnostic AqlLogSourceTypeArgument(SourceSpan at, bool strict)
    {
        const string Fact = "LOGSOURCETYPENAME takes the type, `devicetype`; of `logsourceid` a console may refuse it or give other names";
        return strict
            ? Wrong("TW4305", at, Fact, "write LOGSOURCETYPENAME(devicetype)")
            : Accepted("TW4305", at, Fact + "; it is read as `devicetype` here", "write LOGSOURCETYPENAME(devicetype)");
    }

    /// <summary>TW4306: a name function no view knows names for.</summary>
    public static Diagnostic AqlNoNames(SourceSpan at, string function) =>
        Differs("TW4306", at, $"no names are known here for {function}: it is null");

    /// <summary>TW4307: YYYY in a date pattern.</summary>
    public static Diagnostic AqlWeekYear(SourceSpan at) =>
        Differs("TW4307", at, "`YYYY` is the year of the week: the last days of December may show the next year", "write `yyyy`");

    /// <summary>TW4308: PARAMETERS, which only concern the servers of a QRadar deployment.</summary>
    public static Diagnostic AqlParametersIgnored(SourceSpan at) =>
        new("TW4308", DiagnosticSeverity.Note, DiagnosticKind.Differs, at, "PARAMETERS concern the servers of a QRadar deployment; they change nothing here");

    /// <summary>TW4309: INTO, whose cursor nobody can read afterwards.</summary>
    public static Diagnostic AqlCursorIgnored(SourceSpan at) =>
        new("TW4309", DiagnosticSeverity.Note, DiagnosticKind.Differs, at, "the cursor is not kept: its rows are the result");

    /// <summary>TW4310: a collation.</summary>
    public static Diagnostic AqlCollation(SourceSpan at) =>
        Differs("TW4310", at, "COLLATE is not applied: text is ordered by character code");

    /// <summary>TW4311: a name that is both column and alias.</summary>
    public static Diagnostic AqlAliasHidesColumn(SourceSpan at, string name) =>
        Differs("TW4311", at, $"`{name}` is both a column and an alias; the aggregate of that alias is meant here", "choose another alias");

    /// <summary>TW4312: a constant as a key.</summary>
    public static Diagnostic AqlConstantKey(SourceSpan at, string text, string help) =>
        Differs("TW4312", at, $"{text} is a constant: it neither orders nor groups", help);

    /// <summary>TW4313: the third argument of SUBSTRING.</summary>
    public static Diagnostic AqlSubstringEnd(SourceSpan at) =>
        Differs("TW4313", at, "IBM does not say whether the third argument of SUBSTRING is an end or a length; it is the end here (not included)");

    /// <summary>TW4314: HAVING without groups.</summary>
    public static Diagnostic AqlHavingWithoutGroups(SourceSpan at) =>
        Differs("TW4314", at, "HAVING without GROUP BY or an aggregate works like WHERE here");

    /// <summary>TW4315: a column that exists and that no record kind fills.</summary>
    public static Diagnostic AqlUnfilled(SourceSpan at, string name) =>
        Differs("TW4315", at, $"no log read here fills \"{name}\": it is null in every event");

    /// <summary>TW4316: a table that exists and that no record kind fills.</summary>
    public static Diagnostic AqlEmptyCatalog(SourceSpan at, string name) =>
        Differs("TW4316", at, $"no log read here fills `{name}`: it has no rows");

    /// <summary>TW4317: a comparison that can never be true (measured on 7.6.0).</summary>
    public static Diagnostic AqlComparedWithNull(SourceSpan at, bool negated) =>
        Differs("TW4317", at, "a comparison with NULL is never true", negated ? "write IS NOT NULL" : "write IS NULL");
}
