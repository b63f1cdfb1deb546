// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;

namespace Tapwatch.Languages.Aql.Binding;

/// <summary>A result column before grouping.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value; aggregates are references to the columns grouping fills.</param>
/// <param name="IsPlain">Whether it is a column of the source without alias: ungrouped, it is called <c>FIRST_x</c>.</param>
sealed record Result(string Name, Expression Value, bool IsPlain);
