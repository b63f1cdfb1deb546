// SPDX-License-Identifier: Apache-2.0

using Spectre.Console;
using Tapwatch.Detections.Outputs;
using Tapwatch.Records.Columns;

namespace Tapwatch.Cli.Rendering;

/// <summary>Rows of a query as a table for people.</summary>
sealed class ResultTable(Terminal terminal) : ResultWriter
{
    // A table must be held whole to know the widths of its columns.
    const int MostRows = 10_000;

    readonly Table _table = new() { Border = TableBorder.Simple };
    long _rows;

    /// <inheritdoc/>
    public override void Begin(IReadOnlyList<ResultColumn> columns)
    {
        foreach (var column in columns)
        {
            var added = new TableColumn(Markup.Escape(SafeText.ForTerminal(column.Name)));
            _table.AddColumn(column.Type is ScalarType.Int or ScalarType.Long or ScalarType.Real or ScalarType.Decimal ? added.RightAligned() : added);
        }
    }

    /// <inheritdoc/>
    public override void Write(Batch rows)
    {
        for (var row = 0; row < rows.Count; row++)
        {
            if (_rows++ < MostRows)
            {
                _table.AddRow([.. rows.Columns.Select(c => new Text(SafeText.ForTerminal(CellText.Of(c, row) ?? "")))]);
            }
        }
    }

    /// <inheritdoc/>
    public override void End(IReadOnlyList<string> warnings)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = terminal.Colour ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(terminal.Output),
        });
        console.Profile.Width = terminal.Width;
        console.Profile.Capabilities.Unicode = true;
        if (_table.Columns.Count > 0)
        {
            console.Write(_table);
        }

        terminal.Output.WriteLine(_rows > MostRows ? $"{Words.Count(_rows, "row")}, the first {MostRows:N0} shown; `-f csv` writes all" : Words.Count(_rows, "row"));
    }
}
