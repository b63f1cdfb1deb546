// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Diagnostics;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Syntax;

/// <summary>A step of a pipeline. <see cref="Span"/> is the whole step.</summary>
abstract record KqlOperator(SourceSpan Span);

/// <summary>Where an operator should be and none is; the parser has said so.</summary>
sealed record MissingOperator(SourceSpan Span) : KqlOperator(Span);

/// <summary>An operator that is recognised and taken as text: graph operators, <c>fork</c>, <c>facet</c>.</summary>
sealed record RawOperator(SourceSpan Span, string Name, string Text) : KqlOperator(Span);

sealed record WhereOperator(SourceSpan Span, IReadOnlyList<KqlParameter> Parameters, KqlExpression Predicate) : KqlOperator(Span);

sealed record ExtendOperator(SourceSpan Span, IReadOnlyList<NamedExpression> Columns) : KqlOperator(Span);

sealed record ProjectOperator(SourceSpan Span, IReadOnlyList<NamedExpression> Columns) : KqlOperator(Span);

/// <summary><c>project-away</c>, <c>project-keep</c>: names and wildcards.</summary>
sealed record SelectOperator(SourceSpan Span, bool Keep, IReadOnlyList<KqlExpression> Columns) : KqlOperator(Span);

sealed record RenameOperator(SourceSpan Span, IReadOnlyList<NamedExpression> Columns) : KqlOperator(Span);

/// <summary>One item of <c>project-reorder</c>; <see cref="Order"/> is <c>asc</c>, <c>desc</c>, <c>granny-asc</c>, <c>granny-desc</c> or null.</summary>
sealed record ReorderItem(KqlExpression Column, string? Order);

sealed record ReorderOperator(SourceSpan Span, IReadOnlyList<ReorderItem> Columns) : KqlOperator(Span);

sealed record SummarizeOperator(SourceSpan Span, IReadOnlyList<KqlParameter> Parameters, IReadOnlyList<NamedExpression> Aggregates, IReadOnlyList<NamedExpression> Keys) : KqlOperator(Span);

/// <summary>One key of an order; null where the text does not say.</summary>
sealed record OrderItem(SourceSpan Span, KqlExpression Value, bool? Descending, bool? NullsFirst);

sealed record SortOperator(SourceSpan Span, IReadOnlyList<KqlParameter> Parameters, IReadOnlyList<OrderItem> Keys) : KqlOperator(Span);

sealed record TopOperator(SourceSpan Span, IReadOnlyList<KqlParameter> Parameters, KqlExpression Count, IReadOnlyList<OrderItem> Keys) : KqlOperator(Span);

sealed record TakeOperator(SourceSpan Span, KqlExpression Count) : KqlOperator(Span);

sealed record SampleOperator(SourceSpan Span, KqlExpression Count, KqlExpression? DistinctOf) : KqlOperator(Span);

sealed record DistinctOperator(SourceSpan Span, IReadOnlyList<KqlParameter> Parameters, IReadOnlyList<NamedExpression> Columns) : KqlOperator(Span);

sealed record CountOperator(SourceSpan Span, NameExpression? As) : KqlOperator(Span);

sealed record UnionOperator(SourceSpan Span, IReadOnlyList<KqlParameter> Parameters, IReadOnlyList<KqlExpression> Tables) : KqlOperator(Span);

sealed record JoinOperator(SourceSpan Span, bool IsLookup, IReadOnlyList<KqlParameter> Parameters, KqlExpression Right, IReadOnlyList<KqlExpression> On) : KqlOperator(Span);

sealed record AsOperator(SourceSpan Span, IReadOnlyList<KqlParameter> Parameters, NameExpression Name) : KqlOperator(Span);

sealed record RenderOperator(SourceSpan Span, string Chart, IReadOnlyList<KqlParameter> Properties) : KqlOperator(Span);

sealed record SerializeOperator(SourceSpan Span, IReadOnlyList<NamedExpression> Columns) : KqlOperator(Span);

sealed record PrintOperator(SourceSpan Span, IReadOnlyList<NamedExpression> Columns) : KqlOperator(Span);

sealed record RangeOperator(SourceSpan Span, NameExpression Column, KqlExpression From, KqlExpression To, KqlExpression Step) : KqlOperator(Span);

/// <summary>One item of mv-expand or mv-apply, with the type of its elements when given.</summary>
sealed record ExpandItem(NamedExpression Column, ScalarType? To);

sealed record ExpandOperator(SourceSpan Span, IReadOnlyList<KqlParameter> Parameters, IReadOnlyList<ExpandItem> Columns, KqlExpression? Limit) : KqlOperator(Span);

