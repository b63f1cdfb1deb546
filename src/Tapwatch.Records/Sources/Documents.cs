// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Records.Compression;

namespace Tapwatch.Records.Sources;

/// <summary>The texts of a source, one after the other: the source itself, or what its archives hold, unpacked and as UTF-8.</summary>
sealed class Documents(InputSource source, ReadOptions options, InputReport report) : IDisposable
{
    readonly Stack<OpenArchive> _archives = [];
    SourceStream? _root;
    ExpansionGuard? _guard;
    Stream? _first;

    // The entries of a zip archive in a file, and those that are still to be gone through here.
    IReadOnlyList<ZipPart> _parts = [];
    int _part;
    int _partsEnd;

    volatile GzipAhead? _ahead;

    // Up to where the file counts as read when they are gone through.
    long _end;

    /// <summary>Some entries of a source that is a zip archive in a file.</summary>
    Documents(InputSource source, ReadOptions options, InputReport report, IReadOnlyList<ZipPart> parts, int from, int to)
        : this(source, options, report) => (_parts, _part, _partsEnd, _end) = (parts, from, to, parts[to - 1].End);

    /// <summary>What it reports to.</summary>
    public InputReport Report => report;

    /// <summary>The source, while the text at hand is just its bytes.</summary>
    public SourceStream? Plain { get; private set; }

    /// <summary>What decodes the text at hand further on, if it comes from members of a gzip file. May be asked for by any thread.</summary>
    public GzipAhead? Ahead => _ahead;

    /// <summary>
    /// The entries of the source in some pieces, if it is a zip archive in a file with many. Before anything else is asked for; this one has nothing more then.
    /// </summary>
    /// <param name="most">How many pieces, roughly, at most.</param>
    /// <param name="least">Bytes in a piece at least.</param>
    /// <returns>The pieces in order; null if the source is gone through as a whole.</returns>
    public IReadOnlyList<Documents>? Divide(int most, long least)
    {
        Start();
        if (_parts.Count < 2 || _parts[^1].End < 2 * least)
        {
            return null;
        }

        var size = Math.Max(least, _parts[^1].End / most);
        var pieces = new List<Documents>();
        for (var from = 0; from < _parts.Count;)
        {
            var to = from + 1;
            while (to < _parts.Count && _parts[to - 1].End - _parts[from].Start < size)
            {
                to++;
            }

            pieces.Add(new Documents(source, options, report.Next(), _parts, from, to));
            from = to;
        }

        // What stands behind the entries is read already: the directory.
        _root!.Pass(_root.Length - _parts[^1].End - _root.Count);
        (_part, _end) = (_partsEnd, 0);
        return pieces;
    }

    /// <summary>The next text; false when there is none. Its stream is good until the next call.</summary>
    public bool TryNext(out string name, out Stream content)
    {
        Start();
        if (_first is not null)
        {
            (name, content, _first) = (source.Name, _first, null);
            return true;
        }

        Plain = null;
        _ahead?.Dispose();
        _ahead = null;
        do
        {
            while (_archives.TryPeek(out var archive))
            {
                if (!archive.Entries.TryNext(out var entry, out var stream))
                {
                    _archives.Pop().Entries.Dispose();
                    continue;
                }

                name = $"{archive.Name}!{entry}";
                if (Unpack(name, stream, archive.Depth, out content))
                {
                    return true;
                }
            }
        }
        while (OpenPart());

        if (_end > 0)
        {
            _root!.Pass(_end - _root.Count);
            _end = 0;
        }

        (name, content) = ("", Stream.Null);
        return false;
    }

    public void Dispose()
    {
        while (_archives.TryPop(out var archive))
        {
            archive.Entries.Dispose();
        }

        _ahead?.Dispose();
        _root?.Dispose();
    }

