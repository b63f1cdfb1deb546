// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Records.Extraction;

namespace Tapwatch.Records.Tacacs;

/// <summary>The fields of <c>network.tacacs</c> records.</summary>
sealed class TacacsFields(FieldSink sink)
{
    /// <summary>Their names.</summary>
    public static readonly string[] Names = ["time", "timetext", "host", "user", "port", "address", "action", "command", "service", "privilege", "task", "timezone", "message"];

    static readonly byte[][] _nameBytes = [.. Names.Select(Encoding.ASCII.GetBytes)];

    readonly List<(int Field, int Request)> _requests = [];

    /// <summary>Notes a request; a name that is no field of this kind is never found.</summary>
    public void Add(string name, int request)
    {
        var index = Array.IndexOf(Names, name);
        if (index >= 0)
        {
            _requests.Add((index, request));
        }
    }

    /// <summary>Gets the requested fields of a line that begins at <paramref name="offset"/> of the chunk.</summary>
    public void Read(ReadOnlySpan<byte> line, int offset, DateTime reference)
    {
        if (_requests.Count == 0 || !TacacsLine.TryParse(line, out var parsed))
        {
            return;
        }

        Span<byte> scratch = stackalloc byte[LineValues.ScratchBytes];
        foreach (var (field, request) in _requests)
        {
            var slice = Get(field, line, parsed, reference, scratch, out var made);
            LineValues.Set(sink, request, line, offset, slice, made);
        }
    }

    /// <summary>Writes all fields that the line has as one JSON object of strings.</summary>
    public void WriteAll(ReadOnlySpan<byte> line, DateTime reference)
    {
        sink.Write("{"u8);
        if (TacacsLine.TryParse(line, out var parsed))
        {
            Span<byte> scratch = stackalloc byte[LineValues.ScratchBytes];
            var any = false;
            for (var i = 0; i < Names.Length; i++)
            {
                var slice = Get(i, line, parsed, reference, scratch, out var made);
                if (!made.IsEmpty || slice.Exists)
                {
                    LineValues.WriteMember(sink, ref any, _nameBytes[i], made.IsEmpty ? slice.In(line) : made);
                }
            }
        }

        sink.Write("}"u8);
    }

    static Slice Get(int field, ReadOnlySpan<byte> line, scoped in TacacsLine parsed, DateTime reference, Span<byte> scratch, out ReadOnlySpan<byte> made)
    {
        made = default;
        switch (Names[field])
        {
            case "time":
                // The server's clock; the pair timezone= is the device's and says nothing about it.
                made = LineValues.Time(parsed.Time.ToUtc(reference), scratch);
                return Slice.None;
            case "timetext":
                return parsed.Time.Text;
            case "host":
                return parsed.Host;
            case "user":
                return parsed.User;
            case "port":
                return parsed.Port;
            case "address":
                return parsed.Address;
            case "action":
                return parsed.Action;
            case "command":
                return parsed.Command;
            case "service":
                return parsed.Service;
            case "privilege":
                return parsed.Privilege;
            case "task":
                return parsed.Task;
            case "timezone":
                return parsed.Zone;
            default:
                return new Slice(0, line.Length);
        }
    }
}
