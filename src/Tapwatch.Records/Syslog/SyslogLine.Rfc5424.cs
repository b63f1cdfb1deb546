// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Extraction;

namespace Tapwatch.Records.Syslog;

/// <content>The header of RFC 5424.</content>
ref partial struct SyslogLine
{
    /// <summary>RFC 5424 from the host on: host, application, process, message id, structured data, message. A lone dash is no value.</summary>
    void ReadNewHeader(ref int at)
    {
        Host = Word(ref at);
        Process = Word(ref at);
        Pid = Word(ref at);
        MessageId = Word(ref at);
        SkipBlanks(ref at);
        ReadStructured(ref at);
        SkipBlanks(ref at);

        // A message in UTF-8 begins with its mark (RFC 5424, 6.4), which is no part of it.
        at += _line[at..].StartsWith("\uFEFF"u8) ? 3 : 0;
        Message = Slice.Trimmed(_line, at, _line.Length);
        Text = Message;
        if (Message.Exists && Mnemonic.TryFind(_line, Message.Start, out var name, out var severity, out var after) && name.Start == Message.Start + 1)
        {
            (HasMnemonic, Name, Severity) = (true, name, severity);
            Text = Slice.Trimmed(_line, after, _line.Length);
        }
        else if (Mnemonic.IsEventId(MessageId.In(_line)) || Structured.In(_line).StartsWith("[junos@2636"u8))
        {
            Name = MessageId;
        }
        else if (Message.Exists && Mnemonic.TryReadEventId(_line, Message.Start, out name))
        {
            Name = name;
            Text = Slice.Trimmed(_line, name.End + 1, _line.Length);
        }
    }

    void ReadStructured(ref int at)
    {
        if (at < _line.Length && _line[at] == (byte)'-')
        {
            at++;
            return;
        }

        var start = at;
        while (at < _line.Length && _line[at] == (byte)'[')
        {
            var end = ElementEnd(at);
            if (end < 0)
            {
                at = start;
                return;
            }

            at = end;
        }

        Structured = at > start ? new Slice(start, at - start) : Slice.None;
    }

    /// <summary>The end of one element of structured data; quotes may hold brackets, backslashes escape.</summary>
    readonly int ElementEnd(int at)
    {
        var quoted = false;
        for (at++; at < _line.Length; at++)
        {
            switch (_line[at])
            {
                case (byte)'\\':
                    at++;
                    break;
                case (byte)'"':
                    quoted = !quoted;
                    break;
                case (byte)']' when !quoted:
                    return at + 1;
            }
        }

        return -1;
    }

    /// <summary>RFC 5424 without its version: the third word is a process number or a dash, and structured data follows.</summary>
    bool TryReadVersionless(int at)
    {
        var probe = at;
        var process = Word(ref probe);
        var pid = NextWord(ref probe);
        var id = NextWord(ref probe);
        SkipBlanks(ref probe);
        if (!process.Exists || process.In(_line)[^1] == (byte)':' || !(pid.In(_line).SequenceEqual("-"u8) || IsNumber(pid.In(_line))) || !id.Exists
            || probe >= _line.Length || _line[probe] is not ((byte)'[' or (byte)'-'))
        {
            return false;
        }

        var host = Host;
        ReadNewHeaderAfterHost(ref at);
        Host = host;
        return true;
    }

    void ReadNewHeaderAfterHost(ref int at)
    {
        // The host was read already: go back to before it, so that there is one way of reading.
        at = Host.Start;
        ReadNewHeader(ref at);
    }
}
