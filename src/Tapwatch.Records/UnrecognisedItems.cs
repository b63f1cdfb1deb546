// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Tapwatch.Records;

/// <summary>An input that was left out on purpose.</summary>
/// <param name="Name">Its path.</param>
/// <param name="Reason">Why.</param>
public sealed record SkippedInput(string Name, string Reason);

/// <summary>Items of one source that are no record of a known kind and seem to be the same thing.</summary>
public sealed class UnrecognisedItems
{
    const int Examples = 3;
    const int ExampleBytes = 160;

    readonly List<UnrecognisedExample> _examples = [];

    internal UnrecognisedItems(string source, string what)
    {
        Source = source;
        What = what;
    }

    /// <summary>The file or stream.</summary>
    public string Source { get; }

    /// <summary>What they seem to be: <c>text line</c>, <c>JSON object</c>, <c>packet capture</c>…</summary>
    public string What { get; }

    /// <summary>How many.</summary>
    public long Count { get; private set; }

    /// <summary>The first few.</summary>
    public IReadOnlyList<UnrecognisedExample> First => _examples;

    internal void Add(long? line, ReadOnlySpan<byte> text)
    {
        Count++;
        if (_examples.Count < Examples)
        {
            _examples.Add(new UnrecognisedExample(line, Encoding.UTF8.GetString(text[..Math.Min(text.Length, ExampleBytes)])));
        }
    }

    /// <summary>Adds items that came after these, whose lines were counted from behind so many.</summary>
    internal void Add(UnrecognisedItems later, long lines)
    {
        Count += later.Count;
        for (var i = 0; i < later._examples.Count && _examples.Count < Examples; i++)
        {
            var example = later._examples[i];
            _examples.Add(example with { Line = example.Line + lines });
        }
    }
}

/// <summary>An item that was not recognised.</summary>
/// <param name="Line">The line it begins on, if there are lines.</param>
/// <param name="Text">How it begins.</param>
public sealed record UnrecognisedExample(long? Line, string Text);
