// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Findings;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Detections.Testing;

/// <summary>What a test stands for.</summary>
enum RuleTestKind
{
    /// <summary>Something the detection must find.</summary>
    Hit,

    /// <summary>Something unrelated that it must not find.</summary>
    Miss,

    /// <summary>Something that it must not find and that almost looks like what it finds.</summary>
    NearMiss,
}

/// <summary>A case of a <c>tests.yaml</c>: records, and what a detection must make of them.</summary>
sealed record RuleTest
{
    /// <summary>What it shows, as a sentence.</summary>
    public required string Name { get; init; }

    /// <summary>What it stands for.</summary>
    public required RuleTestKind Kind { get; init; }

    /// <summary>Which of the well-known mistakes of other rules it guards against, if any.</summary>
    public int? Point { get; init; }

    /// <summary>The clock of the run, when it matters.</summary>
    public DateTime? Now { get; init; }

    /// <summary>The records: texts as they would stand in files.</summary>
    public required IReadOnlyList<TestInput> Inputs { get; init; }

    /// <summary>How many findings there must be.</summary>
    public required int Findings { get; init; }

    /// <summary>What some finding must say: each line of it in one and the same finding.</summary>
    public required IReadOnlyList<KeyValuePair<ActivityField, string>> Fields { get; init; }

    /// <summary>The severity the findings must have; null: any.</summary>
    public string? Severity { get; init; }

    /// <summary>Where it stands.</summary>
    public required SourceSpan Span { get; init; }
}

/// <summary>A file of a test: its name and its text; a text of null is to be read from <paramref name="Name"/>.</summary>
sealed record TestInput(string Name, string? Text);
