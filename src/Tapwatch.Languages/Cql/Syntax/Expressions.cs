// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Languages.Cql.Syntax;

/// <summary>A value, or what a function takes as one. Unlike in filters a bare word is a field and a quoted one is text.</summary>
abstract record ExpressionSyntax(SourceSpan Span) : CqlNode(Span);

/// <summary>A bare word: a field, a number, or a word such as <c>max</c>, as the place demands.</summary>
sealed record WordExpression(string Text, SourceSpan Span) : ExpressionSyntax(Span);

/// <summary>A quoted string, escapes resolved.</summary>
sealed record TextExpression(string Text, SourceSpan Span) : ExpressionSyntax(Span);

/// <summary>A regular expression as an argument.</summary>
sealed record RegexExpression(RegexPattern Pattern, SourceSpan Span) : ExpressionSyntax(Span);

/// <summary><c>?name</c></summary>
sealed record ParameterExpression(ParameterPattern Parameter, SourceSpan Span) : ExpressionSyntax(Span);

/// <summary>Two values and what stands between them: <c>+ - * / % == != &lt; &lt;= &gt; &gt;= &lt;=&gt;</c>.</summary>
sealed record BinaryExpression(string Operator, ExpressionSyntax Left, ExpressionSyntax Right, SourceSpan Span) : ExpressionSyntax(Span);

/// <summary><c>-x</c> or <c>!x</c></summary>
sealed record UnaryExpression(char Operator, ExpressionSyntax Operand, SourceSpan Span) : ExpressionSyntax(Span);

/// <summary>A value in parentheses.</summary>
sealed record GroupExpression(ExpressionSyntax Inner, SourceSpan Span) : ExpressionSyntax(Span);

/// <summary><c>name(arguments)</c></summary>
sealed record CallSyntax(string Name, IReadOnlyList<ArgumentSyntax> Arguments, SourceSpan NameSpan, SourceSpan Span) : ExpressionSyntax(Span);

/// <summary><c>$name(arguments)</c> as a value.</summary>
sealed record SavedExpression(string Name, IReadOnlyList<ArgumentSyntax> Arguments, SourceSpan Span) : ExpressionSyntax(Span);

/// <summary>An argument, named or not.</summary>
sealed record ArgumentSyntax(string? Name, SourceSpan NameSpan, ExpressionSyntax Value, SourceSpan Span) : CqlNode(Span);

/// <summary><c>[a, b]</c></summary>
sealed record ArraySyntax(IReadOnlyList<ExpressionSyntax> Items, SourceSpan Span) : ExpressionSyntax(Span);

/// <summary><c>name := call</c> in an array: the call with that <c>as</c>.</summary>
sealed record AssignExpression(FieldSyntax Target, ExpressionSyntax Value, SourceSpan Span) : ExpressionSyntax(Span);

/// <summary><c>{ pipeline }</c></summary>
sealed record SubqueryExpression(PipelineSyntax Pipeline, SourceSpan Span) : ExpressionSyntax(Span);

/// <summary><c>Name: { pipeline } include: [fields]</c>: a query of <c>correlate</c>.</summary>
sealed record NamedSubqueryExpression(string Name, PipelineSyntax Pipeline, IReadOnlyList<ArgumentSyntax> Attributes, SourceSpan Span) : ExpressionSyntax(Span);
