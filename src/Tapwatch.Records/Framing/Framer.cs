// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Json;

namespace Tapwatch.Records.Framing;

/// <summary>
/// Finds the records in one text: JSON values one per line, one after the other, in arrays and in known deliveries, CSV rows, and lines.
/// Holds one buffer; memory is bounded by the chunk and the longest record allowed.
/// </summary>
sealed unsafe partial class Framer : IDisposable
{
    /// <summary>How a step ended.</summary>
    enum Step
    {
        /// <summary>Something was taken.</summary>
        Done,

        /// <summary>The item at hand goes on past the data.</summary>
        NeedMore,

        /// <summary>The chunk must be given out first.</summary>
        Full,
    }

    readonly string _name;
    readonly Stream _content;
    readonly ReadOptions _options;
    readonly InputReport _report;
    readonly ChunkBuilder _chunk;
    readonly Converted _converted;
    byte[] _buffer;
    int _position;
    int _filled;
    bool _ended;
    long _base;
    long _line = 1;
    int _counted;
    long _items;
    bool _zeros;

    // Whether the records of the next chunk may hold bytes beyond ASCII: whoever counts line breaks, or passes over them, notes it.
    ulong _beyondAscii;

    public Framer(string name, Stream content, ReadOptions options, InputReport report, DateTime reference)
    {
        (_name, _content, _options, _report) = (name, content, options, report);
        _chunk = new ChunkBuilder(name, report, reference);
        _converted = new Converted(options.ChunkBytes);
        _buffer = ChunkBuffers.Rent(Math.Max(options.ChunkBytes, 4 * JsonStructure.Padding));
    }

    /// <summary>A framer of a whole text, which stands at the beginning of the given buffer. Owns the buffer; <see cref="JsonStructure.Padding"/> bytes and one more behind the text are overwritten.</summary>
    public Framer(string name, byte[] buffer, int length, ReadOptions options, InputReport report, DateTime reference)
    {
        (_name, _content, _options, _report) = (name, Stream.Null, options, report);
        _chunk = new ChunkBuilder(name, report, reference);
        _converted = new Converted(options.ChunkBytes);
        (_buffer, _filled, _ended) = (buffer, length, true);
    }

    int Capacity => _buffer.Length - JsonStructure.Padding - 1;

    /// <summary>The next chunk that holds a record; <see langword="null"/> at the end.</summary>
    public RecordChunk? Next(CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            Fill();
            Step step;
            fixed (byte* p = _buffer)
            {
                do
                {
                    step = TakeWithin(p);
                }
                while (step == Step.Done);
            }

            if (_chunk.Count > 0)
            {
                return Seal();
            }

            if (_ended)
            {
                return null;
            }

            MakeRoom();
        }
    }

    public void Dispose()
    {
        _chunk.Close();
        _converted.Dispose();
        ChunkBuffers.Return(_buffer);
        _buffer = [];
    }

    /// <summary>
    /// Takes what is next, out of as much of the data as an item may be long: so whether one is too long does not depend on how much is there.
    /// </summary>
    Step TakeWithin(byte* p)
    {
        var (start, filled, ended) = (_position, _filled, _ended);
        if (filled - start <= _options.MaximumRecordBytes)
        {
            return Take(p);
        }

        (_filled, _ended) = (start + _options.MaximumRecordBytes, false);
        var step = Take(p);
        (_filled, _ended) = (filled, ended);
        if (step != Step.NeedMore)
        {
            return step;
        }

        if (_position == start)
        {
            GiveUpItem();
        }

        return Step.Done;
    }

    Step Take(byte* p)
    {
        if (_skip != Skip.Nothing)
        {
            return ContinueSkip(p);
        }

        if (_csv is not null)
        {
            return TakeRow(p);
        }

        return _frames.Count == 0 ? TakeTop(p) : TakeInner(p);
    }

    void Fill()
    {
        while (!_ended && _filled < Capacity)
        {
            int count;
            try
            {
                count = _content.Read(_buffer, _filled, Capacity - _filled);
            }
            catch (Exception e) when (e is IOException or InvalidDataException)
            {
                _report.AddProblem(new ReadProblem(_name, null, _base + _filled, ReadProblemCodes.Unreadable, e.Message));
                count = 0;
            }

            _ended = count == 0;
            _filled += count;
        }

        _buffer.AsSpan(_filled, JsonStructure.Padding + 1).Clear();
    }

    /// <summary>Gives out the chunk and goes on with a buffer that begins with what is left.</summary>
    RecordChunk Seal()
    {
        if (_converted.InUse)
        {
            var (buffer, length) = _converted.Take();
            return _chunk.Seal(buffer, length, isAscii: false);
        }

        LineAt(_position);
        var left = _filled - _position;
        var next = ChunkBuffers.Rent(Math.Max(_ended ? 0 : _options.ChunkBytes, left + (4 * JsonStructure.Padding)));
        _buffer.AsSpan(_position, left).CopyTo(next);
        var chunk = _chunk.Seal(_buffer, _position, _beyondAscii == 0);

        // What was looked at beyond the chunk is not looked at again.
        _beyondAscii = _counted > _position ? 1UL : 0;
        _buffer = next;
        Shift();
        return chunk;
    }

    /// <summary>Makes room for an item that does not fit: by moving it to the front, then by a larger buffer.</summary>
    void MakeRoom()
    {
        if (_position > 0)
        {
            LineAt(_position);
            _buffer.AsSpan(_position, _filled - _position).CopyTo(_buffer);
            Shift();
        }
        else if (_filled >= Capacity)
        {
            var size = (int)Math.Min(_buffer.Length * 2L, Math.Max(_options.MaximumRecordBytes + (4L * JsonStructure.Padding), _buffer.Length + 4L * JsonStructure.Padding));
            var larger = ChunkBuffers.Rent(size);
            _buffer.AsSpan(0, _filled).CopyTo(larger);
            ChunkBuffers.Return(_buffer);
            _buffer = larger;
        }
    }

    void Shift()
    {
        _base += _position;
        _counted -= _position;
        _filled -= _position;
        _position = 0;
    }

    /// <summary>The number of the line that the given place is on; places must be asked for in order.</summary>
    long LineAt(int position)
    {
        if (position > _counted)
        {
            fixed (byte* p = _buffer)
            {
                _line += LineScan.CountBreaks(p, _counted, position, ref _beyondAscii);
            }

            _counted = position;
        }

        return _line;
    }

    void Add(int kind, int start, int end, long line) => _chunk.Add(start, end - start, kind, ++_items, line);

    void AddUnrecognised(string what, byte* p, int start, int end, long line)
    {
        _items++;
        _report.AddUnrecognised(_name, what, line, new ReadOnlySpan<byte>(p + start, end - start));
    }

    void AddProblem(string code, int position, long line, string text) => _report.AddProblem(new ReadProblem(_name, line, _base + position, code, text));
}
