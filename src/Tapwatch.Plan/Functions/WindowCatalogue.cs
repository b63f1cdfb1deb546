// SPDX-License-Identifier: Apache-2.0

using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>All window functions of the plan. "Restarts" is a condition: a row where it is true begins anew.</summary>
public static class WindowCatalogue
{
    public static readonly WindowFunction Number = new("window.number", [T.Long, T.Bool], T.Long, "Number of the row, from a first number on; restarts.");
    public static readonly WindowFunction RunningSum = new("window.running_sum", [null, T.Bool], null, "Sum of the values up to this row, nulls left out; restarts.");
    public static readonly WindowFunction Rank = new("window.rank", [null, T.Bool], T.Long, "Number of the first row, from 1 on, in the run of rows with the same value; restarts.");
    public static readonly WindowFunction DenseRank = new("window.dense_rank", [null, T.Bool], T.Long, "Number of the run of rows with the same value, from 1 on; restarts.");
    public static readonly WindowFunction SessionStart = new("window.session_start", [null, T.TimeSpan, T.TimeSpan, T.Bool], null, "First time of the session: a new one begins too far from its first time, or from the time before; restarts.");
    public static readonly WindowFunction Stretch = new("window.stretch", [T.Long, T.Bool, T.Bool, T.Bool, T.Bool, T.Long, T.Long], T.Long,
        "Number of the stretch of rows, from 1 on; null outside of any. Of a time: begins; ends; only the beginning begins one; only the end ends one; longest pause; longest duration.");
    public static readonly WindowFunction Earlier = new("window.earlier", [null, T.Long, null], null, "The value so many rows before, or a default.");
    public static readonly WindowFunction Later = new("window.later", [null, T.Long, null], null, "The value so many rows behind, or a default.");

    /// <summary>Every window function.</summary>
    public static IReadOnlyList<WindowFunction> All { get; } = [Number, RunningSum, Rank, DenseRank, SessionStart, Stretch, Earlier, Later];
}
