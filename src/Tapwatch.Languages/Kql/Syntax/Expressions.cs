// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Diagnostics;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Syntax;

/// <summary>Something that stands for a value or for rows.</summary>
abstract record KqlExpression(SourceSpan Span);

/// <summary>Where an expression should be and none is; the parser has said so.</summary>
sealed record MissingExpression(SourceSpan Span) : KqlExpression(Span);

/// <summary>A literal; the value is held as in a plan constant, null is the typed null. Of dynamic, the JSON text.</summary>
sealed record LiteralExpression(SourceSpan Span, ScalarType Type, object? Value) : KqlExpression(Span);

/// <summary>A name: column, table, variable; also <c>['a name']</c>.</summary>
sealed record NameExpression(SourceSpan Span, string Name) : KqlExpression(Span);

/// <summary>A name with <c>*</c> in it, such as <c>Device*</c>.</summary>
sealed record WildcardExpression(SourceSpan Span, string Pattern) : KqlExpression(Span);

/// <summary><c>*</c>: all columns.</summary>
sealed record StarExpression(SourceSpan Span) : KqlExpression(Span);

/// <summary>A call; arguments may be named, and may be pipelines.</summary>
sealed record CallExpression(SourceSpan Span, NameExpression Function, IReadOnlyList<NamedExpression> Arguments) : KqlExpression(Span);

/// <summary><c>a.b</c>.</summary>
sealed record MemberExpression(SourceSpan Span, KqlExpression Target, NameExpression Member) : KqlExpression(Span);

/// <summary><c>a.f(b)</c>: a function or table of a database, workspace or cluster.</summary>
sealed record MethodExpression(SourceSpan Span, KqlExpression Target, CallExpression Call) : KqlExpression(Span);

/// <summary><c>a[b]</c>.</summary>
sealed record IndexExpression(SourceSpan Span, KqlExpression Target, KqlExpression Index) : KqlExpression(Span);

/// <summary><c>-a</c> or <c>+a</c>.</summary>
sealed record SignExpression(SourceSpan Span, bool Minus, KqlExpression Operand) : KqlExpression(Span);

/// <summary>An operator between two operands; <see cref="Operator"/> as written (<c>==</c>, <c>!has</c>, <c>matches regex</c>, <c>+</c>).</summary>
sealed record BinaryExpression(SourceSpan Span, KqlExpression Left, string Operator, SourceSpan OperatorSpan, KqlExpression Right) : KqlExpression(Span);

/// <summary>Operands joined by <c>and</c> or by <c>or</c>; kept flat, because detections hold chains of hundreds.</summary>
sealed record LogicalExpression(SourceSpan Span, bool IsAnd, IReadOnlyList<KqlExpression> Operands) : KqlExpression(Span);

/// <summary><c>in</c>, <c>!in~</c>, <c>has_any</c>, <c>has_all</c>… with a list, or one operand without brackets.</summary>
sealed record InExpression(SourceSpan Span, KqlExpression Left, string Operator, SourceSpan OperatorSpan, IReadOnlyList<KqlExpression> Right) : KqlExpression(Span);

/// <summary><c>a between (b .. c)</c>.</summary>
sealed record BetweenExpression(SourceSpan Span, KqlExpression Left, bool Negated, KqlExpression From, KqlExpression To) : KqlExpression(Span);

/// <summary>An expression in brackets.</summary>
sealed record BracketExpression(SourceSpan Span, KqlExpression Inner) : KqlExpression(Span);

/// <summary>Rows through operators: <c>T | where … | …</c>.</summary>
sealed record PipeExpression(SourceSpan Span, KqlExpression Source, IReadOnlyList<KqlOperator> Operators) : KqlExpression(Span);

/// <summary>An operator that brings its own rows: <c>print</c>, <c>range</c>, <c>union</c>, <c>search</c>, <c>find</c>, <c>evaluate</c>.</summary>
sealed record SourceExpression(SourceSpan Span, KqlOperator Operator) : KqlExpression(Span);

/// <summary>The rows a text brings: <c>datatable(a:long)[1, 2]</c>.</summary>
sealed record DatatableExpression(SourceSpan Span, IReadOnlyList<ColumnDeclaration> Columns, IReadOnlyList<KqlExpression> Values) : KqlExpression(Span);

/// <summary>Rows of files: <c>externaldata(a:long)[h@"https://…"] with (format="csv")</c>.</summary>
sealed record ExternalDataExpression(SourceSpan Span, IReadOnlyList<ColumnDeclaration> Columns, IReadOnlyList<KqlExpression> Uris, IReadOnlyList<KqlParameter> Properties) : KqlExpression(Span);

/// <summary>A function body in <c>let</c>: <c>view (a:long = 1, T:(x:long)) { … }</c>.</summary>
sealed record LambdaExpression(SourceSpan Span, bool IsView, IReadOnlyList<LambdaParameter> Parameters, KqlBody Body) : KqlExpression(Span);

/// <summary><c>typeof(long)</c>, <c>typeof(a:long, b:string)</c>.</summary>
sealed record TypeofExpression(SourceSpan Span, IReadOnlyList<ColumnDeclaration> Columns) : KqlExpression(Span);

/// <summary>An expression that may have names: <c>a</c>, <c>n = a</c>, <c>(n, m) = a</c>.</summary>
sealed record NamedExpression(SourceSpan Span, IReadOnlyList<NameExpression> Names, KqlExpression Value)
{
    /// <summary>The one name, or null.</summary>
    public NameExpression? Name => Names.Count == 1 ? Names[0] : null;
}

/// <summary><c>name:type</c>; the type is null when it is unknown (reported), the name empty in <c>typeof(long)</c>.</summary>
sealed record ColumnDeclaration(SourceSpan Span, string Name, ScalarType? Type);

/// <summary>A parameter of a lambda: scalar (<see cref="Type"/>) or tabular (<see cref="Columns"/>, empty for <c>(*)</c>).</summary>
sealed record LambdaParameter(SourceSpan Span, string Name, ScalarType? Type, IReadOnlyList<ColumnDeclaration>? Columns, KqlExpression? Default);

/// <summary><c>name = value</c> in the head of an operator; the value is a literal or a name.</summary>
sealed record KqlParameter(SourceSpan Span, string Name, KqlExpression Value)
{
    /// <summary>The value as a word: of a name the name, of a literal its text.</summary>
    public string Word => Value switch
    {
        NameExpression name => name.Name,
        LiteralExpression { Value: bool b } => b ? "true" : "false",
        LiteralExpression literal => Convert.ToString(literal.Value, System.Globalization.CultureInfo.InvariantCulture) ?? "",
        _ => "",
    };
}
