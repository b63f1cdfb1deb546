// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>Names a round of binding found to be columns that tables only have when they are named.</summary>
/// <param name="Names">The names of all rounds before.</param>
/// <param name="Last">Whether no round follows: what is missing now is an error.</param>
sealed record WantedColumns(IReadOnlySet<string> Names, bool Last);
