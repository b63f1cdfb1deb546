// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Bench.Rounds;

/// <summary>One question put to several programs; the first contender is the one the others are compared with.</summary>
sealed record Job(string Name, string What, IReadOnlyList<Contender> Contenders);