sealed record ApplyOperator(SourceSpan Span, IReadOnlyList<KqlParameter> Parameters, IReadOnlyList<ExpandItem> Columns, KqlExpression? Limit, KqlExpression SubQuery) : KqlOperator(Span);

/// <summary>A piece of a parse pattern: a text to find, a column to fill, or <c>*</c>.</summary>
abstract record ParsePiece(SourceSpan Span);

sealed record ParseText(SourceSpan Span, KqlExpression Value) : ParsePiece(Span);

sealed record ParseColumn(SourceSpan Span, string Name, ScalarType? Type) : ParsePiece(Span);

sealed record ParseStar(SourceSpan Span) : ParsePiece(Span);

/// <summary><c>parse</c> and <c>parse-where</c>.</summary>
sealed record ParseOperator(SourceSpan Span, bool Where, IReadOnlyList<KqlParameter> Parameters, KqlExpression Value, IReadOnlyList<ParsePiece> Pattern) : KqlOperator(Span);

sealed record ParseKvOperator(SourceSpan Span, KqlExpression Value, IReadOnlyList<ColumnDeclaration> Columns, IReadOnlyList<KqlParameter> Properties) : KqlOperator(Span);

/// <summary>One series of make-series.</summary>
sealed record SeriesItem(NamedExpression Aggregate, KqlExpression? Default);

sealed record MakeSeriesOperator(
    SourceSpan Span,
    IReadOnlyList<KqlParameter> Parameters,
    IReadOnlyList<SeriesItem> Series,
    NamedExpression On,
    KqlExpression? From,
    KqlExpression? To,
    KqlExpression Step,
    IReadOnlyList<NamedExpression> Keys) : KqlOperator(Span);

/// <summary>A plugin, and the columns it gives when the text says so; <see cref="KeepsSource"/> when those of the input come first (<c>*</c>).</summary>
sealed record EvaluateOperator(SourceSpan Span, IReadOnlyList<KqlParameter> Parameters, CallExpression Plugin, IReadOnlyList<ColumnDeclaration>? Schema, bool KeepsSource) : KqlOperator(Span);

sealed record InvokeOperator(SourceSpan Span, CallExpression Function) : KqlOperator(Span);

/// <summary>One level of top-nested.</summary>
sealed record NestedLevel(SourceSpan Span, KqlExpression? Count, NamedExpression Of, KqlExpression? Others, NamedExpression By, bool? Descending);

sealed record TopNestedOperator(SourceSpan Span, IReadOnlyList<NestedLevel> Levels) : KqlOperator(Span);

sealed record TopHittersOperator(SourceSpan Span, KqlExpression Count, KqlExpression Of, KqlExpression? By) : KqlOperator(Span);

/// <summary><c>partition by X (…)</c>; <see cref="BySource"/> when the sub-query begins with rows of its own in braces.</summary>
sealed record PartitionOperator(SourceSpan Span, IReadOnlyList<KqlParameter> Parameters, KqlExpression By, bool BySource, KqlExpression SubQuery) : KqlOperator(Span);

/// <summary>A step of scan.</summary>
sealed record ScanStep(SourceSpan Span, string Name, bool Optional, string? Output, KqlExpression Condition, IReadOnlyList<NamedExpression> Assignments);

sealed record ScanOperator(
    SourceSpan Span,
    IReadOnlyList<KqlParameter> Parameters,
    IReadOnlyList<OrderItem> Order,
    IReadOnlyList<NamedExpression> Partition,
    IReadOnlyList<LambdaParameter> Declare,
    IReadOnlyList<ScanStep> Steps) : KqlOperator(Span);

sealed record SearchOperator(SourceSpan Span, IReadOnlyList<KqlParameter> Parameters, IReadOnlyList<KqlExpression> Tables, KqlExpression Predicate) : KqlOperator(Span);

/// <summary><c>find in (tables) where predicate project columns</c>.</summary>
sealed record FindOperator(
    SourceSpan Span,
    IReadOnlyList<KqlParameter> Parameters,
    IReadOnlyList<KqlExpression> Tables,
    KqlExpression Predicate,
    string? Projection,
    IReadOnlyList<KqlExpression> Columns) : KqlOperator(Span);

/// <summary><c>getschema</c>, <c>consume</c>, <c>sample</c>'s kin without operands.</summary>
sealed record BareOperator(SourceSpan Span, string Name) : KqlOperator(Span);

sealed record ReduceOperator(SourceSpan Span, IReadOnlyList<KqlParameter> Parameters, KqlExpression By, IReadOnlyList<KqlParameter> Properties) : KqlOperator(Span);

/// <summary>The rows of the step before, at the head of a sub-query of mv-apply or partition.</summary>
sealed record InputExpression(SourceSpan Span) : KqlExpression(Span);
