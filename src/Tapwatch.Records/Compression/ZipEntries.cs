// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Text;
using Tapwatch.Records.Sources;

namespace Tapwatch.Records.Compression;

/// <summary>
/// The entries of a zip archive in the order they are stored, from their local headers: so an archive can come from a pipe,
/// stand in another, or lack its end. Names are only shown, never used as paths.
/// </summary>
/// <param name="inner">The archive, or the part.</param>
/// <param name="guard">Watches the expansion.</param>
/// <param name="fault">Is told what is wrong.</param>
/// <param name="part">Which part of an archive it is; null: the whole, which ends with a directory.</param>
sealed class ZipEntries(Stream inner, ExpansionGuard guard, Action<string, string> fault, ZipPart? part = null) : IDisposable
{
    const uint LocalHeader = 0x04034B50;
    const uint CentralHeader = 0x02014B50;
    const uint ArchiveEnd = 0x06054B50;
    const uint Descriptor = 0x08074B50;

    readonly CompressedInput _input = new(inner);
    readonly long _offset = part?.Start ?? 0;
    ZipEntryStream? _current;
    int _entries = part?.EntriesBefore ?? 0;

    /// <summary>The next entry that holds data and can be read; its stream is good until the next call.</summary>
    public bool TryNext(out string name, out Stream content)
    {
        name = "";
        content = Stream.Null;
        while (true)
        {
            if (guard.Tripped || (_current is { } current && !current.Finish()))
            {
                return false;
            }

            _current = null;
            Span<byte> header = stackalloc byte[30];
            var before = _input.Position;
            if (!_input.TryRead(header[..4]))
            {
                if (part is not null && _input.Position == before)
                {
                    return false;
                }

                fault(ReadProblemCodes.Truncated, $"zip data ends after {_entries} entries; what was there is read");
                return false;
            }

            switch (BinaryPrimitives.ReadUInt32LittleEndian(header))
            {
                case LocalHeader:
                    break;
                case CentralHeader or ArchiveEnd:
                    return false;
                default:
                    fault(ReadProblemCodes.Corrupt, $"zip data is corrupt at byte {_offset + _input.Position - 4}; the {_entries} entries before are read");
                    return false;
            }

            _entries++;
            if (!_input.TryRead(header[4..30]) || !TryReadName(header, out name, out var sizes))
            {
                fault(ReadProblemCodes.Truncated, $"zip data ends in the header of entry {_entries}");
                return false;
            }

            var flags = BinaryPrimitives.ReadUInt16LittleEndian(header[6..]);
            var method = BinaryPrimitives.ReadUInt16LittleEndian(header[8..]);
            var unknownSize = (flags & 8) != 0;
            var reason = (flags & 1) != 0 ? "it is encrypted"
                : method is not (0 or 8) ? $"it is compressed by method {method}"
                : method == 0 && unknownSize && sizes.Compressed == 0 && !name.EndsWith('/') ? "it is stored without its size"
                : null;
            if (reason is not null)
            {
                fault(ReadProblemCodes.NotSupported, $"zip entry {name} is not read here: {reason}");
                if (unknownSize && sizes.Compressed == 0)
                {
                    return false;
                }

                if (!_input.TrySkip(sizes.Compressed))
                {
                    fault(ReadProblemCodes.Truncated, $"zip data ends in entry {name}");
                    return false;
                }

                continue;
            }

            var expected = BinaryPrimitives.ReadUInt32LittleEndian(header[14..]);
            _current = new ZipEntryStream(_input, _offset, name, method == 8, unknownSize, sizes, expected, guard, fault);
            if (name.EndsWith('/'))
            {
                continue;
            }

            content = _current;
            return true;
        }
    }

    public void Dispose() => inner.Dispose();

    bool TryReadName(ReadOnlySpan<byte> header, out string name, out (long Compressed, long Plain, bool Wide) sizes)
    {
        sizes = (BinaryPrimitives.ReadUInt32LittleEndian(header[18..]), BinaryPrimitives.ReadUInt32LittleEndian(header[22..]), false);
        var nameBytes = new byte[BinaryPrimitives.ReadUInt16LittleEndian(header[26..])];
        var extra = new byte[BinaryPrimitives.ReadUInt16LittleEndian(header[28..])];
        name = "";
        if (!_input.TryRead(nameBytes) || !_input.TryRead(extra))
        {
            return false;
        }

        name = Encoding.UTF8.GetString(nameBytes);
        for (var i = 0; i + 4 <= extra.Length;)
        {
            var id = BinaryPrimitives.ReadUInt16LittleEndian(extra.AsSpan(i));
            int size = BinaryPrimitives.ReadUInt16LittleEndian(extra.AsSpan(i + 2));
            if (id == 1 && size >= 16 && i + 20 <= extra.Length)
            {
                sizes = ((long)BinaryPrimitives.ReadUInt64LittleEndian(extra.AsSpan(i + 12)), (long)BinaryPrimitives.ReadUInt64LittleEndian(extra.AsSpan(i + 4)), true);
            }

            i += 4 + size;
        }

        return true;
    }

