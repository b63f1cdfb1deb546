// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Regexes;

/// <summary>A part of a regular expression over ASCII text.</summary>
abstract record RegexNode;

/// <summary>One byte of a set.</summary>
sealed record SetNode(AsciiSet Bytes) : RegexNode;

/// <summary>One part after the other; none: the empty text.</summary>
sealed record SequenceNode(IReadOnlyList<RegexNode> Parts) : RegexNode;

/// <summary>Any of the parts, the earlier the rather.</summary>
sealed record ChoiceNode(IReadOnlyList<RegexNode> Parts) : RegexNode;

/// <summary>The part several times; a most of -1 is without end.</summary>
sealed record RepeatNode(RegexNode Part, int Least, int Most, bool Lazy) : RegexNode;

/// <summary>A part whose place is remembered, under its number in the order of the pattern.</summary>
sealed record GroupNode(RegexNode Part, int Group) : RegexNode;

/// <summary>Something that must hold between two bytes.</summary>
sealed record AssertionNode(Assertion Assertion) : RegexNode;

/// <summary>What can be asked of a place in a text.</summary>
enum Assertion
{
    /// <summary>The beginning of the text.</summary>
    Start,

    /// <summary>The beginning of a line.</summary>
    LineStart,

    /// <summary>The end of the text.</summary>
    End,

    /// <summary>The end of the text, or before a line break that ends it.</summary>
    LastLineEnd,

    /// <summary>The end of a line.</summary>
    LineEnd,

    /// <summary>Between a word and what is none.</summary>
    WordBoundary,

    /// <summary>Anywhere else.</summary>
    NoWordBoundary,
}
