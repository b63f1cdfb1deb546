// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;

namespace Tapwatch.Records.Compression;

/// <summary>Decodes gzip members (RFC 1952) one after the other, from the one that the input stands at.</summary>
sealed class GzipMembers(CompressedInput input)
{
    const int MostKept = 8;

    // Buffers and tables of 200 KB: of many small files, to get them anew takes several times as long as to decode the file.
    static readonly Stack<GzipMembers> _kept = [];

    InflatedWindow? _window;

    // What members that have ended gave.
    long _before;

    /// <summary>Is told of faults: their code and text.</summary>
    public required Action<string, string> Fault { get; set; }

    /// <summary>Whether a member has begun and not ended.</summary>
    public bool IsInMember { get; private set; }

    /// <summary>Whether there is nothing more, or a fault that does not let it be read.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Members so far.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes decoded so far.</summary>
    public long Produced => IsInMember ? _before + _window!.Produced : _before;

    /// <summary>How many of them wait to be read.</summary>
    public int Waiting => _window?.Waiting ?? 0;

    /// <summary>The compressed bytes.</summary>
    public CompressedInput Input => input;

    /// <summary>One for a stream that stands at its beginning, perhaps used before.</summary>
    public static GzipMembers Rent(Stream stream, Action<string, string> fault)
    {
        GzipMembers? members;
        lock (_kept)
        {
            _kept.TryPop(out members);
        }

        members ??= new GzipMembers(new CompressedInput(stream)) { Fault = fault };
        members.Fault = fault;
        members.Restart(stream, 0);
        return members;
    }

    /// <summary>Leaves it to others.</summary>
    public void Return()
    {
        Fault = static (_, _) => { };
        Restart(Stream.Null, 0);
        lock (_kept)
        {
            if (_kept.Count < MostKept)
            {
                _kept.Push(this);
            }
        }
    }

    /// <summary>Begins anew, at the member that the given stream stands at.</summary>
    public void Restart(Stream stream, long position)
    {
        input.Restart(stream, position);
        (IsInMember, IsEnded, Count, _before) = (false, false, 0, 0);
    }

    /// <summary>Goes on in place of another that has come to where this one began.</summary>
    public void GoOnFor(GzipMembers other, Stream stream)
    {
        input.GoOn(stream);
        (Fault, IsEnded) = (other.Fault, false);
        Count += other.Count;
        _before += other.Produced;
    }

    /// <summary>Some of the bytes; may be none at the end of a member.</summary>
    public int Read(Span<byte> buffer)
    {
        if (!Begin())
        {
            return 0;
        }

        var count = _window!.Read(buffer, out var outcome);
        if (count == 0)
        {
            Finish(outcome);
        }

        return count;
    }

    /// <summary>Decodes a step, as <see cref="InflatedWindow.Append"/>; instead of <see cref="Read"/>, and until <see cref="Keep"/>.</summary>
    public void Append(Span<byte> buffer, ref int position)
    {
        if (Begin())
        {
            Finish(_window!.Append(buffer, ref position));
        }
    }

    /// <summary>Makes ready to be read behind what was appended.</summary>
    public void Keep(ReadOnlySpan<byte> decoded)
    {
        if (IsInMember)
        {
            _window!.Keep(decoded);
        }
    }

    bool Begin()
    {
        if (!IsInMember && !IsEnded)
        {
            IsEnded = !StartMember();
        }

        return !IsEnded;
    }

    void Finish(Inflate.Outcome outcome)
    {
        switch (outcome)
        {
            case Inflate.Outcome.End:
                EndMember();
                break;
            case Inflate.Outcome.Truncated:
                End(ReadProblemCodes.Truncated, $"gzip data ends in the middle of member {Count}; what was there is read");
                break;
            case Inflate.Outcome.Corrupt:
                End(ReadProblemCodes.Corrupt, $"gzip data is corrupt at byte {input.Position}; what was decoded before is read");
                break;
        }
    }

    /// <summary>Reads the header of the next member; whether there is one.</summary>
    bool StartMember()
    {
        var start = input.Position;
        if (!input.TryReadByte(out var first))
        {
            return false;
        }

        if (Count > 0 && first == 0)
        {
            // Padding, as tapes and some writers leave it.
            while (input.TryReadByte(out first) && first == 0)
            {
            }

            if (first == 0)
            {
                return false;
            }
        }

        Span<byte> header = stackalloc byte[9];
        if (first != 0x1F || !input.TryRead(header[..1]) || header[0] != 0x8B)
        {
            Fault(ReadProblemCodes.TrailingBytes, $"bytes after the end of the gzip data, from byte {start}, are no gzip member; not read");
            return false;
        }

        Count++;
        if (!input.TryRead(header[1..9]) || !SkipOptional(header[2]))
        {
            Fault(ReadProblemCodes.Truncated, $"gzip data ends in the header of member {Count}");
            return false;
        }

        if (header[1] != 8)
        {
            Fault(ReadProblemCodes.NotSupported, $"gzip member {Count} uses compression method {header[1]}, which is not read here");
            return false;
        }

        _window ??= new InflatedWindow(new Inflate(input));
        _window.Reset();
        IsInMember = true;
        return true;
    }

    bool SkipOptional(byte flags)
    {
        Span<byte> pair = stackalloc byte[2];
        if ((flags & 4) != 0)
        {
            if (!input.TryRead(pair))
            {
                return false;
            }

            for (var i = BinaryPrimitives.ReadUInt16LittleEndian(pair); i > 0; i--)
            {
                if (!input.TryReadByte(out _))
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
                    if (!input.TryReadByte(out value))
                    {
                        return false;
                    }
                }
                while (value != 0);
            }
        }

        return (flags & 2) == 0 || input.TryRead(pair);
    }

    void EndMember()
    {
        Span<byte> trailer = stackalloc byte[8];
        IsInMember = false;
        _before += _window!.Produced;
        if (!input.TryRead(trailer))
        {
            End(ReadProblemCodes.Truncated, $"gzip data ends in the checksum of member {Count}");
        }
        else if (BinaryPrimitives.ReadUInt32LittleEndian(trailer) != _window.Checksum || BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]) != (uint)_window.Produced)
        {
            Fault(ReadProblemCodes.Corrupt, $"the checksum of gzip member {Count} does not fit; what was decoded is read all the same");
        }
    }

    void End(string code, string text)
    {
        IsEnded = true;
        Fault(code, text);
    }
}
