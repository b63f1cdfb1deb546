// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using Tapwatch.Records.Framing;
using Tapwatch.Records.Sources;

namespace Tapwatch.Records;

/// <summary>Reads one source, archives in it included, chunk by chunk, or some small ones one after the other. One thread at a time; different sources may be read at once.</summary>
public sealed class RecordReader : IDisposable
{
    const int FewestBlocks = 2;
    const int LongestPatience = 256;
    const int LeastPiece = 64 << 10;

    readonly ReadOptions _options;
    readonly InputReport _report;
    readonly IReadOnlyList<InputSource> _sources;
    int _opened = 1;
    Documents _documents;
    DateTime _reference;
    Framer? _framer;
    bool _ended;

    // Chunks to read in turn before blocks are tried, and how many it will be when they prove not to be whole.
    int _inTurn = 1;
    int _patience = 1;

    // Items and line breaks before what was accepted last.
    long _items;
    long _lines;

    /// <summary>A reader of <paramref name="source"/>, which is opened by the first read.</summary>
    public RecordReader(InputSource source, ReadOptions options, InputReport report)
    {
        (_options, _report, _sources) = (options, report, []);
        (_documents, _reference) = Open(source);
    }

    /// <summary>A reader of small sources, at least one, in their order. Each is opened when the ones before have been read.</summary>
    public RecordReader(IReadOnlyList<InputSource> sources, ReadOptions options, InputReport report)
        : this(sources[0], options, report) => _sources = sources;

    RecordReader(RecordReader whole, Documents piece) =>
        (_options, _report, _sources, _reference, _documents) = (whole._options, piece.Report, [], whole._reference, piece);

    /// <summary>What it reports to; a piece of a source has a part of its own if the source has one.</summary>
    public InputReport Report => _report;

    /// <summary>
    /// Readers of pieces of the source, in order, which may be read at once: if it is a zip archive in a file with many entries; else null.
    /// Before the first read; this reader has nothing more then.
    /// </summary>
    /// <param name="most">How many pieces, roughly, at most.</param>
    public IReadOnlyList<RecordReader>? Divide(int most)
    {
        if (_documents.Divide(most, LeastPiece) is not { } pieces)
        {
            return null;
        }

        var readers = new RecordReader[pieces.Count];
        for (var i = 0; i < readers.Length; i++)
        {
            readers[i] = new RecordReader(this, pieces[i]);
        }

        return readers;
    }

    /// <summary>
    /// The next records; false at the end. The caller disposes the chunk when nothing refers to its buffer any more; several may be in use at once.
    /// What cannot be read goes into the report, not into exceptions.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public bool TryRead([NotNullWhen(true)] out RecordChunk? chunk, CancellationToken cancellation = default)
    {
        while (!_ended)
        {
            if (_framer is null)
            {
                if (!_documents.TryNext(out var name, out var content))
                {
                    if (_opened >= _sources.Count)
                    {
                        _ended = true;
                        break;
                    }

                    _documents.Dispose();
                    (_documents, _reference) = Open(_sources[_opened++]);
                    cancellation.ThrowIfCancellationRequested();
                    continue;
                }

                _framer = content is SmallFile small
                    ? new Framer(name, small.Take(), small.Size, _options, _report, _reference)
                    : new Framer(name, content, _options, _report, _reference);
            }

            chunk = _framer.Next(cancellation);
            if (chunk is not null)
            {
                _inTurn--;
                return true;
            }

            _framer.Dispose();
            _framer = null;
        }

        chunk = null;
        return false;
    }

    /// <summary>
    /// Whether <see cref="DecodeAhead"/> finds something to do: what is read is a gzip file of some size, and members of it may lie further on.
    /// May be asked by any thread.
    /// </summary>
    /// <param name="threads">How many threads read it, ahead or in turn: the memory that is taken grows with it.</param>
    public bool CanDecodeAhead(int threads) => _documents.Ahead?.CanWork(threads) == true;

    /// <summary>
    /// Decodes a piece of what the source holds further on, so that reading finds it done. By any threads at once, also while another reads or disposes.
    /// What is read is the same as without.
    /// </summary>
    /// <param name="threads">How many threads read it, ahead or in turn: the memory that is taken grows with it.</param>
    /// <param name="cancellation">Ends it soon, without an exception.</param>
    public void DecodeAhead(int threads, CancellationToken cancellation) => _documents.Ahead?.Work(threads, cancellation);

    /// <summary>
    /// What is left of the source in blocks, if it is a file of some size and what comes next can be read for itself; else null.
    /// Between this and <see cref="Resume"/> nothing else may be asked of the reader but <see cref="Accept"/>.
    /// </summary>
    public RecordBlocks? Split()
    {
        // The first bytes of a source are looked at before the framer gets them: while some are on the way, the file cannot be left.
        if (_inTurn > 0 || _framer is not { IsBetweenItems: true } framer || _documents.Plain?.File is not { } file || framer.Taken != _documents.Plain.Count)
        {
            return null;
        }

        var blocks = new RecordBlocks(file, framer, _options, RandomAccess.GetLength(file));
        if (blocks.Count < FewestBlocks)
        {
            return null;
        }

        _documents.Plain.Pass(framer.Offset - _documents.Plain.Count);
        (_items, _lines) = (framer.Items, framer.Lines);
        return blocks;
    }

    /// <summary>Counts what was found in a block. In the order of blocks; false for the first that is not whole, or does not begin where the one before ended.</summary>
    public bool Accept(RecordBlock block)
    {
        var file = _documents.Plain!;
        if (!block.IsWhole || block.Start != file.Count)
        {
            return false;
        }

        _report.AddBlock(block.Report, _lines);
        file.Pass(block.End - file.Count);
        (_items, _lines) = (_items + block.Items, _lines + block.Lines);
        return true;
    }

    /// <summary>Goes on in turn behind the last block that was accepted.</summary>
    /// <param name="isBroken">Whether another block was not.</param>
    public void Resume(bool isBroken)
    {
        if (isBroken)
        {
            _patience = Math.Min(_patience * 2, LongestPatience);
        }

        _inTurn = _patience;
        var file = _documents.Plain!;
        file.GoTo(file.Count);
        _framer!.GoOnAt(file.Count, _items, _lines);
    }

    (Documents Documents, DateTime Reference) Open(InputSource source) =>
        (new Documents(source, _options, _report), _options.Reference ?? source.Written ?? TimeProvider.System.GetUtcNow().UtcDateTime);

    /// <inheritdoc/>
    public void Dispose()
    {
        _framer?.Dispose();
        _framer = null;
        _documents.Dispose();
    }
}
