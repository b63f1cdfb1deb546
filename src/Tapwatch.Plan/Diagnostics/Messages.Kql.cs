// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Plan.Diagnostics;

/// <summary>The second digit 1: KQL.</summary>
public static partial class Messages
{
    /// <summary>TW1100: a backslash before a character that no escape begins with.</summary>
    public static Diagnostic UnknownEscape(SourceSpan at, string escape) =>
        Wrong("TW1100", at, $"`{escape}` is no escape sequence", "write the backslash twice, or put `@` before the string");

    /// <summary>TW1101: a word behind a bar that is no operator.</summary>
    public static Diagnostic UnknownOperator(SourceSpan at, string name, string? nearest) =>
        Wrong("TW1101", at, $"there is no operator `{name}`", DidYouMean(nearest));

    /// <summary>TW1102: a word that is no type.</summary>
    public static Diagnostic UnknownType(SourceSpan at, string name) =>
        Wrong("TW1102", at, $"there is no type `{name}`");
}
