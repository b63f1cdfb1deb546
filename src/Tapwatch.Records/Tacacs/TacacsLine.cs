// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Tapwatch.Records.Extraction;
using Tapwatch.Records.Syslog;

namespace Tapwatch.Records.Tacacs;

/// <summary>
/// A line of TACACS+ accounting: tac_plus separates by tabs, tac_plus-ng by <c>|!|</c>;
/// time (and, after it or a separator, the device), user, port, address, action, then <c>name=value</c> pairs.
/// </summary>
ref struct TacacsLine
{
    readonly ReadOnlySpan<byte> _line;

    TacacsLine(ReadOnlySpan<byte> line)
    {
        _line = line;
        Host = User = Port = Address = Action = Command = Service = Privilege = Task = Zone = Slice.None;
    }

    public LineTime Time { get; private set; }

    public Slice Host { get; private set; }

    public Slice User { get; private set; }

    public Slice Port { get; private set; }

    public Slice Address { get; private set; }

    public Slice Action { get; private set; }

    public Slice Command { get; private set; }

    public Slice Service { get; private set; }

    public Slice Privilege { get; private set; }

    public Slice Task { get; private set; }

    public Slice Zone { get; private set; }

    /// <summary>Whether a line is one.</summary>
    public static bool IsAccounting(ReadOnlySpan<byte> line)
    {
        // Every line of text is asked this, and hardly any has a tab or a bar at all.
        if (line.Length < 20 || line.IndexOfAny((byte)'\t', (byte)'|') < 0 || (line.IndexOf((byte)'\t') < 0 && line.IndexOf("|!|"u8) < 0))
        {
            return false;
        }

        return Parses(line);
    }

    // Apart, so that the question alone need not clear what a line is taken apart into.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static bool Parses(ReadOnlySpan<byte> line) => TryParse(line, out _);

    /// <summary>Takes a line apart.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, out TacacsLine parsed)
    {
        parsed = new TacacsLine(line);
        var at = line.Length > 4 && line[0] == (byte)'<' ? line[..5].IndexOf((byte)'>') + 1 : 0;
        if (!LineTime.TryRead(line, ref at, out var time))
        {
            return false;
        }

        parsed.Time = time;
        var pipes = line[at..].StartsWith("|!|"u8) || line[at..].IndexOf("|!|"u8) >= 0;
        var separator = pipes ? "|!|"u8 : "\t"u8;

        // After the time a blank or a separator; then the device.
        if (line[at..].StartsWith(separator))
        {
            at += separator.Length;
        }

        parsed.Host = LastWord(line, Field(line, ref at, separator));
        parsed.User = Field(line, ref at, separator);
        parsed.Port = Field(line, ref at, separator);
        parsed.Address = Field(line, ref at, separator);
        parsed.Action = Field(line, ref at, separator);
        if (!IsAction(parsed.Action.In(line)))
        {
            return false;
        }

        while (at < line.Length)
        {
            var pair = Field(line, ref at, separator);
            parsed.TakePair(pair);
        }

        return true;
    }

    /// <summary>Sent on by syslog, the server and its process stand before the device: <c>aaa1 tac_plus[123]: 192.0.2.3</c>.</summary>
    static Slice LastWord(ReadOnlySpan<byte> line, Slice field)
    {
        var blank = field.In(line).LastIndexOf((byte)' ');
        return blank < 0 ? field : Slice.Trimmed(line, field.Start + blank, field.End);
    }

    void TakePair(Slice pair)
    {
        var text = pair.In(_line);
        var equals = text.IndexOfAny((byte)'=', (byte)'*');
        if (equals <= 0)
        {
            return;
        }

        var name = text[..equals];
        var value = Slice.Trimmed(_line, pair.Start + equals + 1, pair.End);
        if (name.SequenceEqual("cmd"u8))
        {
            // The shell marks the end of a command.
            var command = value.In(_line);
            Command = command.EndsWith("<cr>"u8) ? Slice.Trimmed(_line, value.Start, value.End - 4) : value;
        }
        else if (name.SequenceEqual("service"u8))
        {
            Service = value;
        }
        else if (name.SequenceEqual("priv-lvl"u8))
        {
            Privilege = value;
        }
        else if (name.SequenceEqual("task_id"u8))
        {
            Task = value;
        }
        else if (name.SequenceEqual("timezone"u8))
        {
            Zone = value;
        }
    }

    static bool IsAction(ReadOnlySpan<byte> text) => text.SequenceEqual("start"u8) || text.SequenceEqual("stop"u8) || text.SequenceEqual("update"u8) || text.SequenceEqual("unknown"u8);

    static Slice Field(ReadOnlySpan<byte> line, scoped ref int at, ReadOnlySpan<byte> separator)
    {
        var start = Math.Min(at, line.Length);
        var length = line[start..].IndexOf(separator);
        var end = length < 0 ? line.Length : start + length;
        at = length < 0 ? line.Length : end + separator.Length;
        return Slice.Trimmed(line, start, end);
    }
}
