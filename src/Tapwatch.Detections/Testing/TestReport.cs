// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Rules;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Detections.Testing;

/// <summary>How a test of a detection went, for one language or for all together.</summary>
/// <param name="Name">The name of the test.</param>
/// <param name="Language">The language; null: all together.</param>
/// <param name="Failure">What is not as expected; null when it passed.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record TestOutcome(string Name, RuleLanguage? Language, string? Failure, TimeSpan Elapsed)
{
    /// <summary>The language, or <c>all</c>.</summary>
    public string LanguageName => Language?.ShortName() ?? "all";
}

/// <summary>How the tests of a detection went.</summary>
/// <param name="Detection">The detection.</param>
/// <param name="Outcomes">A result per test and language, and one for all languages together.</param>
/// <param name="Problems">What keeps it from being tested properly.</param>
public sealed record DetectionTests(Detection Detection, IReadOnlyList<TestOutcome> Outcomes, IReadOnlyList<Diagnostic> Problems)
{
    /// <summary>Whether every test passed and none is missing.</summary>
    public bool Passed => Outcomes.All(static o => o.Failure is null) && !Problems.Any(static p => p.IsError);
}

/// <summary>How all tests went.</summary>
/// <param name="Detections">Per detection.</param>
/// <param name="Diagnostics">What is wrong with the rules themselves.</param>
public sealed record TestReport(IReadOnlyList<DetectionTests> Detections, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Tests that ran.</summary>
    public int Count => Detections.Sum(static d => d.Outcomes.Count);

    /// <summary>Tests that failed.</summary>
    public int Failed => Detections.Sum(static d => d.Outcomes.Count(static o => o.Failure is not null));

    /// <summary>Whether all is well.</summary>
    public bool Passed => Detections.All(static d => d.Passed) && !Diagnostics.Any(static d => d.IsError);
}
