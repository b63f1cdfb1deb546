// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Plan.Diagnostics;

/// <summary>How much a message weighs.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Good to know.</summary>
    Note,

    /// <summary>It runs, and the user must know this about the result.</summary>
    Warning,

    /// <summary>It does not run.</summary>
    Error,
}

/// <summary>What a message says about the vendor; the three are never mixed.</summary>
public enum DiagnosticKind
{
    /// <summary>The vendor refuses it too.</summary>
    Wrong,

    /// <summary>The vendor takes it, this program does not.</summary>
    NotSupported,

    /// <summary>It runs, but the vendor would do otherwise.</summary>
    Differs,
}

/// <summary>One message about a text: a fact, where it is, and what helps.</summary>
/// <param name="Code">Stable code, <c>TW2001</c>; the first digit is the stage (1 text, 2 names and types, 3 not supported, 4 running, 5 reading, 6 rule files).</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Kind">What it says about the vendor.</param>
/// <param name="Span">Where in <paramref name="Source"/>.</param>
/// <param name="Message">The fact: lower case, names in backticks, no full stop.</param>
/// <param name="Help">What to do about it, or null.</param>
/// <param name="Source">The text it is about.</param>
public sealed record Diagnostic(
    string Code,
    DiagnosticSeverity Severity,
    DiagnosticKind Kind,
    SourceSpan Span,
    string Message,
    string? Help = null,
    SourceText? Source = null)
{
    /// <summary>Whether it stops the query from running.</summary>
    public bool IsError => Severity == DiagnosticSeverity.Error;
}
