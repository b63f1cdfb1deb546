// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Extraction;

namespace Tapwatch.Records.Syslog;

/// <summary>
/// Huawei's record of commands: <c>(Task=VT0, Ip=192.0.2.5, VpnName=, User=admin, AuthenticationMethod="Local-user", Command="…", Result=Success)</c>,
/// and the older <c>task:HTPR ip:192.0.2.5 user:admin vrf:public command:….</c>
/// </summary>
static class HuaweiAudit
{
    public static CommandAudit Read(ReadOnlySpan<byte> line, Slice text)
    {
        var bytes = text.In(line);
        if (bytes.IndexOf("/CMDRECORD"u8) < 0)
        {
            return new CommandAudit();
        }

        var plain = bytes.IndexOf(" command:"u8);
        if (plain >= 0)
        {
            return new CommandAudit
            {
                User = CommandAudit.Between(line, text, " user:"u8, " "u8),
                Address = CommandAudit.Between(line, text, " ip:"u8, " "u8),
                Command = Slice.Trimmed(line, text.Start + plain + " command:".Length, bytes[^1] == (byte)'.' ? text.End - 1 : text.End),
            };
        }

        // "User=**" hides the name.
        var user = CommandAudit.Between(line, text, "User="u8, ","u8);
        var address = CommandAudit.Between(line, text, "Ip="u8, ","u8);
        return new CommandAudit
        {
            User = user.In(line).SequenceEqual("**"u8) ? Slice.None : user,
            Address = address.In(line).SequenceEqual("**"u8) ? Slice.None : address,
            Command = CommandAudit.Between(line, text, "Command=\""u8, "\""u8),
            Status = bytes.IndexOf("Result=Success"u8) >= 0 ? true : bytes.IndexOf("Result=Fail"u8) >= 0 ? false : null,
        };
    }
}
