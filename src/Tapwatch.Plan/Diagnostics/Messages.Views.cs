// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Plan.Diagnostics;

/// <summary>TW65: what is wrong with a view file.</summary>
public static partial class Messages
{
    /// <summary>TW6501: the file is no JSON.</summary>
    public static Diagnostic ViewNotJson(SourceSpan at, string reason) => Wrong("TW6501", at, $"the view is not valid JSON: {reason}");

    /// <summary>TW6502: a value of the wrong shape.</summary>
    public static Diagnostic ViewShape(SourceSpan at, string what, string expected) => Wrong("TW6502", at, $"{what} must be {expected}");

    /// <summary>TW6503: a type no column can have.</summary>
    public static Diagnostic ViewType(SourceSpan at, string type) =>
        Wrong("TW6503", at, $"there is no type `{type}`", "types are bool, int, long, real, decimal, datetime, timespan, guid, string and dynamic");

    /// <summary>TW6504: a record kind that does not exist.</summary>
    public static Diagnostic ViewKind(SourceSpan at, string kind, string? nearest) => Wrong("TW6504", at, $"there is no record kind `{kind}`", DidYouMean(nearest));

    /// <summary>TW6505: a mapping for a column the table has not.</summary>
    public static Diagnostic ViewColumn(SourceSpan at, string table, string column, string? nearest) =>
        Wrong("TW6505", at, $"`{table}` has no column `{column}` to map", DidYouMean(nearest));

    /// <summary>TW6506: an expression that cannot be read.</summary>
    public static Diagnostic ViewExpression(SourceSpan at, string expression, string reason) =>
        Wrong("TW6506", at, $"the expression `{expression}` cannot be read: {reason}");
}
