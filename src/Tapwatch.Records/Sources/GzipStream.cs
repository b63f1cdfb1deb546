// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;

namespace Tapwatch.Records.Sources;

/// <summary>
/// What a gzip file (RFC 1952) holds, member after member. At a fault the stream ends after all that could be decoded,
/// and the fault is told to <paramref name="fault"/>.
/// </summary>
sealed class GzipStream(Stream inner, ExpansionGuard guard, Action<string, string> fault) : ReadStream
{
    readonly CompressedInput _input = new(inner);
    InflatedWindow? _window;
    bool _inMember;
    bool _ended;
    long _produced;
    int _members;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        while (!_ended)
        {
            if (!_inMember && !StartMember())
            {
                _ended = true;
                break;
            }

            var count = _window!.Read(buffer, out var outcome);
            if (count > 0)
            {
                _produced += count;
                if (!guard.Allows(_produced))
                {
                    var (code, text) = guard.Fault(_produced);
                    End(code, text);
                }

                return count;
            }

            switch (outcome)
            {
                case Inflate.Outcome.End:
                    EndMember();
                    break;
                case Inflate.Outcome.Truncated:
                    End(ReadProblemCodes.Truncated, $"gzip data ends in the middle of member {_members}; what was there is read");
                    break;
                case Inflate.Outcome.Corrupt:
                    End(ReadProblemCodes.Corrupt, $"gzip data is corrupt at byte {_input.Position}; what was decoded before is read");
                    break;
            }
        }

        return 0;
    }

    /// <summary>Reads the header of the next member; whether there is one.</summary>
    bool StartMember()
    {
        var start = _input.Position;
        if (!_input.TryReadByte(out var first))
        {
            return false;
        }

        if (_members > 0 && first == 0)
        {
            // Padding, as tapes and some writers leave it.
            while (_input.TryReadByte(out first) && first == 0)
            {
            }

            if (first == 0)
            {
                return false;
            }
        }

        Span<byte> header = stackalloc byte[9];
        if (first != 0x1F || !_input.TryRead(header[..1]) || header[0] != 0x8B)
        {
            fault(ReadProblemCodes.TrailingBytes, $"bytes after the end of the gzip data, from byte {start}, are no gzip member; not read");
            return false;
        }

        _members++;
        if (!_input.TryRead(header[1..9]) || !SkipOptional(header[2]))
        {
            fault(ReadProblemCodes.Truncated, $"gzip data ends in the header of member {_members}");
            return false;
        }

        if (header[1] != 8)
        {
            fault(ReadProblemCodes.NotSupported, $"gzip member {_members} uses compression method {header[1]}, which is not read here");
            return false;
        }

        _window ??= new InflatedWindow(new Inflate(_input));
        _window.Reset();
        _inMember = true;
        return true;
    }

    bool SkipOptional(byte flags)
    {
        Span<byte> pair = stackalloc byte[2];
        if ((flags & 4) != 0)
        {
            if (!_input.TryRead(pair))
            {
                return false;
            }

            for (var i = BinaryPrimitives.ReadUInt16LittleEndian(pair); i > 0; i--)
            {
                if (!_input.TryReadByte(out _))
                {
                    return false;
                }
            }
        }

        // The file's name, then a comment: each ends with a zero byte.
        for (var flag = 8; flag <= 16; flag <<= 1)
        {
            if ((flags & flag) != 0)
            {
                byte value;
                do
                {
                    if (!_input.TryReadByte(out value))
                    {
                        return false;
                    }
                }
                while (value != 0);
            }
        }

        return (flags & 2) == 0 || _input.TryRead(pair);
    }

    void EndMember()
    {
        Span<byte> trailer = stackalloc byte[8];
        _inMember = false;
        if (!_input.TryRead(trailer))
        {
            End(ReadProblemCodes.Truncated, $"gzip data ends in the checksum of member {_members}");
        }
        else if (BinaryPrimitives.ReadUInt32LittleEndian(trailer) != _window!.Checksum || BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]) != (uint)_window.Produced)
        {
            fault(ReadProblemCodes.Corrupt, $"the checksum of gzip member {_members} does not fit; what was decoded is read all the same");
        }
    }

    void End(string code, string text)
    {
        _ended = true;
        fault(code, text);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
