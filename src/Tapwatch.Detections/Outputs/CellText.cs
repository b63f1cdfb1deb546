// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Columns;

namespace Tapwatch.Detections.Outputs;

/// <summary>One value of a result as text.</summary>
public static class CellText
{
    /// <summary>The value, or null; the same forms as in CSV.</summary>
    public static string? Of(Column column, int row) => Cell.Text(column, row);
}
