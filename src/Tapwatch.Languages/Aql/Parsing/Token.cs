// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Languages.Aql.Parsing;

/// <summary>What a token is. Keywords are words: AQL reserves none, <c>FIRST</c> and <c>LAST</c> are functions too.</summary>
enum TokenKind
{
    /// <summary>A bare name or keyword, also with a namespace: <c>GEO::LOOKUP</c>.</summary>
    Word,

    /// <summary>A name in double quotes; the text is without them.</summary>
    QuotedName,

    /// <summary>A string in single quotes; the text is without them, <c>''</c> undone.</summary>
    String,

    /// <summary>A number as written.</summary>
    Number,

    /// <summary>An operator or punctuation mark.</summary>
    Mark,

    /// <summary>After the last token.</summary>
    End,
}

/// <summary>A piece of the text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Text">Its content, see <see cref="TokenKind"/>.</param>
readonly record struct Token(TokenKind Kind, SourceSpan Span, string Text)
{
    public bool IsWord(string keyword) => Kind == TokenKind.Word && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);

    public bool IsMark(string mark) => Kind == TokenKind.Mark && Text == mark;

    /// <summary>How messages show it.</summary>
    public string Shown => Kind switch
    {
        TokenKind.End => "end of the query",
        TokenKind.String => "a string",
        TokenKind.QuotedName => $"`\"{Text}\"`",
        _ => $"`{Text}`",
    };
}
