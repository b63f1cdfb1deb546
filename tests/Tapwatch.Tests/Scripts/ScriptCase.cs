// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Tests.Scripts;

/// <summary>What a section of a script expects.</summary>
public enum ScriptExpectation
{
    /// <summary>Rows.</summary>
    Table,

    /// <summary>The printed plan, optimised.</summary>
    Plan,

    /// <summary>The messages of a text that does not run.</summary>
    Error,
}

/// <summary>A table of a script: a header of <c>name:type</c> and rows of cells.</summary>
public sealed record ScriptTable(string Name, IReadOnlyList<string> Lines);

/// <summary>One case of a script.</summary>
/// <param name="File">The script, under the folder of scripts.</param>
/// <param name="Line">The line its section begins on, from 1.</param>
/// <param name="Language"><c>kql</c>, <c>cql</c> or <c>aql</c>.</param>
/// <param name="Query">The query text.</param>
/// <param name="Expectation">What is expected.</param>
/// <param name="Expected">It, line by line.</param>
/// <param name="Tables">The tables defined above it.</param>
/// <param name="Now">The clock.</param>
/// <param name="Skip">Why it is known not to hold yet, or null.</param>
public sealed record ScriptCase(
    string File,
    int Line,
    string Language,
    string Query,
    ScriptExpectation Expectation,
    IReadOnlyList<string> Expected,
    IReadOnlyList<ScriptTable> Tables,
    DateTime Now,
    string? Skip)
{
    /// <summary>The line numbers of what is expected: from, and up to but not including.</summary>
    public (int From, int To) ExpectedLines { get; init; }

    /// <summary>Whether other languages must give the same: the header has names only.</summary>
    public bool IsShared { get; init; }

    /// <summary>Whether another language stands before it, which says what is expected.</summary>
    public bool IsFollower { get; init; }

    /// <summary><c>kql/where.test:12</c>.</summary>
    public override string ToString() => $"{File}:{Line}";
}
