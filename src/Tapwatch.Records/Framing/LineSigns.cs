// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Syslog;
using Tapwatch.Records.Tacacs;

namespace Tapwatch.Records.Framing;

/// <summary>What a line of text is. A new line format adds its signs here.</summary>
static class LineSigns
{
    const string FlowLog = "VPC flow log";
    const string TextLine = "text line";

    /// <summary>The kind, or <see cref="ObjectSigns.None"/>.</summary>
    public static int Kind(ReadOnlySpan<byte> line) =>
        TacacsLine.IsAccounting(line) ? RecordKinds.Tacacs
        : SyslogLine.IsDeviceLine(line) ? RecordKinds.Syslog
        : ObjectSigns.None;

    /// <summary>What a line seems to be that no reader takes.</summary>
    /// <param name="line">The line.</param>
    /// <param name="text">What the lines of this text seem to be if they say nothing themselves: what its first line said.</param>
    public static string Guess(ReadOnlySpan<byte> line, string text)
    {
        if (line[0] is (byte)'}' or (byte)']' or (byte)'"' or (byte)'{')
        {
            return text == TextLine ? "remains of JSON" : text;
        }

        // "2 123456789010 eni-…": version, account, interface.
        return line[0] is >= (byte)'2' and <= (byte)'9' && line.IndexOf(" eni-"u8) > 0 ? FlowLog : text;
    }

    /// <summary>What the first line of a text says of all of them.</summary>
    public static string GuessText(ReadOnlySpan<byte> first) =>
        first.StartsWith("#separator"u8) || first.StartsWith("#fields"u8) ? "Zeek log"
        : first.StartsWith("version account-id "u8) ? FlowLog
        : first.Count((byte)',') >= 3 && first.IndexOf("%"u8) < 0 && first[^1] is not ((byte)'.' or (byte)';' or (byte)'{') ? "CSV line"
        : TextLine;
}
