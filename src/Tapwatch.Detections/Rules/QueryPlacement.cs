// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Rules.Yaml;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Detections.Rules;

/// <summary>Where a query stands inside a YAML file, so that messages about it can point into that file.</summary>
/// <param name="File">The whole file.</param>
/// <param name="FirstLine">The file's line that holds the first line of the query, from 1.</param>
/// <param name="Indent">Characters before the query on each of its lines.</param>
sealed record QueryPlacement(SourceText File, int FirstLine, int Indent)
{
    /// <summary>The place of a literal block (<c>query: |</c>); null for other styles, whose lines are not those of the file.</summary>
    public static QueryPlacement? Of(YamlScalar query, SourceText file)
    {
        if (!query.Literal)
        {
            return null;
        }

        var lines = file.Text.AsSpan().Count('\n') + 1;
        var first = file.Locate(query.Span.Start).Line + 1;
        for (var line = first; line <= lines; line++)
        {
            var text = file.Line(line);
            if (text.AsSpan().Trim().Length > 0)
            {
                return new QueryPlacement(file, first, text.Length - text.AsSpan().TrimStart(' ').Length);
            }
        }

        return null;
    }

    /// <summary>The message at its place in the file.</summary>
    public Diagnostic InFile(Diagnostic diagnostic, SourceText query)
    {
        var (line, column) = query.Locate(diagnostic.Span.Start);
        var target = FirstLine + line - 1;
        if (target > File.Locate(File.Text.Length).Line)
        {
            return diagnostic;
        }

        var start = Start(target) + Math.Min(File.Line(target).Length, Indent + column - 1);
        return diagnostic with { Source = File, Span = new SourceSpan(start, diagnostic.Span.Length) };
    }

    int Start(int line)
    {
        var at = 0;
        for (var i = 1; i < line; i++)
        {
            at = File.Text.IndexOf('\n', at) + 1;
        }

        return at;
    }
}
