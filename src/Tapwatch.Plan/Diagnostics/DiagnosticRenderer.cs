// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Tapwatch.Plan.Diagnostics;

/// <summary>Writes a message as people read it: <c>file:line:column: severity CODE: fact</c>, the line, carets below it, and help.</summary>
public static class DiagnosticRenderer
{
    const int LongestLine = 200;

    /// <summary>The message as lines of text, without a trailing line end. Control characters of the source never reach the terminal.</summary>
    public static string Render(Diagnostic diagnostic)
    {
        var text = new StringBuilder();
        var severity = diagnostic.Severity switch
        {
            DiagnosticSeverity.Error => "error",
            DiagnosticSeverity.Warning => "warning",
            _ => "note",
        };
        if (diagnostic.Source is not { } source)
        {
            text.Append(severity).Append(' ').Append(diagnostic.Code).Append(": ").Append(Visible(diagnostic.Message));
        }
        else
        {
            var (line, column) = source.Locate(diagnostic.Span.Start);
            text.Append(source.Name).Append(':').Append(line).Append(':').Append(column).Append(": ")
                .Append(severity).Append(' ').Append(diagnostic.Code).Append(": ").Append(Visible(diagnostic.Message));
            AppendPlace(text, source.Line(line), column, diagnostic.Span.Length);
        }

        if (diagnostic.Help is not null)
        {
            text.Append("\n    help: ").Append(Visible(diagnostic.Help));
        }

        return text.ToString();
    }

    static void AppendPlace(StringBuilder text, string line, int column, int length)
    {
        var from = 0;
        if (line.Length > LongestLine)
        {
            from = Math.Max(0, Math.Min(column - 1 - (LongestLine / 2), line.Length - LongestLine));
            line = line.Substring(from, LongestLine);
        }

        var at = column - 1 - from;
        text.Append("\n    ").Append(Visible(line)).Append("\n    ").Append(' ', Math.Max(0, at)).Append('^');
        text.Append('~', Math.Max(0, Math.Min(length, line.Length - at) - 1));
    }

    // One column per character keeps the caret below its place.
    static string Visible(string text) => string.Create(text.Length, text, static (span, from) =>
    {
        for (var i = 0; i < from.Length; i++)
        {
            span[i] = from[i] == '\t' ? ' ' : char.IsControl(from[i]) ? '?' : from[i];
        }
    });
}
