// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Plan.Functions;

/// <summary>What a function does with null arguments.</summary>
public enum NullRule
{
    /// <summary>Any null argument makes the result null; the engine never calls the function.</summary>
    Strict,

    /// <summary>The function looks at nulls itself.</summary>
    Handles,
}

/// <summary>
/// A scalar function of the plan: one meaning, no vendor modes. Languages lower their functions and operators to these; where vendors differ there are two functions.
/// </summary>
/// <param name="Name"><c>family.name</c>, as the plan printer shows it.</param>
/// <param name="Parameters">Types of the parameters; null is any type. When <paramref name="Variadic"/>, the last repeats (also zero times).</param>
/// <param name="Variadic">Whether the last parameter repeats.</param>
/// <param name="Result">The result type; null: the type of the argument at <paramref name="ResultLike"/>.</param>
/// <param name="ResultLike">Which argument gives the result type when <paramref name="Result"/> is null.</param>
/// <param name="Nulls">What nulls do.</param>
/// <param name="Summary">One sentence: what it computes.</param>
public sealed record Function(
    string Name,
    IReadOnlyList<ScalarType?> Parameters,
    bool Variadic,
    ScalarType? Result,
    int ResultLike,
    NullRule Nulls,
    string Summary)
{
    /// <summary>In a list of parameter types: any type. As a result type: that of an argument, see <see cref="ResultLike"/>.</summary>
    internal static ScalarType? Any => null;

    /// <summary>Whether the value may change from call to call or run to run (the clock, random numbers); such calls are never folded.</summary>
    public bool Volatile { get; init; }

    /// <summary>A call of this function; the lowering has checked count and types.</summary>
    public Call Call(params IReadOnlyList<Expression> arguments) => new(this, arguments, Result ?? arguments[ResultLike].Type);

    /// <summary>A call whose result type the lowering knows better (empty argument lists, dynamic casts).</summary>
    public Call CallAs(ScalarType type, params IReadOnlyList<Expression> arguments) => new(this, arguments, type);

    internal static Function Of(string name, string summary, ScalarType? result, params ScalarType?[] parameters) =>
        new(name, parameters, Variadic: false, result, 0, NullRule.Strict, summary);

    internal Function WithNulls() => this with { Nulls = NullRule.Handles };

    internal Function Repeating() => this with { Variadic = true };

    internal Function Like(int argument) => this with { Result = null, ResultLike = argument };

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <inheritdoc/>
    public bool Equals(Function? other) => other is not null && Name == other.Name;

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
}
