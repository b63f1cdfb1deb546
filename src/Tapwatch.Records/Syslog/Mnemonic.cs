// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Extraction;

namespace Tapwatch.Records.Syslog;

/// <summary>
/// The name of a message. Cisco and Arista: <c>%FACILITY-SUBFACILITY-SEVERITY-MNEMONIC</c>, exact, so that <c>%SPANTREE-2-…</c> is no <c>%SPAN-2-…</c>.
/// Junos: an event id in capitals, <c>UI_CFG_AUDIT_SET</c>.
/// </summary>
static class Mnemonic
{
    // The name stands after the header; text further on may quote one.
    const int LatestStart = 256;

    /// <summary>Finds <c>%NAME</c> and what follows it.</summary>
    /// <param name="line">The line.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="name">Without the percent sign.</param>
    /// <param name="severity">The digit in it.</param>
    /// <param name="after">Where the text begins.</param>
    public static bool TryFind(ReadOnlySpan<byte> line, int start, out Slice name, out int severity, out int after)
    {
        var limit = Math.Min(line.Length, LatestStart);
        for (var at = start; at < limit; at++)
        {
            var hit = line[at..limit].IndexOf((byte)'%');
            if (hit < 0)
            {
                break;
            }

            at += hit;
            if ((at == start || line[at - 1] is (byte)' ' or (byte)':' or (byte)'>' or (byte)'\t') && TryRead(line, at + 1, out var end, out severity))
            {
                name = new Slice(at + 1, end - at - 1);

                // IOS-XR puts a blank before the colon; NX-OS and ACI sometimes leave the colon out.
                after = end;
                while (after < line.Length && line[after] == (byte)' ')
                {
                    after++;
                }

                after += after < line.Length && line[after] == (byte)':' ? 1 : 0;
                return true;
            }
        }

        (name, severity, after) = (Slice.None, -1, 0);
        return false;
    }

    /// <summary>Whether a Junos event id stands at <paramref name="start"/>, followed by a colon.</summary>
    public static bool TryReadEventId(ReadOnlySpan<byte> line, int start, out Slice name)
    {
        var colon = line[start..Math.Min(line.Length, start + 64)].IndexOf((byte)':');
        name = colon > 0 && IsEventId(line.Slice(start, colon)) ? new Slice(start, colon) : Slice.None;
        return name.Exists;
    }

    /// <summary>Whether this is a Junos event id: words in capitals joined by underscores.</summary>
    public static bool IsEventId(ReadOnlySpan<byte> text)
    {
        var underscores = 0;
        foreach (var value in text)
        {
            if (!(value is (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9') or (byte)'_'))
            {
                return false;
            }

            underscores += value == (byte)'_' ? 1 : 0;
        }

        return underscores > 0 && text.Length >= 5 && text[0] is >= (byte)'A' and <= (byte)'Z';
    }

    static bool TryRead(ReadOnlySpan<byte> line, int start, out int end, out int severity)
    {
        severity = -1;
        var parts = 0;
        var partStart = start;
        for (end = start; ; end++)
        {
            var value = end < line.Length ? line[end] : (byte)' ';
            if (value is (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9') or (byte)'_')
            {
                continue;
            }

            if (end == partStart)
            {
                return false;
            }

            parts++;
            if (value == (byte)'-')
            {
                if (end - partStart == 1 && parts > 1 && line[partStart] is >= (byte)'0' and <= (byte)'7')
                {
                    severity = line[partStart] - '0';
                }

                partStart = end + 1;
                continue;
            }

            return severity >= 0 && parts >= 3 && value is (byte)':' or (byte)' ';
        }
    }
}
