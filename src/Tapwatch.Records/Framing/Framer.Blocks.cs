// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Json;

namespace Tapwatch.Records.Framing;

/// <content>Blocks of a file, each framed by itself, and going on behind them.</content>
sealed unsafe partial class Framer
{
    // Whether the end of the data need not be the end of the text.
    readonly bool _isBlock;

    /// <summary>A framer of one block, which stands in the given buffer, from a place where an item can begin to one where one must have ended. Owns the buffer.</summary>
    /// <param name="before">The framer that read the text up to the first block; what it remembers of it decides what lines are called.</param>
    /// <param name="buffer">The buffer; <see cref="JsonStructure.Padding"/> bytes and one more behind the end are overwritten.</param>
    /// <param name="start">Where the block begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="report">Gets what is found, with lines counted from the beginning of the block.</param>
    public Framer(Framer before, byte[] buffer, int start, int end, InputReport report)
    {
        (_name, _content, _options, _report) = (before._name, Stream.Null, before._options, report);
        _chunk = new ChunkBuilder(_name, report, before._chunk.Reference);
        _converted = new Converted(_options.ChunkBytes);
        (_buffer, _position, _counted, _filled, _ended, _isBlock) = (buffer, start, start, end, true, true);
        (_headerSeen, _zeros, _textGuess) = (true, before._zeros, before._textGuess);
        _buffer.AsSpan(end, JsonStructure.Padding + 1).Clear();
    }

    /// <summary>
    /// Whether the next item can be read without knowing what was before: not within an array, a table or something broken.
    /// The first item decides what kind of text it is, so there must have been one.
    /// </summary>
    public bool IsBetweenItems => _items > 0 && !_ended && _csv is null && IsAtTop;

    /// <summary>Where in the text the next item is looked for.</summary>
    public long Offset => _base + _position;

    /// <summary>Bytes of the text taken from the stream so far.</summary>
    public long Taken => _base + _filled;

    /// <summary>Items so far.</summary>
    public long Items => _items;

    /// <summary>Line breaks so far.</summary>
    public long Lines => LineAt(_position) - 1;

    bool IsAtTop => _frames.Count == 0 && _skip == Skip.Nothing && !_converted.InUse;

    /// <summary>All records of a block; null if there are none.</summary>
    /// <param name="before">The framer that read the text up to the first block.</param>
    /// <param name="isWhole">Whether the block ended between items and did not change what is remembered of the text: reading it in turn would have given the same.</param>
    public RecordChunk? TakeBlock(Framer before, out bool isWhole)
    {
        Step step;
        fixed (byte* p = _buffer)
        {
            do
            {
                step = TakeWithin(p);
            }
            while (step == Step.Done);
        }

        LineAt(_position);
        RecordChunk? chunk = null;
        if (_chunk.Count > 0 && !_converted.InUse)
        {
            chunk = _chunk.Seal(_buffer, _position, _beyondAscii == 0);
            _buffer = [];
        }

        isWhole = step == Step.NeedMore && _position == _filled && IsAtTop && _zeros == before._zeros && _textGuess == before._textGuess && _report.ProblemCount == 0;
        return chunk;
    }

    /// <summary>Goes on at another place of the text, which the stream has been brought to.</summary>
    /// <param name="offset">Where it is; an item can begin there.</param>
    /// <param name="items">Items before it.</param>
    /// <param name="lines">Line breaks before it.</param>
    public void GoOnAt(long offset, long items, long lines)
    {
        (_base, _items, _line) = (offset, items, lines + 1);
        (_position, _counted, _filled) = (0, 0, 0);
    }
}
