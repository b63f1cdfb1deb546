// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Findings;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Storing;
using Tapwatch.Records;

namespace Tapwatch.Detections.Running;

/// <summary>In which form the rows of a plan tell which records are behind them.</summary>
enum EvidenceForm
{
    /// <summary>Not at all: the rows come from no record.</summary>
    None,

    /// <summary>One record per row, in columns behind the visible ones.</summary>
    Columns,

    /// <summary>Several records per row, as a JSON list in one column behind the visible ones.</summary>
    List,
}

/// <summary>A plan whose rows bring their evidence along.</summary>
/// <param name="Plan">Gives the plan, which may be made or read only then.</param>
/// <param name="Visible">How many columns are the query's own; what follows is evidence.</param>
/// <param name="Form">In which form; asked when there is a row.</param>
sealed record CarriedPlan(Func<PlanNode> Plan, int Visible, Func<EvidenceForm> Form)
{
    /// <summary>For a plan that is worth reading only when a record comes that may match: what such records contain.</summary>
    public IReadOnlyList<ScanSign>? Signs { get; init; }

    /// <summary>How many origin fields come before those of the activity.</summary>
    public const int OriginCount = 5;

    /// <summary>The origin fields in the order they are carried in. The raw record is carried only when asked for, else null.</summary>
    public static readonly string[] OriginNames = [OriginFields.Source, OriginFields.Position, OriginFields.Line, OriginFields.Kind, OriginFields.Raw];

    /// <summary>The names of all carried columns, in order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. OriginNames, .. ActivityFields.Names];
}
