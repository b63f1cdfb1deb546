// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>A function of CQL: its parameters and what it means in each place it may stand.</summary>
/// <param name="Name">As LogScale writes it.</param>
/// <param name="Parameters">
/// The parameters, separated by spaces. The first is the one whose name may be left out (<c>-</c>: none); <c>[]</c> behind it: it takes a list, and several
/// unnamed arguments are read as one. <c>!</c> before a name: LogScale has it, this program does not.
/// </param>
sealed record CqlFunction(string Name, string Parameters)
{
    /// <summary>The value it computes.</summary>
    public Func<CallArguments, Expression?>? Value { get; init; }

    /// <summary>The field its value goes to when no other is named; null: <c>_name</c>.</summary>
    public string? As { get; init; }

    /// <summary>Whether an event passes.</summary>
    public Func<CallArguments, Expression?>? Condition { get; init; }

    /// <summary>What it computes over all events or those of a group.</summary>
    public Func<CallArguments, IReadOnlyList<AggregateOutput>?>? Aggregate { get; init; }

    /// <summary>What it does with a stream of events.</summary>
    public Action<CallArguments>? Step { get; init; }

    /// <summary>Whether the step looks at more than one event at a time.</summary>
    public bool Whole { get; init; }

    /// <summary>Whether it puts other rows beside the events, which cannot be done for each element of an array.</summary>
    public bool LooksUp { get; init; }

    /// <summary>Whether it may stand among conditions without a pipe.</summary>
    public bool IsFilter => Condition is not null || (Step is not null && !Whole);

    /// <summary>The parameters without their marks.</summary>
    public IReadOnlyList<string> ParameterNames { get; } =
        [.. Parameters.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static p => p.Trim('!', '[', ']')).Where(static p => p != "-")];

    /// <summary>The parameter whose name may be left out, or null.</summary>
    public string? First => Parameters.Length == 0 || Parameters[0] == '-' ? null : ParameterNames[0];

    /// <summary>Whether several unnamed arguments are read as a list.</summary>
    public bool FirstIsList => Parameters.Split(' ')[0].EndsWith("[]", StringComparison.Ordinal);

    /// <summary>Whether the parameter is one this program does not have.</summary>
    public bool IsUnsupported(string parameter) => Parameters.Split(' ').Contains("!" + parameter, StringComparer.Ordinal);
}

/// <summary>One field an aggregate function gives.</summary>
/// <param name="Name">The field.</param>
/// <param name="Call">The aggregate of the plan.</param>
/// <param name="Finish">What is done with its result, or null.</param>
sealed record AggregateOutput(string Name, AggregateCall Call, Func<Expression, Expression>? Finish = null)
{
    /// <summary>Further aggregates of the plan that the result is made of.</summary>
    public IReadOnlyList<AggregateCall> More { get; init; } = [];

    /// <summary>What the results of all make, that of <see cref="Call"/> first; null when there is only that.</summary>
    public Func<IReadOnlyList<Expression>, Expression>? Combine { get; init; }

    /// <summary>When the result is a JSON array of arrays of which each is to become a row: the fields their elements go to.</summary>
    public IReadOnlyList<string> Rows { get; init; } = [];
}
