// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Plan.Functions;

/// <summary>A function of a row and of the rows around it, in the order they come.</summary>
/// <param name="Name"><c>window.name</c>.</param>
/// <param name="Parameters">Types of the parameters; null is any type.</param>
/// <param name="Result">The result type; null: that of the first argument.</param>
/// <param name="Summary">One sentence: what it computes.</param>
public sealed record WindowFunction(string Name, IReadOnlyList<ScalarType?> Parameters, ScalarType? Result, string Summary)
{
    /// <summary>A call of this function.</summary>
    public WindowCall Call(params IReadOnlyList<Expression> arguments) => new(this, arguments, Result ?? arguments[0].Type);

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A window function applied to arguments that are computed per row.</summary>
public sealed record WindowCall(WindowFunction Function, IReadOnlyList<Expression> Arguments, ScalarType Type);
