// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Plan.Diagnostics;

/// <summary>A stretch of a <see cref="SourceText"/>, in UTF-16 units from 0. A length of 0 marks a place between two characters.</summary>
public readonly record struct SourceSpan(int Start, int Length)
{
    /// <summary>The place after the last character.</summary>
    public int End => Start + Length;

    /// <summary>The stretch from <paramref name="start"/> up to <paramref name="end"/>.</summary>
    public static SourceSpan Between(int start, int end) => new(start, Math.Max(0, end - start));

    /// <summary>The shortest stretch that holds both.</summary>
    public SourceSpan Through(SourceSpan other) => Between(Math.Min(Start, other.Start), Math.Max(End, other.End));
}

/// <summary>A text a user gave (query, rule file, view), with the name messages show for it.</summary>
public sealed class SourceText
{
    readonly Lazy<string> _text;
    int[]? _lineStarts;

    /// <summary>A text and its name.</summary>
    public SourceText(string name, string text) => (Name, _text) = (name, new(text));

    /// <summary>A text that is got when it is first asked for, and its name.</summary>
    public SourceText(string name, Func<string> text) => (Name, _text) = (name, new(text));

    /// <summary>File name, or <c>query</c> for a text from the command line.</summary>
    public string Name { get; }

    /// <summary>The whole text.</summary>
    public string Text => _text.Value;

    /// <summary>Line and column, both from 1, of a place; columns count UTF-16 units.</summary>
    public (int Line, int Column) Locate(int position)
    {
        var starts = LineStarts();
        var index = Array.BinarySearch(starts, Math.Clamp(position, 0, Text.Length));
        var line = index >= 0 ? index : ~index - 1;
        return (line + 1, Math.Clamp(position, 0, Text.Length) - starts[line] + 1);
    }

    /// <summary>The text of a line, numbered from 1, without its line end.</summary>
    public string Line(int line)
    {
        var starts = LineStarts();
        var start = starts[line - 1];
        var end = line < starts.Length ? starts[line] : Text.Length;
        return Text[start..end].TrimEnd('\r', '\n');
    }

    int[] LineStarts()
    {
        if (_lineStarts is null)
        {
            var starts = new List<int> { 0 };
            for (var i = 0; i < Text.Length; i++)
            {
                if (Text[i] == '\n')
                {
                    starts.Add(i + 1);
                }
            }

            _lineStarts = [.. starts];
        }

        return _lineStarts;
    }
}
