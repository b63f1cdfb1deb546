// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine;

/// <summary>Takes rows of a plan's result, which are valid during the call only. A plan without rows calls it once with none, for the columns.</summary>
public delegate void RowHandler(IReadOnlyList<PlanColumn> columns, Batch rows);

/// <summary>A plan to run and who takes its rows.</summary>
public sealed record PlanOutput(PlanNode Plan, RowHandler OnRows);
