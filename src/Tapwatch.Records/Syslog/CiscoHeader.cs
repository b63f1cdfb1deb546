// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Extraction;

namespace Tapwatch.Records.Syslog;

/// <summary>
/// The header before a <c>%NAME</c>: <c>[SEQ:] [HOST:] [SEQ:] [*]TIME [ZONE]:</c>, <c>TIME HOST SEQ: TIME:</c>, <c>HOST: YEAR TIME ZONE:</c>,
/// <c>NODE:TIME ZONE: PROCESS[PID]:</c>, <c>TIME HOST PROCESS:</c> and more; read word by word, each known by its form.
/// </summary>
static class CiscoHeader
{
    /// <summary>Reads the header between the two positions into <paramref name="line"/>.</summary>
    public static void Read(ref SyslogLine line, ReadOnlySpan<byte> bytes, int at, int end)
    {
        var header = bytes[..end];
        var host = Slice.None;
        var process = Slice.None;
        var pid = Slice.None;
        var sequence = Slice.None;
        var node = false;
        while (true)
        {
            while (at < end && header[at] is (byte)' ' or (byte)':' or (byte)'\t')
            {
                at++;
            }

            if (at >= end)
            {
                break;
            }

            if (LineTime.TryRead(header, ref at, out var time))
            {
                // The device's own time comes last; but one it marks as unsure yields to the relay's.
                if (!line.HasTime || !time.IsUnsure)
                {
                    line.SetTime(time);
                }

                continue;
            }

            var start = at;
            while (at < end && header[at] is not ((byte)' ' or (byte)'\t') && !EndsAtColon(header, at))
            {
                at++;
            }

            var word = new Slice(start, at - start);
            var colon = at < end && header[at] == (byte)':';
            var text = word.In(bytes);
            if (IsNode(text))
            {
                node = true;
            }
            else if (IsUptime(text) && !line.HasTime)
            {
                line.SetUptime(word);
            }
            else if (text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0)
            {
                sequence = word;
            }
            else if (colon && line.HasTime && !line.Time.HasZone && host.Exists && IsZone(text))
            {
                var zoned = line.Time;
                zoned.SetZone(text);
                line.SetTime(zoned);
            }
            else if (!host.Exists && text.IndexOf((byte)'[') < 0 && text[0] != (byte)'*' && !(node && colon))
            {
                host = word;
            }
            else if (colon)
            {
                var bracket = text.IndexOf((byte)'[');
                process = bracket > 0 ? new Slice(start, bracket) : word;
                pid = bracket > 0 && text[^1] == (byte)']' ? new Slice(start + bracket + 1, text.Length - bracket - 2) : Slice.None;
            }
        }

        line.SetHeader(host, process, pid, sequence, node);
    }

    /// <summary>Whether a colon ends the word: one before a blank or a time; those of an IPv6 address or an uptime do not.</summary>
    static bool EndsAtColon(ReadOnlySpan<byte> header, int at) =>
        header[at] == (byte)':' && (at + 1 == header.Length || header[at + 1] is (byte)' ' || header[at + 1] is >= (byte)'A' and <= (byte)'Z' || header[at + 1] is (byte)'*');

    /// <summary><c>RP/0/RSP1/CPU0</c>, <c>LC/0/2/CPU0</c>.</summary>
    static bool IsNode(ReadOnlySpan<byte> text) => text.Length > 6 && text.Count((byte)'/') == 3 && text[..^1].EndsWith("CPU"u8);

    /// <summary><c>00:01:01</c>, <c>1w2d</c>, <c>3d05h</c>.</summary>
    static bool IsUptime(ReadOnlySpan<byte> text)
    {
        var units = 0;
        foreach (var value in text)
        {
            if (value is (byte)':' or (byte)'y' or (byte)'w' or (byte)'d' or (byte)'h' or (byte)'m')
            {
                units++;
            }
            else if (value is < (byte)'0' or > (byte)'9')
            {
                return false;
            }
        }

        return units > 0 && text[0] is >= (byte)'0' and <= (byte)'9';
    }

    static bool IsZone(ReadOnlySpan<byte> text) => text.Length is >= 2 and <= 5 && text.IndexOfAnyExceptInRange((byte)'A', (byte)'Z') < 0;
}
