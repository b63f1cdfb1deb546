// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Plan.Functions;

/// <summary>A function over the rows of a group.</summary>
/// <param name="Name"><c>aggregate.name</c>.</param>
/// <param name="Parameters">Types of the parameters; null is any type.</param>
/// <param name="Result">The result type; null: that of the argument at <paramref name="ResultLike"/>.</param>
/// <param name="ResultLike">Which argument gives the result type.</param>
/// <param name="Summary">One sentence: what it computes, and of no rows.</param>
public sealed record AggregateFunction(string Name, IReadOnlyList<ScalarType?> Parameters, ScalarType? Result, int ResultLike, string Summary)
{
    /// <summary>A call of this function.</summary>
    public AggregateCall Call(params IReadOnlyList<Expression> arguments) => new(this, arguments, Result ?? arguments[ResultLike].Type);

    internal static AggregateFunction Of(string name, string summary, ScalarType? result, params ScalarType?[] parameters) => new(name, parameters, result, 0, summary);

    internal AggregateFunction Like(int argument) => this with { Result = null, ResultLike = argument };

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>An aggregate function applied to arguments that are computed per row.</summary>
public sealed record AggregateCall(AggregateFunction Function, IReadOnlyList<Expression> Arguments, ScalarType Type);
