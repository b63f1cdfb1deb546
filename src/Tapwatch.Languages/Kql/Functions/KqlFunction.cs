// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;

namespace Tapwatch.Languages.Kql.Functions;

/// <summary>A scalar function of KQL: how many arguments it takes and what it becomes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Least">The least number of arguments.</param>
/// <param name="Most">The greatest.</param>
/// <param name="Lower">The plan expression; null when something was wrong and has been said.</param>
sealed record KqlFunction(string Name, int Least, int Most, Func<KqlCall, Expression?> Lower)
{
    /// <summary>"2 arguments", "1 to 3 arguments".</summary>
    public string Expected => Least == Most ? $"{Least} argument{(Least == 1 ? "" : "s")}" : Most >= 64 ? $"at least {Least} argument{(Least == 1 ? "" : "s")}" : $"{Least} to {Most} arguments";
}
