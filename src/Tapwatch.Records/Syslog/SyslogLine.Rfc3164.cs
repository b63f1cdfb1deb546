// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Extraction;

namespace Tapwatch.Records.Syslog;

/// <content>The header of RFC 3164, and what devices and relays make of it.</content>
ref partial struct SyslogLine
{
    /// <summary>RFC 3164: time, host, tag; also with an ISO time, and RFC 5424 from which the version is missing.</summary>
    void ReadOldHeader(int at)
    {
        var stamped = false;
        if (LineTime.TryRead(_line, ref at, out var time))
        {
            stamped = true;
            (HasTime, Time) = (true, time);
            if (at < _line.Length && _line[at] == (byte)':')
            {
                at++;
            }

            // "Wed May  3 13:55:35 2023:type=update:id=192.0.2.7@pts/0:user=admin:cmd=configure terminal ; … (SUCCESS)"
            if (_line[at..].StartsWith("type="u8) && _line[at..].IndexOf(":user="u8) > 0)
            {
                (_isSyslog, IsAccountingLog) = (true, true);
                Message = Slice.Trimmed(_line, at, _line.Length);
                Text = Message;
                return;
            }
        }

        SkipBlanks(ref at);
        IsHuawei = _line[at..Math.Min(_line.Length, at + 80)].IndexOf("%%01"u8) >= 0 || _line[at..Math.Min(_line.Length, at + 80)].IndexOf("%%10"u8) >= 0;
        if (!stamped)
        {
            if (IsHuawei || Priority >= 0)
            {
                _isSyslog = true;
                ReadHostThenTime(ref at);
                ReadTag(at, hostFirst: false);
            }

            return;
        }

        // Text logs begin with an ISO time as well: without a priority it takes a zone, as relays write it, and a host that is no level.
        var hostAt = at;
        var host = Word(ref at);
        if (!IsHost(host.In(_line)))
        {
            if (Priority >= 0)
            {
                ReadTag(hostAt, hostFirst: false);
            }

            return;
        }

        if (Priority < 0 && time.IsIso && !IsHuawei && (!time.HasZone || IsLevel(host.In(_line))))
        {
            return;
        }

        _isSyslog = true;
        if (host.In(_line) is [.., (byte)':'] || host.In(_line).Contains((byte)'['))
        {
            // No host: "<34>Aug 14 02:10:11 cron[4242]: …".
            ReadTag(hostAt, hostFirst: false);
            return;
        }

        Host = host;
        if (time.IsIso && TryReadVersionless(at))
        {
            return;
        }

        ReadTag(at, hostFirst: true);
    }

    /// <summary>NX-OS without a message name: <c>&lt;187>switch1: 2023 Apr 26 09:08:48 UTC: last message repeated 3 times</c>, the host sometimes empty.</summary>
    void ReadHostThenTime(ref int at)
    {
        var probe = at;
        while (probe < _line.Length && _line[probe] is not ((byte)' ' or (byte)'\t'))
        {
            probe++;
        }

        var host = new Slice(at, probe - at - 1);
        if (probe == at || _line[probe - 1] != (byte)':')
        {
            return;
        }

        SkipBlanks(ref probe);
        if (LineTime.TryRead(_line, ref probe, out var time) && probe < _line.Length && _line[probe] == (byte)':')
        {
            (HasTime, Time) = (true, time);
            Host = host.Length > 0 ? host : Slice.None;
            at = probe + 1;
        }
    }

    /// <summary><c>tag[pid]: message</c>; a first word that is no tag is part of the message.</summary>
    void ReadTag(int at, bool hostFirst)
    {
        SkipBlanks(ref at);
        var start = at;
        while (at < _line.Length && at - start < 64 && _line[at] is not ((byte)' ' or (byte)':' or (byte)'[' or (byte)'\t'))
        {
            at++;
        }

        var tag = new Slice(start, at - start);
        var pid = Slice.None;
        if (at < _line.Length && _line[at] == (byte)'[' && _line[at..].IndexOf((byte)']') is var close && close is > 0 and < 40)
        {
            pid = new Slice(at + 1, close - 1);
            at += close + 1;
        }

        if (at < _line.Length && _line[at] == (byte)':' && tag.Length > 0 && (at + 1 == _line.Length || _line[at + 1] is (byte)' ' or (byte)'\t'))
        {
            (Process, Pid) = (tag, pid.Length > 0 ? pid : Slice.None);
            at++;
        }
        else
        {
            at = start;
        }

        Message = Slice.Trimmed(_line, at, _line.Length);
        Text = Message;
        if (!Message.Exists)
        {
            return;
        }

        if (Process.Exists && Mnemonic.TryReadEventId(_line, Message.Start, out var name))
        {
            Name = name;
            Text = Slice.Trimmed(_line, name.End + 1, _line.Length);
        }
        else if (!hostFirst && !Host.Exists && Process.Exists && Priority >= 0 && !HasTime)
        {
            // "<189>switch1: text": a name with a colon and nothing else is the host.
            (Host, Process) = (Process, Slice.None);
        }
    }
}
