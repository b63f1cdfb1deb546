// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Tapwatch.Engine.Text;

namespace Tapwatch.Engine.Functions;

/// <summary>
/// A regular expression that is made when the first text comes that has a literal it needs. An expression that runs in linear time takes
/// half a megabyte to some megabytes and up to 100 ms to make; plans carry many, most of which no row ever reaches.
/// </summary>
/// <param name="expression">The expression to run.</param>
/// <param name="pattern">What it was made of, with the literals it needs.</param>
sealed class SoughtRegex(string expression, string pattern)
{
    readonly RequiredLiterals? _literals = RequiredLiterals.Of(pattern);
    Regex? _made;

    public Regex Made => _made ??= RegexKernels.Compile(expression);

    /// <summary>Whether the text has what every match needs.</summary>
    public bool MayMatch(ReadOnlySpan<byte> text) => _literals is null || _literals.OccurIn(text);
}
