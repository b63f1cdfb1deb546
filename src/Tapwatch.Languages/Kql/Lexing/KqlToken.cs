// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Diagnostics;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Lexing;

/// <summary>What a token is.</summary>
enum KqlTokenKind
{
    End,

    /// <summary>A name or keyword; which of them, the parser decides by the place: KQL has next to no reserved words.</summary>
    Word,

    /// <summary>Punctuation or an operator, including <c>in~</c>, <c>!has</c> and the like.</summary>
    Symbol,

    /// <summary>A literal; its value is in <see cref="KqlToken.Value"/>.</summary>
    Literal,

    /// <summary>A character nothing begins with; reported already.</summary>
    Bad,
}

/// <summary>One token with its place.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Text">The word or symbol; of a literal, as written.</param>
sealed record KqlToken(KqlTokenKind Kind, SourceSpan Span, string Text)
{
    /// <summary>The type of a literal.</summary>
    public ScalarType Type { get; init; }

    /// <summary>The value of a literal, held as in a plan constant; null is the typed null.</summary>
    public object? Value { get; init; }

    /// <summary>Whether this is that symbol.</summary>
    public bool Is(string symbol) => Kind == KqlTokenKind.Symbol && Text == symbol;

    /// <summary>Whether this is that word. Keywords are lower case in KQL.</summary>
    public bool IsWord(string word) => Kind == KqlTokenKind.Word && Text == word;

    /// <summary>Whether this is a string literal.</summary>
    public bool IsString => Kind == KqlTokenKind.Literal && Type == ScalarType.String;

    /// <summary>As messages show it.</summary>
    public string Display => Kind switch
    {
        KqlTokenKind.End => "end of query",
        KqlTokenKind.Literal when Type == ScalarType.String => "string",
        _ => Text.Length > 40 ? $"`{Text[..40]}…`" : $"`{Text}`",
    };
}
