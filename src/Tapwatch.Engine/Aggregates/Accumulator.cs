// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Aggregates;

/// <summary>One aggregate over all groups at once: state lies in arrays by group number.</summary>
abstract class Accumulator
{
    /// <summary>Bytes of state, roughly.</summary>
    public abstract long ApproximateBytes { get; }

    /// <summary>Makes room for groups 0 to <paramref name="count"/> - 1.</summary>
    public abstract void Grow(int count);

    /// <summary>Takes in a batch; <paramref name="groups"/> holds the group of each row.</summary>
    public abstract void Add(Column[] arguments, ReadOnlySpan<int> groups);

    /// <summary>The results, one row per group.</summary>
    public abstract Column Build(int count);

    /// <summary>The size arrays grow to.</summary>
    protected static int Room(int have, int count) => count <= have ? have : Math.Max(count, Math.Max(8, have * 2));
}
