// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Languages.Aql.Syntax;

/// <summary>A whole query, or one in brackets. Clauses that are not there are null.</summary>
sealed record SelectSyntax(SourceSpan Span, IReadOnlyList<ItemSyntax> Items, SourceSyntax Source) : SyntaxNode(Span)
{
    /// <summary>Where <c>DISTINCT</c> stands: no AQL, but often written.</summary>
    public SourceSpan? Distinct { get; init; }

    /// <summary>The cursor of <c>INTO</c>.</summary>
    public NameSyntax? Into { get; init; }

    public ExpressionSyntax? Where { get; init; }

    public IReadOnlyList<ExpressionSyntax> GroupBy { get; init; } = [];

    public ExpressionSyntax? Having { get; init; }

    public SessionSyntax? Session { get; init; }

    public IReadOnlyList<OrderSyntax> OrderBy { get; init; } = [];

    public NumberSyntax? Limit { get; init; }

    public TimeSyntax? Time { get; init; }

    public IReadOnlyList<ParameterSyntax> Parameters { get; init; } = [];
}

/// <summary>How an alias is written.</summary>
enum AliasForm
{
    Bare,
    DoubleQuoted,
    SingleQuoted,
}

/// <summary>A name given to a result column.</summary>
/// <param name="Span">The name.</param>
/// <param name="Name">Without quotes.</param>
/// <param name="Form">How it is quoted.</param>
/// <param name="Implicit">Whether <c>AS</c> is left out.</param>
sealed record AliasSyntax(SourceSpan Span, string Name, AliasForm Form, bool Implicit) : SyntaxNode(Span);

/// <summary>An entry of the SELECT list; <see cref="StarSyntax"/> for <c>*</c>.</summary>
sealed record ItemSyntax(SourceSpan Span, ExpressionSyntax Value, AliasSyntax? Alias) : SyntaxNode(Span);

/// <summary>What rows come from.</summary>
abstract record SourceSyntax(SourceSpan Span) : SyntaxNode(Span);

/// <summary>A database (<c>events</c>, <c>flows</c>, <c>simarc</c>) or the cursor of an earlier query.</summary>
sealed record TableSyntax(SourceSpan Span, string Name, bool Quoted) : SourceSyntax(Span);

/// <summary><c>GLOBALVIEW('saved search', 'NORMAL')</c>.</summary>
sealed record GlobalViewSyntax(SourceSpan Span, IReadOnlyList<ExpressionSyntax> Arguments) : SourceSyntax(Span);

/// <summary><c>FROM (SELECT …)</c>.</summary>
sealed record SubselectSyntax(SourceSpan Span, SelectSyntax Select) : SourceSyntax(Span);

/// <summary>A source that could not be read.</summary>
sealed record MissingSourceSyntax(SourceSpan Span) : SourceSyntax(Span);

/// <summary>A key of ORDER BY.</summary>
sealed record OrderSyntax(SourceSpan Span, ExpressionSyntax Value, bool Descending, string? Collation) : SyntaxNode(Span);

/// <summary><c>name=value</c> after PARAMETERS.</summary>
sealed record ParameterSyntax(SourceSpan Span, string Name, ExpressionSyntax Value) : SyntaxNode(Span);

/// <summary><c>SESSION BY time keys [EXPLICIT] BEGIN c [[EXPLICIT] END c] [TIMEOUT ms] [TIMEWINDOW n unit]</c>.</summary>
sealed record SessionSyntax(SourceSpan Span, ExpressionSyntax Time, IReadOnlyList<ExpressionSyntax> Keys) : SyntaxNode(Span)
{
    public bool ExplicitBegin { get; init; }

    public ExpressionSyntax? Begin { get; init; }

    public bool ExplicitEnd { get; init; }

    public ExpressionSyntax? End { get; init; }

    public NumberSyntax? Timeout { get; init; }

    public NumberSyntax? Window { get; init; }

    public string? WindowUnit { get; init; }
}

/// <summary>Which stretch of time is searched.</summary>
abstract record TimeSyntax(SourceSpan Span) : SyntaxNode(Span);

/// <summary><c>LAST n MINUTES|HOURS|DAYS</c>.</summary>
sealed record LastSyntax(SourceSpan Span, NumberSyntax Count, string Unit, SourceSpan UnitSpan) : TimeSyntax(Span);

/// <summary><c>START a [STOP b]</c>.</summary>
sealed record RangeSyntax(SourceSpan Span, ExpressionSyntax? Start, ExpressionSyntax? Stop) : TimeSyntax(Span);

/// <summary><c>TIMES OFFENSE_TIME(id)</c>.</summary>
sealed record TimesSyntax(SourceSpan Span, ExpressionSyntax Value) : TimeSyntax(Span);