    /// <summary>The data of one entry.</summary>
    sealed class ZipEntryStream : ReadStream
    {
        readonly CompressedInput _input;
        readonly long _offset;
        readonly string _name;
        readonly bool _unknownSize;
        readonly (long Compressed, long Plain, bool Wide) _sizes;
        readonly uint _expected;
        readonly ExpansionGuard _guard;
        readonly Action<string, string> _fault;
        readonly InflatedWindow? _window;
        readonly long _start;
        long _stored;
        uint _checksum;
        long _produced;
        bool _ended;
        bool _failed;

        public ZipEntryStream(CompressedInput input, long offset, string name, bool deflated, bool unknownSize, (long Compressed, long Plain, bool Wide) sizes, uint expected, ExpansionGuard guard, Action<string, string> fault)
        {
            (_input, _offset, _name, _unknownSize, _sizes, _expected, _guard, _fault) = (input, offset, name, unknownSize, sizes, expected, guard, fault);
            _stored = sizes.Compressed;
            _start = input.Position;
            if (deflated)
            {
                _window = new InflatedWindow(new Inflate(input));
            }
        }

        public override int Read(Span<byte> buffer)
        {
            if (_ended || buffer.IsEmpty)
            {
                return 0;
            }

            if (_window is null)
            {
                var taken = _stored <= 0 ? 0 : _input.Read(buffer[..(int)Math.Min(buffer.Length, _stored)]);
                _checksum = Crc32.Append(_checksum, buffer[..taken]);
                _stored -= taken;
                _produced += taken;
                if (taken == 0)
                {
                    End(_stored > 0 ? Inflate.Outcome.Truncated : Inflate.Outcome.End);
                }

                return taken;
            }

            var count = _window.Read(buffer, out var outcome);
            _produced += count;
            if (count == 0)
            {
                _checksum = _window.Checksum;
                End(outcome);
            }
            else if (!_guard.Allows(_produced))
            {
                var (code, text) = _guard.Fault(_produced);
                _fault(code, $"zip entry {_name}: {text}");
                (_ended, _failed) = (true, true);
            }

            return count;
        }

        /// <summary>Goes to the end of the entry; whether the archive can be read on.</summary>
        public bool Finish()
        {
            if (!_ended && !_unknownSize && _sizes.Compressed >= _input.Position - _start)
            {
                // Nobody wants the rest (it is no log): the size tells where it ends.
                _ended = true;
                return _input.TrySkip(_sizes.Compressed - (_input.Position - _start));
            }

            Span<byte> thrown = stackalloc byte[4096];
            while (Read(thrown) > 0)
            {
            }

            return !_failed;
        }

        void End(Inflate.Outcome outcome)
        {
            _ended = true;
            _failed = outcome != Inflate.Outcome.End;
            if (outcome == Inflate.Outcome.Truncated)
            {
                _fault(ReadProblemCodes.Truncated, $"zip data ends in the middle of entry {_name}; what was there is read");
            }
            else if (_failed)
            {
                _fault(ReadProblemCodes.Corrupt, $"zip entry {_name} is corrupt at byte {_offset + _input.Position} of the archive; what was decoded before is read");
            }
            else if (!CheckSum())
            {
                _fault(ReadProblemCodes.Corrupt, $"the checksum of zip entry {_name} does not fit; what was decoded is read all the same");
            }
        }

        bool CheckSum()
        {
            var expected = _expected;
            if (_unknownSize)
            {
                // The descriptor after the data; its signature is optional, its sizes are 4 or 8 bytes.
                Span<byte> descriptor = stackalloc byte[24];
                if (!_input.TryRead(descriptor[..4]))
                {
                    return false;
                }

                expected = BinaryPrimitives.ReadUInt32LittleEndian(descriptor);
                if (expected == Descriptor)
                {
                    if (!_input.TryRead(descriptor[..4]))
                    {
                        return false;
                    }

                    expected = BinaryPrimitives.ReadUInt32LittleEndian(descriptor);
                }

                if (!_input.TryRead(descriptor[..(_sizes.Wide ? 16 : 8)]))
                {
                    return false;
                }
            }

            return expected == _checksum;
        }
    }
}
