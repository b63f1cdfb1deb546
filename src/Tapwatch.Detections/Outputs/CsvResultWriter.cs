// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Columns;

namespace Tapwatch.Detections.Outputs;

/// <summary>CSV with a header line (RFC 4180, lines end with LF); text that a spreadsheet would run as a formula is defused.</summary>
public sealed class CsvResultWriter(TextWriter output) : ResultWriter
{
    /// <inheritdoc/>
    public override void Begin(IReadOnlyList<ResultColumn> columns)
    {
        output.Write(string.Join(',', columns.Select(static c => SafeText.ForCsv(c.Name))));
        output.Write('\n');
    }

    /// <inheritdoc/>
    public override void Write(Batch rows)
    {
        for (var row = 0; row < rows.Count; row++)
        {
            for (var i = 0; i < rows.Columns.Length; i++)
            {
                if (i > 0)
                {
                    output.Write(',');
                }

                var column = rows.Columns[i];
                var text = Cell.Text(column, row) ?? "";

                // A negative number is no formula.
                output.Write(column.Type is ScalarType.String or ScalarType.Dynamic ? SafeText.ForCsv(text) : text);
            }

            output.Write('\n');
        }
    }

    /// <inheritdoc/>
    public override void End(IReadOnlyList<string> warnings)
    {
    }
}
