// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Extraction;

namespace Tapwatch.Records.Syslog;

/// <summary>
/// The configuration and command events of Junos: <c>User 'U' set: [path] old -- "new"</c>, <c>User 'U' delete: [path]</c>,
/// <c>User 'U', command '…'</c>, <c>User 'U' requested 'commit' operation</c>, <c>… to run command '…'</c>; with structured data the same as parameters.
/// </summary>
/// <remarks>A <c>set</c> or <c>delete</c> keeps its verb, its path in brackets and the values as written; quotes in it are not always balanced.</remarks>
static class JunosAudit
{
    public static CommandAudit Read(ReadOnlySpan<byte> line, Slice text, Slice structured)
    {
        var user = CommandAudit.Between(line, text, "User '"u8, "'"u8);
        if (!user.Exists)
        {
            user = CommandAudit.Between(line, structured, " username=\""u8, "\""u8);
        }

        return new CommandAudit
        {
            User = user,
            Command = Command(line, text) is var command && command.Exists ? command : CommandAudit.Between(line, structured, " command=\""u8, "\""u8),
            Address = Address(line, text, structured),
        };
    }

    static Slice Command(ReadOnlySpan<byte> line, Slice text)
    {
        var bytes = text.In(line);
        foreach (var (before, after) in (ReadOnlySpan<(string, string)>)[(" command '", "'"), (" requested '", "'"), (" is performing a '", "'")])
        {
            var start = IndexOf(bytes, before);
            if (start < 0)
            {
                continue;
            }

            // The command itself may hold quotes: the last one ends it, or the one before what follows.
            start += before.Length;
            var operation = bytes[start..].IndexOf("' operation"u8);
            var end = operation >= 0 ? operation : bytes[start..].LastIndexOf((byte)after[0]);
            return Slice.Trimmed(line, text.Start + start, end < 0 ? text.End : text.Start + start + end);
        }

        foreach (var verb in (ReadOnlySpan<string>)[" set: [", " delete: [", " replace: [", " deactivate: [", " activate: [", " rename: [", " insert: [", " protect: [", " unprotect: ["])
        {
            var start = IndexOf(bytes, verb);
            if (start >= 0)
            {
                return Slice.Trimmed(line, text.Start + start + 1, text.End);
            }
        }

        return Slice.None;
    }

    static int IndexOf(ReadOnlySpan<byte> text, string sought)
    {
        Span<byte> bytes = stackalloc byte[sought.Length];
        for (var i = 0; i < sought.Length; i++)
        {
            bytes[i] = (byte)sought[i];
        }

        return text.IndexOf(bytes);
    }

    /// <summary><c>ssh-connection '203.0.113.9 50122 192.0.2.1 22'</c>: the first address is the user's.</summary>
    static Slice Address(ReadOnlySpan<byte> line, Slice text, Slice structured)
    {
        var connection = CommandAudit.Between(line, text, "ssh-connection '"u8, "'"u8);
        if (!connection.Exists)
        {
            connection = CommandAudit.Between(line, structured, " ssh-connection=\""u8, "\""u8);
        }

        if (!connection.Exists)
        {
            return CommandAudit.Between(line, structured, " source-address=\""u8, "\""u8);
        }

        var blank = connection.In(line).IndexOf((byte)' ');
        return blank < 0 ? connection : new Slice(connection.Start, blank);
    }
}