    void Start()
    {
        if (_root is not null)
        {
            return;
        }

        var small = _partsEnd == 0 ? source.TryReadSmall(options) : null;
        if (small is not null && ContentSigns.IsZip(small.Content))
        {
            // It is read from its end.
            small.Dispose();
            small = null;
        }

        if ((small ?? Open()) is not { } opened)
        {
            (_root, _part, _end) = (new SourceStream(Stream.Null, source.Name, report), _partsEnd, 0);
            return;
        }

        if (_partsEnd > 0)
        {
            _root = new SourceStream(opened, source.Name, report, _parts[_part].Start);
            return;
        }

        _root = new SourceStream(opened, source.Name, report, size: source.Size);
        report.AddFile();
        if (small is not null && ContentSigns.IsPlain(small.Content))
        {
            _root.Pass(small.Size);
            _first = small;
            return;
        }

        _guard = new ExpansionGuard(options, _root);
        if (Unpack(source.Name, _root, 0, out var content))
        {
            _first = content;
        }
    }

    /// <summary>Puts the next entry of the archive in hand aside to be gone through; false if there is none. A bomb or damage in one is no matter of the others.</summary>
    bool OpenPart()
    {
        if (_part == _partsEnd)
        {
            return false;
        }

        var part = _parts[_part++];
        _root!.GoTo(part.Start);
        _guard = new ExpansionGuard(options, _root);
        _archives.Push(new OpenArchive(new ZipEntries(new LimitedStream(_root, part.End - part.Start), _guard, (code, text) => Fault(source.Name, code, text), part), source.Name, 1));
        return true;
    }

    void Fault(string name, string code, string text) => report.AddProblem(new ReadProblem(name, null, null, code, text));

    Stream? Open()
    {
        try
        {
            return source.Open();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            report.AddProblem(new ReadProblem(source.Name, null, null, ReadProblemCodes.Unreadable, e.Message));
            return null;
        }
    }

    /// <summary>Takes off what the stream is packed in; whether it is a text. An archive is put aside to be gone through.</summary>
    bool Unpack(string name, Stream stream, int depth, out Stream content)
    {
        content = Stream.Null;
        void Fault(string code, string text) => this.Fault(name, code, text);

        while (true)
        {
            var peeked = new PrefixedStream(stream, ContentSigns.Size);
            var first = peeked.Prefix;
            if (first.IsEmpty)
            {
                if (depth == 0)
                {
                    report.AddEmptyFile();
                }

                return false;
            }

            var packed = ContentSigns.IsGzip(first) || ContentSigns.IsZip(first);
            if (packed && ++depth > options.MaximumArchiveDepth)
            {
                Fault(ReadProblemCodes.Nesting, $"archives in archives, more than {options.MaximumArchiveDepth} deep; not read");
                return false;
            }

            if (ContentSigns.IsGzip(first))
            {
                stream = new GzipStream(peeked, _guard!, Fault);
                continue;
            }

            if (ContentSigns.IsZip(first))
            {
                if (stream == _root && _root.File is { } file && ZipDirectory.Read(file) is { } parts)
                {
                    (_parts, _partsEnd, _end) = (parts, parts.Count, _root.Length);
                    return false;
                }

                _archives.Push(new OpenArchive(new ZipEntries(peeked, _guard!, Fault), name, depth));
                return false;
            }

            if (ContentSigns.OtherCompression(first) is { } compression)
            {
                Fault(ReadProblemCodes.NotSupported, $"{compression} archives are not read here; unpack it first");
                return false;
            }

            if (ContentSigns.IsUtf16(first))
            {
                content = Encoding.CreateTranscodingStream(peeked, first[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode, new UTF8Encoding(false));
                return true;
            }

            if (ContentSigns.Binary(first) is { } what)
            {
                report.AddUnrecognised(name, what, null, default);
                return false;
            }

            content = peeked;
            Plain = stream == _root ? _root : null;
            _ahead = depth == 1 && stream is GzipStream gzip ? gzip.WorkAhead(_root!) : null;
            return true;
        }
    }
}

/// <summary>An archive that is gone through.</summary>
sealed record OpenArchive(ZipEntries Entries, string Name, int Depth);
