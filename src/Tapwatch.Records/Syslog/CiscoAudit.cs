// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Extraction;

namespace Tapwatch.Records.Syslog;

/// <summary>The command logs of IOS, NX-OS and EOS.</summary>
static class CiscoAudit
{
    /// <summary>IOS config logger: <c>User:admin  logged command:!exec: enable</c>; the prefix marks a command that configures nothing, and is no part of it.</summary>
    public static CommandAudit LoggedCommand(ReadOnlySpan<byte> line, Slice text)
    {
        var bytes = text.In(line);
        var marker = bytes.IndexOf("logged command:"u8);
        if (marker < 0)
        {
            return new CommandAudit();
        }

        var start = text.Start + marker + "logged command:".Length;
        var command = Slice.Trimmed(line, start, text.End);
        if (command.In(line).StartsWith("!exec:"u8))
        {
            command = Slice.Trimmed(line, command.Start + "!exec:".Length, text.End);
        }

        var user = bytes.StartsWith("User:"u8) ? Slice.Trimmed(line, text.Start + "User:".Length, text.Start + marker) : Slice.None;
        return new CommandAudit { User = user, Command = command };
    }

    /// <summary>IOS event manager: <c>CLIaccounting: interface FastEthernet0/1</c>, the applet's name and what it was given.</summary>
    public static CommandAudit EventManager(ReadOnlySpan<byte> line, Slice text)
    {
        var colon = text.In(line).IndexOf(": "u8);
        return colon < 0 ? new CommandAudit() : new CommandAudit { Command = Slice.Trimmed(line, text.Start + colon + 2, text.End) };
    }

    /// <summary>NX-OS: <c>update:10.63.12.105@ssh.26046:USER:show ip route vrf all (SUCCESS)</c>.</summary>
    public static CommandAudit NexusAccounting(ReadOnlySpan<byte> line, Slice text)
    {
        var bytes = text.In(line);
        var kind = bytes.IndexOf((byte)':');
        if (kind < 0)
        {
            return new CommandAudit();
        }

        // The address may be IPv6 and hold colons: it ends at the @ if there is one before the user.
        var at = kind + 1;
        var sign = bytes[at..].IndexOf((byte)'@');
        var address = Slice.None;
        if (sign >= 0 && bytes.Slice(at, sign).IndexOf((byte)' ') < 0)
        {
            address = Slice.Trimmed(line, text.Start + at, text.Start + at + sign);
            at += sign;
        }

        var port = bytes[at..].IndexOf((byte)':');
        if (port < 0)
        {
            return new CommandAudit { Address = address };
        }

        at += port + 1;
        var name = bytes[at..].IndexOf((byte)':');
        if (name < 0)
        {
            return new CommandAudit { Address = address };
        }

        var user = Slice.Trimmed(line, text.Start + at, text.Start + at + name);
        var command = Slice.Trimmed(line, text.Start + at + name + 1, text.End);
        var status = TakeStatus(line, ref command);
        return new CommandAudit { User = user, Command = command, Address = address, Status = status };
    }

    /// <summary>NX-OS, <c>show accounting log</c>: <c>type=update:id=172.20.240.105@pts/0:user=admin:cmd=configure terminal ; monitor session 1 (SUCCESS)</c>.</summary>
    public static CommandAudit AccountingLog(ReadOnlySpan<byte> line, Slice text)
    {
        var id = CommandAudit.Between(line, text, ":id="u8, ":user="u8);
        var sign = id.In(line).IndexOf((byte)'@');
        var user = text.In(line).IndexOf(":user="u8) + ":user=".Length;
        var marker = text.In(line)[user..].IndexOf(":cmd="u8);
        var command = marker < 0 ? Slice.None : Slice.Trimmed(line, text.Start + user + marker + ":cmd=".Length, text.End);
        var status = TakeStatus(line, ref command);
        return new CommandAudit
        {
            User = Slice.Trimmed(line, text.Start + user, marker < 0 ? text.End : text.Start + user + marker),
            Command = command,
            Address = sign > 0 ? new Slice(id.Start, sign) : Slice.None,
            Status = status,
        };
    }

