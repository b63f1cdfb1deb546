// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;

namespace Tapwatch.Languages.Aql.Functions;

/// <summary>A scalar function of AQL.</summary>
/// <param name="Name">Its name in capitals.</param>
/// <param name="Least">Fewest arguments.</param>
/// <param name="Most">Most arguments.</param>
/// <param name="Takes">For messages: what it takes.</param>
/// <param name="Bind">Lowers a call whose number of arguments fits; null after an error it has told.</param>
sealed record AqlFunction(string Name, int Least, int Most, string Takes, Func<FunctionCall, Expression?> Bind);

/// <summary>All scalar functions by name, case aside.</summary>
static class FunctionTable
{
    public static IReadOnlyDictionary<string, AqlFunction> ByName { get; } = new[]
    {
        TextFunctions.All, NumberFunctions.All, TimeFunctions.All, NetworkFunctions.All, NameFunctions.All, ReferenceFunctions.All, AssetFunctions.All, DeploymentFunctions.All,
    }.SelectMany(static family => family).ToDictionary(static f => f.Name, StringComparer.OrdinalIgnoreCase);
}
