// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Languages.Aql.Syntax;

/// <summary>A part of a query as written, with its place.</summary>
abstract record SyntaxNode(SourceSpan Span);

/// <summary>A value or condition; AQL's grammar has one for both.</summary>
abstract record ExpressionSyntax(SourceSpan Span) : SyntaxNode(Span);

/// <summary>Stands where the text has nothing that could be read; a message says so.</summary>
sealed record MissingSyntax(SourceSpan Span) : ExpressionSyntax(Span);

/// <summary>A column, custom property or alias.</summary>
sealed record NameSyntax(SourceSpan Span, string Name, bool Quoted) : ExpressionSyntax(Span);

/// <summary>A string constant.</summary>
sealed record StringSyntax(SourceSpan Span, string Value) : ExpressionSyntax(Span);

/// <summary>A number constant as written; bound later, because only then is its type known.</summary>
sealed record NumberSyntax(SourceSpan Span, string Text) : ExpressionSyntax(Span);

/// <summary><c>true</c>, <c>false</c>.</summary>
sealed record BoolSyntax(SourceSpan Span, bool Value) : ExpressionSyntax(Span);

/// <summary><c>NULL</c>.</summary>
sealed record NullSyntax(SourceSpan Span) : ExpressionSyntax(Span);

/// <summary><c>*</c> as an argument: <c>COUNT(*)</c>.</summary>
sealed record StarSyntax(SourceSpan Span) : ExpressionSyntax(Span);

/// <summary>A function call.</summary>
/// <param name="Span">All of it.</param>
/// <param name="Name">As written, with the namespace: <c>GEO::LOOKUP</c>.</param>
/// <param name="NameSpan">Where the name stands.</param>
/// <param name="Arguments">The arguments.</param>
/// <param name="Distinct">Where a <c>DISTINCT</c> stands before the arguments: no AQL, but often written.</param>
sealed record CallSyntax(SourceSpan Span, string Name, SourceSpan NameSpan, IReadOnlyList<ExpressionSyntax> Arguments, SourceSpan? Distinct = null) : ExpressionSyntax(Span)
{
    public bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Operators before one operand.</summary>
enum UnaryOperator
{
    Not,
    Minus,
    Complement,
}

/// <summary>An operator before its operand.</summary>
sealed record UnarySyntax(SourceSpan Span, UnaryOperator Operator, ExpressionSyntax Operand) : ExpressionSyntax(Span);

/// <summary>Operators between two operands.</summary>
enum BinaryOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    BitOr,
    BitXor,
    BitAnd,
    ShiftLeft,
    ShiftRight,
    ShiftRightUnsigned,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Power,
}

/// <summary>An operator between its operands.</summary>
sealed record BinarySyntax(SourceSpan Span, BinaryOperator Operator, ExpressionSyntax Left, ExpressionSyntax Right) : ExpressionSyntax(Span);

/// <summary>Two or more operands joined by AND, or by OR; flat, because generated rules join thousands.</summary>
sealed record JunctionSyntax(SourceSpan Span, bool IsAnd, IReadOnlyList<ExpressionSyntax> Operands) : ExpressionSyntax(Span);

/// <summary>How text is matched.</summary>
enum MatchOperator
{
    Like,
    ILike,
    Matches,
    IMatches,
}

/// <summary><c>x [NOT] LIKE pattern</c> and its kin.</summary>
sealed record MatchSyntax(SourceSpan Span, ExpressionSyntax Operand, MatchOperator Operator, bool Negated, ExpressionSyntax Pattern) : ExpressionSyntax(Span);

/// <summary><c>x [NOT] BETWEEN a AND b</c>.</summary>
sealed record BetweenSyntax(SourceSpan Span, ExpressionSyntax Operand, bool Negated, ExpressionSyntax Low, ExpressionSyntax High) : ExpressionSyntax(Span);

/// <summary><c>x [NOT] IN (a, b)</c>.</summary>
sealed record InListSyntax(SourceSpan Span, ExpressionSyntax Operand, bool Negated, IReadOnlyList<ExpressionSyntax> Values) : ExpressionSyntax(Span);

/// <summary><c>x [NOT] IN (SELECT …)</c>.</summary>
sealed record InSelectSyntax(SourceSpan Span, ExpressionSyntax Operand, bool Negated, SelectSyntax Select) : ExpressionSyntax(Span);

/// <summary><c>x IS [NOT] NULL</c>.</summary>
sealed record IsNullSyntax(SourceSpan Span, ExpressionSyntax Operand, bool Negated) : ExpressionSyntax(Span);

/// <summary>One branch of a CASE.</summary>
sealed record WhenSyntax(SourceSpan Span, ExpressionSyntax When, ExpressionSyntax Then) : SyntaxNode(Span);

/// <summary><c>CASE [x] WHEN … THEN … [ELSE …] END</c>; with an operand the documented, simple form.</summary>
sealed record CaseSyntax(SourceSpan Span, ExpressionSyntax? Operand, IReadOnlyList<WhenSyntax> Whens, ExpressionSyntax? Else) : ExpressionSyntax(Span);

/// <summary><c>IF condition THEN a ELSE b</c>.</summary>
sealed record IfSyntax(SourceSpan Span, ExpressionSyntax Condition, ExpressionSyntax Then, ExpressionSyntax? Else) : ExpressionSyntax(Span);

/// <summary><c>TEXT SEARCH 'query'</c>: the quick filter over the payload.</summary>
sealed record TextSearchSyntax(SourceSpan Span, string Query, SourceSpan QuerySpan) : ExpressionSyntax(Span);
