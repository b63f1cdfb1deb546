// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Plan.Diagnostics;

/// <summary>
/// Every message this program gives about a text, with its code. One partial file per stage; a code is used once and never again for another fact.
/// </summary>
/// <remarks>
/// Codes: <c>TW1xxx</c> text, <c>TW2xxx</c> names and types, <c>TW3xxx</c> not supported here, <c>TW4xxx</c> running and differing, <c>TW5xxx</c> reading,
/// <c>TW6xxx</c> rule files. The second digit: 0 shared by languages, 1 KQL, 2 CQL, 3 AQL.
/// </remarks>
public static partial class Messages
{
    static Diagnostic Wrong(string code, SourceSpan at, string message, string? help = null) =>
        new(code, DiagnosticSeverity.Error, DiagnosticKind.Wrong, at, message, help);

    static Diagnostic NotSupported(string code, SourceSpan at, string message, string? help = null) =>
        new(code, DiagnosticSeverity.Error, DiagnosticKind.NotSupported, at, message, help);

    static Diagnostic Differs(string code, SourceSpan at, string message, string? help = null) =>
        new(code, DiagnosticSeverity.Warning, DiagnosticKind.Differs, at, message, help);

    static Diagnostic Accepted(string code, SourceSpan at, string message, string? help = null) =>
        new(code, DiagnosticSeverity.Warning, DiagnosticKind.Wrong, at, message, help);

    static string? DidYouMean(string? nearest) => nearest is null ? null : $"did you mean `{nearest}`?";
}
