// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Languages.Kql.Syntax;

/// <summary>Statements, separated by semicolons: a whole query, or what a function holds.</summary>
sealed record KqlBody(IReadOnlyList<KqlStatement> Statements);

/// <summary>A statement.</summary>
abstract record KqlStatement(SourceSpan Span);

/// <summary><c>let name = value</c>.</summary>
sealed record LetStatement(SourceSpan Span, NameExpression Name, KqlExpression Value) : KqlStatement(Span);

/// <summary>The query proper.</summary>
sealed record QueryStatement(SourceSpan Span, KqlExpression Value) : KqlStatement(Span);

/// <summary><c>set name = value</c>; options do not change what a query means.</summary>
sealed record SetStatement(SourceSpan Span, string Name, KqlExpression? Value) : KqlStatement(Span);

/// <summary><c>declare query_parameters (a:long = 1)</c>.</summary>
sealed record ParametersStatement(SourceSpan Span, IReadOnlyList<LambdaParameter> Parameters) : KqlStatement(Span);

/// <summary>
/// <c>declare pattern name = (a:string)[path:string] { ("x").["y"] = { … }; … }</c>: which rows stand behind a call with these values. <see cref="Path"/> is null without a path.
/// </summary>
sealed record PatternStatement(SourceSpan Span, NameExpression Name, IReadOnlyList<LambdaParameter> Parameters, string? Path, IReadOnlyList<PatternCase> Cases, string Text) : KqlStatement(Span);

/// <summary>One case of a pattern.</summary>
sealed record PatternCase(IReadOnlyList<KqlExpression> Values, string? Path, KqlBody Body);

/// <summary>A statement taken as text: <c>alias</c>, <c>restrict</c>, <c>declare pattern</c>.</summary>
sealed record RawStatement(SourceSpan Span, string Keyword, string Text) : KqlStatement(Span);
