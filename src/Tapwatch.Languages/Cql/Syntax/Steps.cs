// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Languages.Cql.Syntax;

/// <summary>A part of a query text.</summary>
abstract record CqlNode(SourceSpan Span);

/// <summary>Steps, one after the other.</summary>
sealed record PipelineSyntax(IReadOnlyList<StepSyntax> Steps, SourceSpan Span) : CqlNode(Span);

/// <summary>What stands between two pipes.</summary>
abstract record StepSyntax(SourceSpan Span) : CqlNode(Span);

/// <summary>A condition events must meet.</summary>
sealed record FilterStep(FilterSyntax Condition, SourceSpan Span) : StepSyntax(Span);

/// <summary>A function call that is a step of its own; <paramref name="Alias"/> is the name after an <c>as</c> that LogScale does not have.</summary>
sealed record CallStep(CallSyntax Call, FieldSyntax? Alias, SourceSpan Span) : StepSyntax(Span);

/// <summary><c>field := expression</c></summary>
sealed record AssignStep(FieldSyntax Target, ExpressionSyntax Value, SourceSpan Span) : StepSyntax(Span);

/// <summary><c>case { pipeline; pipeline }</c></summary>
sealed record CaseStep(IReadOnlyList<PipelineSyntax> Clauses, SourceSpan Span) : StepSyntax(Span);

/// <summary><c>field match { guard => pipeline; … }</c></summary>
sealed record MatchStep(FieldSyntax Field, IReadOnlyList<MatchClauseSyntax> Clauses, SourceSpan Span) : StepSyntax(Span);

/// <summary><c>[count(), max(x)]</c>: short for <c>stats([…])</c>.</summary>
sealed record StatsStep(ArraySyntax Functions, SourceSpan Span) : StepSyntax(Span);

/// <summary>One clause of <c>match</c>: a pattern, or a function without its <c>field</c>.</summary>
sealed record MatchClauseSyntax(PatternSyntax? Guard, CallSyntax? Function, bool Negated, PipelineSyntax Body, SourceSpan Span) : CqlNode(Span);

/// <summary>A field by name, as written in quotes or bare.</summary>
sealed record FieldSyntax(string Name, bool Quoted, SourceSpan Span) : CqlNode(Span);
