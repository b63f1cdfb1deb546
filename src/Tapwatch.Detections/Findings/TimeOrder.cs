// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Detections.Findings;

/// <summary>The order of time; what has none comes last.</summary>
/// <remarks>A comparer of things, not a key of theirs: sorting by a key that is a value is compiled when it runs, which takes longer than the few findings of a scan.</remarks>
sealed class TimeOrder<T>(Func<T, DateTime?> time) : IComparer<T>
    where T : class
{
    public int Compare(T? x, T? y) => (time(x!) ?? DateTime.MaxValue).CompareTo(time(y!) ?? DateTime.MaxValue);
}
