// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Regexes;

/// <summary>What assertions need to know about the byte before or after a place.</summary>
enum Place
{
    /// <summary>Before the first byte.</summary>
    Start,

    /// <summary>A letter, digit or underscore.</summary>
    Word,

    /// <summary>A line break that is not the last byte of the text.</summary>
    LineBreak,

    /// <summary>A line break that is.</summary>
    LastLineBreak,

    /// <summary>Any other byte.</summary>
    Other,

    /// <summary>After the last byte.</summary>
    End,
}

/// <summary>Answers assertions.</summary>
static class Places
{
    public static bool Holds(Assertion assertion, Place before, Place after) => assertion switch
    {
        Assertion.Start => before == Place.Start,
        Assertion.LineStart => before is Place.Start or Place.LineBreak or Place.LastLineBreak,
        Assertion.End => after == Place.End,
        Assertion.LastLineEnd => after is Place.End or Place.LastLineBreak,
        Assertion.LineEnd => after is Place.End or Place.LastLineBreak or Place.LineBreak,
        Assertion.WordBoundary => before == Place.Word != (after == Place.Word),
        _ => before == Place.Word == (after == Place.Word),
    };

    /// <summary>The place before the byte at <paramref name="at"/> of a text.</summary>
    public static Place Before(ReadOnlySpan<byte> text, int at) => at == 0 ? Place.Start : Of(text, at - 1);

    /// <summary>The place after the byte before <paramref name="at"/>.</summary>
    public static Place After(ReadOnlySpan<byte> text, int at) => at == text.Length ? Place.End : Of(text, at);

    static Place Of(ReadOnlySpan<byte> text, int at) =>
        text[at] == (byte)'\n' ? (at == text.Length - 1 ? Place.LastLineBreak : Place.LineBreak)
        : AsciiSet.Words.Has(text[at]) ? Place.Word
        : Place.Other;
}
