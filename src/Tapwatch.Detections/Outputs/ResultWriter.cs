// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Columns;

namespace Tapwatch.Detections.Outputs;

/// <summary>A column of a result.</summary>
public sealed record ResultColumn(string Name, ScalarType Type);

/// <summary>Writes the rows of a query as they come.</summary>
public abstract class ResultWriter
{
    /// <summary>The columns; called once, before any row.</summary>
    public abstract void Begin(IReadOnlyList<ResultColumn> columns);

    /// <summary>More rows.</summary>
    public abstract void Write(Batch rows);

    /// <summary>The end, with the warnings about the result.</summary>
    public abstract void End(IReadOnlyList<string> warnings);
}
