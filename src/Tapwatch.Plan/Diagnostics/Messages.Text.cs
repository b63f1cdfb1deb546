// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Plan.Diagnostics;

/// <summary>TW1: what is wrong with the text itself.</summary>
public static partial class Messages
{
    /// <summary>TW1001: something stands where something else must.</summary>
    public static Diagnostic Unexpected(SourceSpan at, string found, string expected, string? help = null) =>
        Wrong("TW1001", at, $"unexpected {found}, expected {expected}", help);

    /// <summary>TW1002: a string, comment or regex has no end.</summary>
    public static Diagnostic Unterminated(SourceSpan at, string what) =>
        Wrong("TW1002", at, $"the {what} that begins here has no end");

    /// <summary>TW1003: a character that no part of the language begins with.</summary>
    public static Diagnostic StrayCharacter(SourceSpan at, string character) =>
        Wrong("TW1003", at, $"unexpected character `{character}`");

    /// <summary>TW1004: a literal that cannot be read as its type.</summary>
    public static Diagnostic BadLiteral(SourceSpan at, string text, string type) =>
        Wrong("TW1004", at, $"`{text}` is not a {type}");

    /// <summary>TW1005: brackets or operators nested deeper than any query needs; guards the parser's stack.</summary>
    public static Diagnostic TooDeep(SourceSpan at, int limit) =>
        NotSupported("TW1005", at, $"nested more than {limit} deep");

    /// <summary>TW1006: a regular expression that cannot be compiled.</summary>
    public static Diagnostic BadRegex(SourceSpan at, string reason) =>
        Wrong("TW1006", at, $"the regular expression is not valid: {reason}");

    /// <summary>TW1007: there is no query in the text.</summary>
    public static Diagnostic EmptyQuery(SourceSpan at) =>
        Wrong("TW1007", at, "the query is empty");
}
