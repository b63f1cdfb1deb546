// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Text;
using Tapwatch.Records.Extraction;

namespace Tapwatch.Records.Syslog;

/// <summary>
/// A syslog line taken apart: RFC 5424, RFC 3164, and the headers Cisco, Arista and Junos devices and the relays before them write,
/// which follow neither: sequence numbers, one or two times, host, node and process in changing order.
/// </summary>
ref partial struct SyslogLine
{
    readonly ReadOnlySpan<byte> _line;

    SyslogLine(ReadOnlySpan<byte> line)
    {
        _line = line;
        Priority = -1;
        Severity = -1;
        Host = Process = Pid = Message = Name = Text = Sequence = Structured = MessageId = Uptime = Slice.None;
    }

    /// <summary>Facility and severity in one number, or -1.</summary>
    public int Priority { get; private set; }

    /// <summary>The severity in the message's name, or -1.</summary>
    public int Severity { get; private set; }

    public Slice Host { get; private set; }

    public Slice Process { get; private set; }

    public Slice Pid { get; private set; }

    /// <summary>All after the header.</summary>
    public Slice Message { get; private set; }

    /// <summary>The message's name: see <see cref="Mnemonic"/>.</summary>
    public Slice Name { get; private set; }

    /// <summary>The message without its name.</summary>
    public Slice Text { get; private set; }

    public Slice Sequence { get; private set; }

    public Slice Structured { get; private set; }

    /// <summary>RFC 5424's MSGID.</summary>
    public Slice MessageId { get; private set; }

    public bool HasTime { get; private set; }

    public LineTime Time { get; private set; }

    /// <summary>What stands in place of a time that is none: how long the device has been up.</summary>
    public Slice Uptime { get; private set; }

    /// <summary>Whether the header names a node of an IOS-XR system: <c>RP/0/RP0/CPU0:</c>.</summary>
    public bool HasNode { get; private set; }

    /// <summary>Whether the name is a Cisco or Arista one.</summary>
    public bool HasMnemonic { get; private set; }

    /// <summary>Whether it is Huawei's <c>%%01MODULE/5/NAME</c>.</summary>
    public bool IsHuawei { get; private set; }

    /// <summary>Whether it is a line of NX-OS's own accounting log, as <c>show accounting log</c> prints it.</summary>
    public bool IsAccountingLog { get; private set; }

    bool _isSyslog;

    /// <summary>Whether a line is syslog at all.</summary>
    public static bool IsDeviceLine(ReadOnlySpan<byte> line)
    {
        if (line.Length <= 4 || !MayBe(line))
        {
            return false;
        }

        // A priority is enough.
        return BehindPriority(line, out _) > 0 || IsOtherwise(line);
    }

    // Apart, so that a priority is read without clearing what a line is taken apart into.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static bool IsOtherwise(ReadOnlySpan<byte> line) => Parse(line)._isSyslog;

    /// <summary>Takes a line apart.</summary>
    public static SyslogLine Parse(ReadOnlySpan<byte> line)
    {
        var parsed = new SyslogLine(line);
        parsed.Read();
        return parsed;
    }

    /// <summary>A quick look at the first bytes: syslog begins with a priority, a time, a number, a host with a colon, or the message's name.</summary>
    static bool MayBe(ReadOnlySpan<byte> line) =>
        line[0] is (byte)'<' or (byte)'*' or (byte)'.' or (byte)'%' or (byte)':' || (line[0] is >= (byte)'0' and <= (byte)'9')
        || (line[0] is >= (byte)'A' and <= (byte)'Z') || (line[0] is >= (byte)'a' and <= (byte)'z');

    void Read()
    {
        var at = ReadPriority();
        SkipBlanks(ref at);
        if (Priority >= 0 && at + 1 < _line.Length && _line[at] == (byte)'1' && _line[at + 1] == (byte)' ')
        {
            _isSyslog = true;
            at += 2;
            var stamp = at;
            if (LineTime.TryRead(_line, ref stamp, out var time))
            {
                (HasTime, Time, at) = (true, time, stamp);
            }
            else
            {
                NextWord(ref at);
            }

            ReadNewHeader(ref at);
            return;
        }

        if (Mnemonic.TryFind(_line, at, out var name, out var severity, out var after))
        {
            // The whole name with its percent sign is part of the message.
            _isSyslog = true;
            (HasMnemonic, Name, Severity) = (true, name, severity);
            Message = Slice.Trimmed(_line, name.Start - 1, _line.Length);
            Text = Slice.Trimmed(_line, after, _line.Length);
            CiscoHeader.Read(ref this, _line, at, name.Start - 1);

            // Junos with explicit-priority: "%INTERACT-6-UI_CMDLINE_READ_LINE: …" (https://www.juniper.net/documentation/us/en/software/junos/network-mgmt/topics/ref/statement/explicit-priority-edit-system.html).
            if (name.In(_line).IndexOf("-UI_"u8) is var dash and > 0)
            {
                HasMnemonic = false;
                Name = new Slice(name.Start + dash + 1, name.Length - dash - 1);
            }

            return;
        }

        ReadOldHeader(at);
    }

    int ReadPriority()
    {
        var at = BehindPriority(_line, out var value);
        if (at > 0)
        {
            (Priority, _isSyslog) = (value, true);
        }

        return at;
    }

    /// <summary>Where the priority that a line begins with ends; 0 if there is none.</summary>
    static int BehindPriority(ReadOnlySpan<byte> line, out int value)
    {
        value = 0;
        if (line.IsEmpty || line[0] != (byte)'<')
        {
            return 0;
        }

        var at = 1;
        while (at < line.Length && at < 4 && line[at] is >= (byte)'0' and <= (byte)'9')
        {
            value = (value * 10) + (line[at++] - '0');
        }

        return at == 1 || at >= line.Length || line[at] != (byte)'>' || value > 191 ? 0 : at + 1;
    }

    /// <summary>What the header said before the message's name.</summary>
    internal void SetHeader(Slice host, Slice process, Slice pid, Slice sequence, bool node)
    {
        (Host, Process, Pid, Sequence, HasNode) = (host, process, pid, sequence, node);
    }

    /// <summary>When the header said the message was written.</summary>
    internal void SetTime(LineTime time) => (HasTime, Time) = (true, time);

    /// <summary>How long the device has been up, where others write a time.</summary>
    internal void SetUptime(Slice uptime) => Uptime = uptime;

    readonly void SkipBlanks(ref int at)
    {
        while (at < _line.Length && _line[at] is (byte)' ' or (byte)'\t')
        {
            at++;
        }
    }

    readonly Slice NextWord(ref int at)
    {
        SkipBlanks(ref at);
        var start = at;
        while (at < _line.Length && _line[at] is not ((byte)' ' or (byte)'\t'))
        {
            at++;
        }

        return at > start ? new Slice(start, at - start) : Slice.None;
    }

    /// <summary>The next word, or none if it is RFC 5424's dash.</summary>
    readonly Slice Word(ref int at) => NextWord(ref at) is var word && word.In(_line).SequenceEqual("-"u8) ? Slice.None : word;

    static bool IsNumber(ReadOnlySpan<byte> text) => text.Length > 0 && text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

    static bool IsHost(ReadOnlySpan<byte> word)
    {
        foreach (var value in word)
        {
            if (!(value is (>= (byte)'0' and <= (byte)'9') or (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (byte)'.' or (byte)'-' or (byte)'_' or (byte)':' or (byte)'/' or (byte)'[' or (byte)']' or (byte)','))
            {
                return false;
            }
        }

        return word.Length > 0 && word[0] != (byte)'[';
    }

    static bool IsLevel(ReadOnlySpan<byte> word) =>
        Ascii.EqualsIgnoreCase(word, "info"u8) || Ascii.EqualsIgnoreCase(word, "warn"u8) || Ascii.EqualsIgnoreCase(word, "warning"u8) || Ascii.EqualsIgnoreCase(word, "error"u8)
        || Ascii.EqualsIgnoreCase(word, "debug"u8) || Ascii.EqualsIgnoreCase(word, "trace"u8) || Ascii.EqualsIgnoreCase(word, "fatal"u8) || Ascii.EqualsIgnoreCase(word, "notice"u8);
}
