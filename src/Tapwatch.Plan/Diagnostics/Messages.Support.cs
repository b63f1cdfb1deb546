// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Plan.Diagnostics;

/// <summary>TW3: what the vendor takes and this program does not.</summary>
public static partial class Messages
{
    /// <summary>TW3001: an operator, statement or clause that is not supported here.</summary>
    public static Diagnostic UnsupportedConstruct(SourceSpan at, string construct, string language, string? help = null) =>
        NotSupported("TW3001", at, $"{construct} is valid {language} but not supported here", help);

    /// <summary>TW3002: a function that is not supported here.</summary>
    public static Diagnostic UnsupportedFunction(SourceSpan at, string name, string language, string? help = null) =>
        NotSupported("TW3002", at, $"`{name}` is valid {language} but not supported here", help);

    /// <summary>TW3003: a parameter of a function that is not supported here.</summary>
    public static Diagnostic UnsupportedParameter(SourceSpan at, string function, string parameter, string language) =>
        NotSupported("TW3003", at, $"the parameter `{parameter}` of `{function}` is valid {language} but not supported here");
}
