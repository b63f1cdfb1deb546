// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Records;

namespace Tapwatch.Cli;

/// <summary>Where a run reads and writes: the process's own streams, or those of a test.</summary>
sealed class Terminal(TextWriter output, TextWriter error, TextReader input, TimeProvider clock) : IDisposable
{
    const int WidestPipe = 4000;

    // Characters; as bytes, three to each, not yet what the runtime keeps among large objects.
    const int OutputBuffer = 1 << 14;

    /// <summary>Results go here.</summary>
    public TextWriter Output { get; } = output;

    /// <summary>Everything else goes here.</summary>
    public TextWriter Error { get; } = error;

    /// <summary>A query may come from here.</summary>
    public TextReader Input { get; } = input;

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; } = clock;

    /// <summary>Whether there is anything to read from <see cref="Input"/>.</summary>
    public Func<bool> InputIsClosed { get; init; } = static () => false;

    /// <summary>Whether a person reads the results.</summary>
    public bool OutputIsTerminal { get; init; }

    /// <summary>Whether a person reads the rest.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Characters to a line of the results.</summary>
    public int Width { get; init; } = WidestPipe;

    /// <summary>Whether colours are wanted (https://no-color.org).</summary>
    public bool Colour { get; init; }

    /// <summary>The streams of this process, in UTF-8.</summary>
    public static Terminal OfProcess()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var terminal = !Console.IsOutputRedirected;
        return new Terminal(
            new StreamWriter(Console.OpenStandardOutput(), utf8, OutputBuffer),
            new MessageWriter(Console.OpenStandardError()),
            new StreamReader(Console.OpenStandardInput(), utf8),
            TimeProvider.System)
        {
            InputIsClosed = static () => InputSource.StandardInputIsClosed,
            OutputIsTerminal = terminal,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            Width = terminal ? Math.Max(40, Console.WindowWidth) : WidestPipe,
            Colour = terminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb",
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Output.Flush();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Whoever read the results has gone; there is nobody left to tell.
        }
    }
}