    /// <summary>IOS-XR: <c>CLI CMD: "configure" by admin from TTY /dev/pts/3 10.1.1.9</c>.</summary>
    public static CommandAudit RouterAccounting(ReadOnlySpan<byte> line, Slice text)
    {
        var by = text.In(line).LastIndexOf("\" by "u8);
        var start = text.In(line).IndexOf("CLI CMD: \""u8) + "CLI CMD: \"".Length;
        if (start < "CLI CMD: \"".Length || by < start)
        {
            return new CommandAudit();
        }

        var place = new Slice(text.Start + by, text.Length - by);
        var last = place.In(line).LastIndexOf((byte)' ');
        var address = Slice.Trimmed(line, place.Start + last, place.End);
        return new CommandAudit
        {
            User = CommandAudit.Between(line, place, " by "u8, " from "u8),
            Command = Slice.Trimmed(line, text.Start + start, place.Start),
            Address = address.In(line).IndexOfAny((byte)'.', (byte)':') > 0 ? address : Slice.None,
        };
    }

    /// <summary>Takes <c>(SUCCESS)</c> or <c>(FAILURE)</c> off the end of a command.</summary>
    static bool? TakeStatus(ReadOnlySpan<byte> line, ref Slice command)
    {
        if (command.In(line).EndsWith("(SUCCESS)"u8))
        {
            command = Slice.Trimmed(line, command.Start, command.End - "(SUCCESS)".Length);
            return true;
        }

        if (command.In(line).EndsWith("(FAILURE)"u8))
        {
            command = Slice.Trimmed(line, command.Start, command.End - "(FAILURE)".Length);
            return false;
        }

        return null;
    }

    /// <summary>EOS: <c>admin vty6 192.168.2.1 stop task_id=17 … cmd=show interfaces status</c>.</summary>
    public static CommandAudit AristaAccounting(ReadOnlySpan<byte> line, Slice text)
    {
        var bytes = text.In(line);
        var at = 0;
        var user = Word(bytes, ref at);
        Word(bytes, ref at);
        var address = Word(bytes, ref at);
        var marker = bytes.IndexOf(" cmd="u8);
        var command = marker < 0 ? Slice.None : Slice.Trimmed(line, text.Start + marker + " cmd=".Length, text.End);
        if (command.In(line).EndsWith("<cr>"u8))
        {
            command = Slice.Trimmed(line, command.Start, command.End - "<cr>".Length);
        }

        return new CommandAudit
        {
            User = Slice.Trimmed(line, text.Start + user.Start, text.Start + user.End),
            Address = address.In(bytes).SequenceEqual("unknown"u8) ? Slice.None : Slice.Trimmed(line, text.Start + address.Start, text.Start + address.End),
            Command = command,
        };
    }

    /// <summary><c>Configured from console by admin on vty0 (10.31.0.24)</c>; NX-OS: <c>Configured from vty by admin on 172.20.240.105@pts/0</c>. Without a user the line stands in his place.</summary>
    public static CommandAudit Configured(ReadOnlySpan<byte> line, Slice text)
    {
        var bytes = text.In(line);
        var by = bytes.LastIndexOf(" by "u8);
        if (by < 0)
        {
            return new CommandAudit();
        }

        var at = by + " by ".Length;
        var name = Word(bytes, ref at);
        var user = IsLine(name.In(bytes)) ? Slice.None : Slice.Trimmed(line, text.Start + name.Start, text.Start + name.End);
        var address = CommandAudit.Between(line, text, "("u8, ")"u8);
        if (!address.Exists && bytes[at..].IndexOf(" on "u8) is var on and >= 0)
        {
            at += on + " on ".Length;
            var place = Word(bytes, ref at);
            var sign = place.In(bytes).IndexOf((byte)'@');
            address = sign > 0 ? Slice.Trimmed(line, text.Start + place.Start, text.Start + place.Start + sign) : Slice.None;
        }

        return new CommandAudit { User = user, Address = address };
    }

    /// <summary>A terminal line where a name is expected: nobody logged in by name.</summary>
    static bool IsLine(ReadOnlySpan<byte> word)
    {
        var name = word.TrimEnd("0123456789"u8);
        return name.SequenceEqual("vty"u8) || name.SequenceEqual("tty"u8) || name.SequenceEqual("console"u8) || name.SequenceEqual("con"u8) || name.SequenceEqual("aux"u8);
    }

    static Slice Word(ReadOnlySpan<byte> text, ref int at)
    {
        while (at < text.Length && text[at] == (byte)' ')
        {
            at++;
        }

        var start = at;
        while (at < text.Length && text[at] != (byte)' ')
        {
            at++;
        }

        return new Slice(start, at - start);
    }
}
