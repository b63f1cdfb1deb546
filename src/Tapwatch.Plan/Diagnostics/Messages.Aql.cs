// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Plan.Diagnostics;

/// <summary>TW13: what is wrong with the text of an AQL query. Where the wording of a QRadar console is known, it is used.</summary>
public static partial class Messages
{
    /// <summary>TW1301: something stands where something else must; begins as the console's message does.</summary>
    public static Diagnostic AqlParsing(SourceSpan at, string found, string expected, string? help = null) =>
        Wrong("TW1301", at, $"Error Parsing: unexpected {found}, expected {expected}", help);

    /// <summary>TW1302: clauses in an order the guide does not give.</summary>
    public static Diagnostic AqlClauseOrder(SourceSpan at, string clause, string before) =>
        Accepted("TW1302", at, $"`{clause}` belongs before `{before}`; QRadar may refuse this order");

    /// <summary>TW1303: a clause stands twice.</summary>
    public static Diagnostic AqlClauseTwice(SourceSpan at, string clause) =>
        Wrong("TW1303", at, $"there is a `{clause}` already");

    /// <summary>TW1304: SQL that AQL does not have.</summary>
    public static Diagnostic AqlHasNo(SourceSpan at, string what, string help) =>
        Wrong("TW1304", at, $"AQL has no {what}", help);

    /// <summary>TW1305: a unit after LAST n that is none.</summary>
    public static Diagnostic AqlTimeUnit(SourceSpan at, string found) =>
        Wrong("TW1305", at, $"Error Parsing: unexpected {found}, expected `MINUTES`, `HOURS` or `DAYS`");

    /// <summary>TW1306: a unit after LAST n in the singular.</summary>
    public static Diagnostic AqlSingularUnit(SourceSpan at, string unit, string plural) =>
        Accepted("TW1306", at, $"the guide has `{plural}` only, not `{unit}`", $"write `{plural}`");

    /// <summary>TW1307: a construct whose ending is missing.</summary>
    public static Diagnostic AqlIncomplete(SourceSpan at, string construct, string missing) =>
        Wrong("TW1307", at, $"Error Parsing: this {construct} has no {missing}");
}
