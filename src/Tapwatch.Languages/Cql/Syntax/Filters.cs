// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Languages.Cql.Syntax;

/// <summary>A condition.</summary>
abstract record FilterSyntax(SourceSpan Span) : CqlNode(Span);

/// <summary>All must hold; written with <c>AND</c> or side by side.</summary>
sealed record AndFilter(IReadOnlyList<FilterSyntax> Operands, SourceSpan Span) : FilterSyntax(Span);

/// <summary>One must hold. Binds tighter than AND.</summary>
sealed record OrFilter(IReadOnlyList<FilterSyntax> Operands, SourceSpan Span) : FilterSyntax(Span);

/// <summary><c>NOT x</c>, <c>!x</c></summary>
sealed record NotFilter(FilterSyntax Operand, SourceSpan Span) : FilterSyntax(Span);

/// <summary>A condition in parentheses.</summary>
sealed record GroupFilter(FilterSyntax Inner, SourceSpan Span) : FilterSyntax(Span);

/// <summary>How a field is compared with a pattern.</summary>
enum CompareOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Like,
}

/// <summary><c>field = pattern</c> and its kin. The right side is never a field.</summary>
sealed record CompareFilter(FieldSyntax Field, CompareOperator Operator, PatternSyntax Pattern, SourceSpan Span) : FilterSyntax(Span);

/// <summary><c>field =~ function()</c>: the function with that field as its <c>field</c>.</summary>
sealed record ApplyFilter(FieldSyntax Field, bool Negated, CallSyntax Call, SourceSpan Span) : FilterSyntax(Span);

/// <summary>A function that filters, or a step written beside others without a pipe.</summary>
sealed record CallFilter(CallSyntax Call, SourceSpan Span) : FilterSyntax(Span);

/// <summary><c>$name(argument=value)</c>: a saved query.</summary>
sealed record SavedFilter(string Name, IReadOnlyList<ArgumentSyntax> Arguments, SourceSpan Span) : FilterSyntax(Span);

/// <summary>A pattern sought anywhere in the event.</summary>
sealed record FreeTextFilter(PatternSyntax Pattern, SourceSpan Span) : FilterSyntax(Span);

/// <summary><c>true</c> or <c>false</c>.</summary>
sealed record BoolFilter(bool Value, SourceSpan Span) : FilterSyntax(Span);

/// <summary>A condition inside a function's braces that stands where an expression is asked: <c>k &lt;=&gt; A.k</c>.</summary>
sealed record LinkFilter(FieldSyntax Left, FieldSyntax Right, SourceSpan Span) : FilterSyntax(Span);

/// <summary>What stands on the right of a comparison or alone as free text.</summary>
abstract record PatternSyntax(SourceSpan Span) : CqlNode(Span);

/// <summary>A bare word, <c>*</c> for any run.</summary>
sealed record WordPattern(string Text, SourceSpan Span) : PatternSyntax(Span);

/// <summary>A quoted string, escapes resolved, <c>*</c> for any run.</summary>
sealed record TextPattern(string Text, SourceSpan Span) : PatternSyntax(Span);

/// <summary><c>/body/flags</c>; the body as written.</summary>
sealed record RegexPattern(string Body, string Flags, SourceSpan Span) : PatternSyntax(Span);

/// <summary><c>?name</c> or <c>?{name=default}</c></summary>
sealed record ParameterPattern(string Name, string? Default, SourceSpan Span) : PatternSyntax(Span);
