// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Extraction;

namespace Tapwatch.Records.Syslog;

/// <summary>
/// Who did what from where, as far as the message says: configuration and command logs of Cisco, Arista, Junos and Huawei devices, logins.
/// Each grammar is known by the message's name; what has another form gives nothing.
/// </summary>
readonly ref struct CommandAudit
{
    public CommandAudit()
    {
    }

    public Slice User { get; init; } = Slice.None;

    public Slice Command { get; init; } = Slice.None;

    public Slice Address { get; init; } = Slice.None;

    /// <summary>Whether the line says it went well; null when it does not say.</summary>
    public bool? Status { get; init; }

    /// <summary>Reads the message of a line.</summary>
    public static CommandAudit Read(ReadOnlySpan<byte> line, scoped in SyslogLine parsed)
    {
        var text = parsed.Text;
        if (!text.Exists)
        {
            return new CommandAudit();
        }

        if (parsed.IsHuawei)
        {
            return HuaweiAudit.Read(line, text);
        }

        if (parsed.IsAccountingLog)
        {
            return CiscoAudit.AccountingLog(line, text);
        }

        if (!parsed.HasMnemonic)
        {
            return parsed.Name.Exists ? JunosAudit.Read(line, text, parsed.Structured) : new CommandAudit();
        }

        // %PARSER-SW1-5-CFGLOG_LOGGEDCMD and the like name a switch: only the last part counts.
        var name = parsed.Name.In(line);
        var mnemonic = name[(name.LastIndexOf((byte)'-') + 1)..];
        if (mnemonic.SequenceEqual("CFGLOG_LOGGEDCMD"u8))
        {
            return CiscoAudit.LoggedCommand(line, text);
        }

        if (mnemonic.SequenceEqual("AAA_ACCOUNTING_MESSAGE"u8))
        {
            return CiscoAudit.NexusAccounting(line, text);
        }

        if (name.SequenceEqual("ACCOUNTING-6-CMD"u8))
        {
            return CiscoAudit.AristaAccounting(line, text);
        }

        if (name.StartsWith("HA_EM-"u8) && mnemonic.SequenceEqual("LOG"u8))
        {
            return CiscoAudit.EventManager(line, text);
        }

        if (mnemonic.SequenceEqual("LOCAL_CMD_ACCT"u8))
        {
            return CiscoAudit.RouterAccounting(line, text);
        }

        if (mnemonic.StartsWith("CONFIG_"u8) || mnemonic.SequenceEqual("VSHD_SYSLOG_CONFIG_I"u8))
        {
            return CiscoAudit.Configured(line, text);
        }

        if (mnemonic.SequenceEqual("DB_COMMIT"u8))
        {
            return new CommandAudit { User = Between(line, text, " by user '"u8, "'"u8) };
        }

        if (mnemonic.StartsWith("LOGIN_SUCCESS"u8) || mnemonic.StartsWith("LOGIN_FAILED"u8))
        {
            return new CommandAudit
            {
                User = Between(line, text, "[user: "u8, "]"u8),
                Address = Between(line, text, "[Source: "u8, "]"u8),
                Status = mnemonic.StartsWith("LOGIN_SUCCESS"u8),
            };
        }

        return mnemonic.StartsWith("LOGOUT"u8)
            ? new CommandAudit { User = Between(line, text, "User "u8, " has exited"u8), Address = Between(line, text, "("u8, ")"u8) }
            : new CommandAudit();
    }

    /// <summary>What stands between the first <paramref name="before"/> in the part and the next <paramref name="after"/>.</summary>
    internal static Slice Between(ReadOnlySpan<byte> line, Slice part, ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        var text = part.In(line);
        var start = text.IndexOf(before);
        if (start < 0)
        {
            return Slice.None;
        }

        start += before.Length;
        var length = text[start..].IndexOf(after);
        return length < 0 ? Slice.None : Slice.Trimmed(line, part.Start + start, part.Start + start + length);
    }
}
