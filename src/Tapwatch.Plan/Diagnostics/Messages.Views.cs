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

    /// <summary>TW6507: a JSON path that cannot be read.</summary>
    public static Diagnostic ViewJsonPath(SourceSpan at, string path) =>
        Wrong("TW6507", at, $"`{path}` is no path into JSON", "write /\"requestParameters\"/\"name\" as QRadar does, or requestParameters.name");

    /// <summary>TW6508: a regular expression of a property that cannot be used.</summary>
    public static Diagnostic ViewRegex(SourceSpan at, string regex, string reason) => Wrong("TW6508", at, $"the regular expression `{regex}` cannot be used: {reason}");

    /// <summary>TW6509: a JSON path for records that are no JSON.</summary>
    public static Diagnostic ViewPathNeedsJson(SourceSpan at, string kind) =>
        Wrong("TW6509", at, $"records of kind `{kind}` are no JSON", "give a `regex` instead of `json`");
}
