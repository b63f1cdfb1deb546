// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Plan.Diagnostics;

/// <summary>TW2: names and types.</summary>
public static partial class Messages
{
    /// <summary>TW2001: a table has no such column.</summary>
    public static Diagnostic UnknownColumn(SourceSpan at, string table, string name, string? nearest) =>
        Wrong("TW2001", at, $"`{table}` has no column `{name}`", DidYouMean(nearest));

    /// <summary>TW2002: no such table.</summary>
    public static Diagnostic UnknownTable(SourceSpan at, string name, string? nearest, string? help = null) =>
        Wrong("TW2002", at, $"there is no table `{name}`", DidYouMean(nearest) ?? help);

    /// <summary>TW2003: no such function.</summary>
    public static Diagnostic UnknownFunction(SourceSpan at, string name, string? nearest) =>
        Wrong("TW2003", at, $"there is no function `{name}`", DidYouMean(nearest));

    /// <summary>TW2004: too few or too many arguments.</summary>
    public static Diagnostic ArgumentCount(SourceSpan at, string name, string expected, int given) =>
        Wrong("TW2004", at, $"`{name}` takes {expected}, but {given} given");

    /// <summary>TW2005: a value of a type that does not fit.</summary>
    public static Diagnostic WrongType(SourceSpan at, string what, string expected, string given) =>
        Wrong("TW2005", at, $"{what} must be {expected}, not {given}");

    /// <summary>TW2006: a name stands for nothing in scope.</summary>
    public static Diagnostic UnknownName(SourceSpan at, string name, string? nearest) =>
        Wrong("TW2006", at, $"`{name}` is not defined here", DidYouMean(nearest));

    /// <summary>TW2007: no such named parameter.</summary>
    public static Diagnostic UnknownParameter(SourceSpan at, string function, string name, string? nearest) =>
        Wrong("TW2007", at, $"`{function}` has no parameter `{name}`", DidYouMean(nearest));
}
