// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Records.Syslog;

/// <summary>Which operating system wrote a line, as far as its form tells.</summary>
static class DeviceSystem
{
    /// <summary><c>cisco.ios</c>, <c>cisco.nxos</c>, <c>cisco.iosxr</c>, <c>juniper.junos</c>, <c>arista.eos</c>; empty when it is another or unknown.</summary>
    public static ReadOnlySpan<byte> Name(ReadOnlySpan<byte> line, scoped in SyslogLine parsed)
    {
        if (parsed.IsAccountingLog)
        {
            return "cisco.nxos"u8;
        }

        var name = parsed.Name.In(line);
        if (!parsed.HasMnemonic)
        {
            return IsJunos(line, parsed, name) ? "juniper.junos"u8 : default;
        }

        if (name.StartsWith("ASA-"u8) || name.StartsWith("FTD-"u8) || name.StartsWith("PIX-"u8) || name.StartsWith("FWSM-"u8) || name.StartsWith("ACE-"u8))
        {
            return default;
        }

        // IOS-XR writes its node, and a blank before the colon after the name.
        if (parsed.HasNode || name.StartsWith("MGBL-"u8) || name.StartsWith("PKT_INFRA-"u8)
            || (parsed.Name.End < line.Length && line[parsed.Name.End] == (byte)' ' && (name.StartsWith("ROUTING-"u8) || name.StartsWith("SECURITY-"u8) || name.StartsWith("L2-"u8) || name.StartsWith("OS-"u8))))
        {
            return "cisco.iosxr"u8;
        }

        if (IsNexus(line, parsed, name))
        {
            return "cisco.nxos"u8;
        }

        // Only EOS names the agent that speaks: "host Ebra: %LINEPROTO-5-UPDOWN".
        if (parsed.Process.Exists && parsed.Host.Exists && parsed.HasTime && parsed.Process.Start > parsed.Time.Text.Start)
        {
            return "arista.eos"u8;
        }

        return "cisco.ios"u8;
    }

    /// <summary>NX-OS puts the year before the month, and has names of its own.</summary>
    static bool IsNexus(ReadOnlySpan<byte> line, scoped in SyslogLine parsed, ReadOnlySpan<byte> name) =>
        (parsed.HasTime && parsed.Time.YearFirst)
        || name.StartsWith("VSHD-"u8) || name.EndsWith("-SYSTEM_MSG"u8) || name.EndsWith("-AAA_ACCOUNTING_MESSAGE"u8)
        || name.StartsWith("ETHPORT-"u8) || name.StartsWith("ETH_PORT_CHANNEL-"u8) || name.StartsWith("SYSMGR-"u8) || name.StartsWith("L2FM-"u8)
        || name.StartsWith("ACLLOG-"u8) || name.StartsWith("MODULE-"u8) || name.StartsWith("ETH_SPAN-"u8);

    static bool IsJunos(ReadOnlySpan<byte> line, scoped in SyslogLine parsed, ReadOnlySpan<byte> name)
    {
        if (parsed.Structured.In(line).StartsWith("[junos@2636"u8))
        {
            return true;
        }

        if (parsed.IsHuawei)
        {
            return false;
        }

        // Others have message ids in capitals as well, but write them only in the field RFC 5424 has for them.
        if (!name.IsEmpty && (parsed.MessageId != parsed.Name || name.StartsWith("UI_"u8)))
        {
            return true;
        }

        // The daemons of Junos that also write lines without an event id.
        var process = parsed.Process.In(line);
        return process.SequenceEqual("/kernel"u8) || process.SequenceEqual("rpd"u8) || process.SequenceEqual("mgd"u8) || process.SequenceEqual("mib2d"u8)
            || process.SequenceEqual("chassisd"u8) || process.SequenceEqual("craftd"u8) || process.SequenceEqual("alarmd"u8) || process.SequenceEqual("jddosd"u8)
            || process.SequenceEqual("l2ald"u8) || process.SequenceEqual("eswd"u8) || process.SequenceEqual("xntpd"u8) || process.SequenceEqual("jlaunchd"u8)
            || process.SequenceEqual("dcd"u8) || process.SequenceEqual("cosd"u8) || process.SequenceEqual("dfwd"u8) || process.SequenceEqual("lacpd"u8);
    }
}
