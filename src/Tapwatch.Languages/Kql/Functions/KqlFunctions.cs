// SPDX-License-Identifier: Apache-2.0


namespace Tapwatch.Languages.Kql.Functions;

/// <summary>All scalar functions of KQL that are supported, and the names of those that are not.</summary>
static class KqlFunctions
{
    /// <summary>By name.</summary>
    public static IReadOnlyDictionary<string, KqlFunction> All { get; } = new[]
    {
        KqlConversions.All,
        KqlTexts.All,
        KqlPatterns.All,
        KqlChoices.All,
        KqlTimesOfDay.All,
        KqlNumbers.All,
        KqlDynamics.All,
        KqlAddresses.All,
        KqlSeries.All,
        KqlSketches.All,
        KqlParsers.All,
        KqlGeography.All,
    }.SelectMany(static family => family).ToDictionary(static f => f.Name, StringComparer.Ordinal);
}
