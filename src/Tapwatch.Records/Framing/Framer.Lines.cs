// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Records.Framing;

/// <content>Lines of text.</content>
sealed unsafe partial class Framer
{
    string? _textGuess;

    Step TakeLine(byte* p)
    {
        if (_converted.InUse)
        {
            return Step.Full;
        }

        var start = _position;
        var end = LineScan.FindBreak(p, start, _filled, ref _beyondAscii);
        if (end < 0 && !_ended)
        {
            return Step.NeedMore;
        }

        var line = LineAt(start);
        if (end < 0)
        {
            end = _position = _filled;
        }
        else
        {
            _position = end + 1;
            _line++;
            _counted = _position;
        }

        while (end > start && p[end - 1] is (byte)'\r' or (byte)' ')
        {
            end--;
        }

        var text = new ReadOnlySpan<byte>(p + start, end - start);
        var kind = _options.AsRows ? ObjectSigns.None : LineSigns.Kind(text);
        if (kind == RecordKinds.Syslog && text[^1] == (byte)'}' && text.IndexOf("{\""u8) is var payload and > 0)
        {
            // Relays send cloud records through syslog: the record counts, not the line around it.
            var (innerStart, innerEnd) = (start + payload, end);
            var guess = "";
            if (Unwrapper.Find(p, ref innerStart, ref innerEnd, ref guess, mayDecode: false) is var inner and >= 0)
            {
                (kind, start, end) = (inner, innerStart, innerEnd);
            }
        }

        if (kind >= 0)
        {
            Add(kind, start, end, line);
        }
        else if (text.Length > 0)
        {
            _textGuess ??= LineSigns.GuessText(text);
            AddUnrecognised(LineSigns.Guess(text, _textGuess), p, start, end, line);
        }

        return Step.Done;
    }
}
