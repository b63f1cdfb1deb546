// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Records.Extraction;

namespace Tapwatch.Records.Syslog;

/// <summary>The fields of <c>network.syslog</c> records.</summary>
sealed class SyslogFields(FieldSink sink)
{
    enum Field
    {
        Time,
        TimeText,
        Host,
        Facility,
        Severity,
        Priority,
        Process,
        Pid,
        Message,
        Mnemonic,
        Text,
        Os,
        User,
        Command,
        Address,
        Status,
        Sequence,
        Structured,
    }

    /// <summary>Their names, in the order of the enumeration above.</summary>
    public static readonly string[] Names =
    [
        "time", "timetext", "host", "facility", "severity", "priority", "process", "pid", "message", "mnemonic", "text", "os", "user", "command", "address", "status", "sequence", "structured",
    ];

    static readonly byte[][] _facilities =
        [.. "kern user mail daemon auth syslog lpr news uucp cron authpriv ftp ntp audit alert clock local0 local1 local2 local3 local4 local5 local6 local7".Split(' ').Select(Encoding.ASCII.GetBytes)];

    static readonly byte[][] _severities = [.. "emerg alert crit err warning notice info debug".Split(' ').Select(Encoding.ASCII.GetBytes)];

    static readonly byte[][] _nameBytes = [.. Names.Select(Encoding.ASCII.GetBytes)];

    readonly List<(Field Field, int Request)> _requests = [];
    bool _audited;

    /// <summary>Notes a request; a name that is no field of this kind is never found.</summary>
    public void Add(string name, int request)
    {
        var index = Array.IndexOf(Names, name);
        if (index >= 0)
        {
            var field = (Field)index;
            _requests.Add((field, request));
            _audited |= field is Field.User or Field.Command or Field.Address or Field.Status;
        }
    }

    /// <summary>Gets the requested fields of a line that begins at <paramref name="offset"/> of the chunk.</summary>
    public void Read(ReadOnlySpan<byte> line, int offset, DateTime reference)
    {
        if (_requests.Count == 0)
        {
            return;
        }

        var parsed = SyslogLine.Parse(line);
        var audit = _audited ? CommandAudit.Read(line, parsed) : default;
        Span<byte> scratch = stackalloc byte[LineValues.ScratchBytes];
        foreach (var (field, request) in _requests)
        {
            var slice = Get(field, line, parsed, audit, reference, scratch, out var made);
            LineValues.Set(sink, request, line, offset, slice, made);
        }
    }

    /// <summary>Writes all fields that the line has as one JSON object of strings.</summary>
    public void WriteAll(ReadOnlySpan<byte> line, DateTime reference)
    {
        var parsed = SyslogLine.Parse(line);
        var audit = CommandAudit.Read(line, parsed);
        Span<byte> scratch = stackalloc byte[LineValues.ScratchBytes];
        var any = false;
        sink.Write("{"u8);
        for (var i = 0; i < Names.Length; i++)
        {
            var slice = Get((Field)i, line, parsed, audit, reference, scratch, out var made);
            if (!made.IsEmpty || slice.Exists)
            {
                LineValues.WriteMember(sink, ref any, _nameBytes[i], made.IsEmpty ? slice.In(line) : made);
            }
        }

        sink.Write("}"u8);
    }

    /// <summary>A field's value: a part of the line, or text that was made.</summary>
    static Slice Get(Field field, ReadOnlySpan<byte> line, scoped in SyslogLine parsed, in CommandAudit audit, DateTime reference, Span<byte> scratch, out ReadOnlySpan<byte> made)
    {
        made = default;
        switch (field)
        {
            case Field.Time:
                made = parsed.HasTime ? LineValues.Time(parsed.Time.ToUtc(reference), scratch) : default;
                return Slice.None;
            case Field.TimeText:
                return parsed.HasTime ? parsed.Time.Text : parsed.Uptime;
            case Field.Host:
                return parsed.Host;
            case Field.Facility:
                made = parsed.Priority >= 0 ? _facilities[parsed.Priority >> 3] : default;
                return Slice.None;
            case Field.Severity:
                // The device's own, in its message's name, is what it meant; a relay may have set the priority.
                made = parsed.Severity >= 0 ? _severities[parsed.Severity] : parsed.Priority >= 0 ? _severities[parsed.Priority & 7] : default;
                return Slice.None;
            case Field.Priority:
                made = parsed.Priority >= 0 ? LineValues.Number(parsed.Priority, scratch) : default;
                return Slice.None;
            case Field.Process:
                return parsed.Process;
            case Field.Pid:
                return parsed.Pid;
            case Field.Message:
                return parsed.Message;
            case Field.Mnemonic:
                return parsed.Name;
            case Field.Text:
                return parsed.Text;
            case Field.Os:
                made = DeviceSystem.Name(line, parsed);
                return Slice.None;
            case Field.User:
                return audit.User;
            case Field.Command:
                return audit.Command;
            case Field.Address:
                return audit.Address;
            case Field.Status:
                made = audit.Status switch
                {
                    true => "SUCCESS"u8,
                    false => "FAILURE"u8,
                    null => default,
                };
                return Slice.None;
            case Field.Sequence:
                return parsed.Sequence;
            default:
                return parsed.Structured;
        }
    }
}
