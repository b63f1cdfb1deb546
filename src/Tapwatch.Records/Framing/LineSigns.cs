// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Syslog;
using Tapwatch.Records.Tacacs;

namespace Tapwatch.Records.Framing;

/// <summary>What a line of text is. A new line format adds its signs here.</summary>
static class LineSigns
{
    /// <summary>The kind, or <see cref="ObjectSigns.None"/>.</summary>
    public static int Kind(ReadOnlySpan<byte> line) =>
        TacacsLine.IsAccounting(line) ? RecordKinds.Tacacs
        : SyslogLine.IsDeviceLine(line) ? RecordKinds.Syslog
        : ObjectSigns.None;

    /// <summary>What a line seems to be that no reader takes.</summary>
    public static string Guess(ReadOnlySpan<byte> line)
    {
        if (line[0] is (byte)'}' or (byte)']' or (byte)'"' or (byte)'{')
        {
            return "remains of JSON";
        }

        // "2 123456789010 eni-…": version, account, interface.
        if ((line[0] is >= (byte)'2' and <= (byte)'9' && line.IndexOf(" eni-"u8) > 0) || line.StartsWith("version account-id "u8))
        {
            return "VPC flow log";
        }

        if (line.StartsWith("#separator"u8) || line.StartsWith("#fields"u8) || line.StartsWith("#close"u8) || line.StartsWith("#open"u8))
        {
            return "Zeek log";
        }

        return "text line";
    }
}
