// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Detections.Outputs;

namespace Tapwatch.Cli.Rendering;

/// <summary>
/// Results of a format that does not escape, when a person asks for them on a terminal: what a log says must not steer it. In a pipe or a
/// file the same format holds the text as it is.
/// </summary>
sealed class ShownText(TextWriter output) : TextWriter
{
    public override Encoding Encoding => output.Encoding;

    /// <summary>The results of a terminal, made harmless if a person reads them.</summary>
    public static TextWriter Of(Terminal terminal) => terminal.OutputIsTerminal ? new ShownText(terminal.Output) : terminal.Output;

    public override void Write(char value) => Write(value.ToString());

    public override void Write(string? value) => output.Write(SafeText.ForTerminalLines(value ?? ""));
}
