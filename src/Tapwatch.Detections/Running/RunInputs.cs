// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Tables;
using Tapwatch.Engine;
using Tapwatch.Records;

namespace Tapwatch.Detections.Running;

/// <summary>What a run reads.</summary>
/// <param name="Sources">The logs.</param>
/// <param name="Tables">The tables the user named.</param>
/// <param name="Report">Where reading reports to.</param>
/// <param name="Options">How the logs are read.</param>
sealed record RunInputs(IReadOnlyList<InputSource> Sources, IReadOnlyList<UserTable> Tables, InputReport Report, ReadOptions Options)
{
    /// <summary>Runs plans over these inputs, in one pass.</summary>
    public RunSummary Run(IReadOnlyList<PlanOutput> plans, EngineOptions options, CancellationToken cancellation) =>
        PlanRunner.Run(
            plans,
            new ScanInputs
            {
                Logs = Sources,
                Tables = Tables.ToDictionary(static t => t.Name, static t => (IReadOnlyList<InputSource>)[t.Source], StringComparer.Ordinal),
                Options = Options,
                Report = Report,
            },
            options,
            cancellation);
}
