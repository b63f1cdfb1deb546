// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Tapwatch.Records.Sources;

/// <summary>The texts of a source, one after the other: the source itself, or what its archives hold, unpacked and as UTF-8.</summary>
sealed class Documents(InputSource source, ReadOptions options, InputReport report) : IDisposable
{
    readonly Stack<OpenArchive> _archives = [];
    SourceStream? _root;
    ExpansionGuard? _guard;

    /// <summary>The source, while the text at hand is just its bytes.</summary>
    public SourceStream? Plain { get; private set; }

    /// <summary>The next text; false when there is none. Its stream is good until the next call.</summary>
    public bool TryNext(out string name, out Stream content)
    {
        Plain = null;
        if (_root is null)
        {
            if (Open() is { } opened)
            {
                _root = new SourceStream(opened, source.Name, report);
                _guard = new ExpansionGuard(options, _root);
                report.AddFile();
                if (Unpack(source.Name, _root, 0, out content))
                {
                    name = source.Name;
                    return true;
                }
            }
            else
            {
                _root = new SourceStream(Stream.Null, source.Name, report);
            }
        }

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

        (name, content) = ("", Stream.Null);
        return false;
    }

    public void Dispose()
    {
        while (_archives.TryPop(out var archive))
        {
            archive.Entries.Dispose();
        }

        _root?.Dispose();
    }

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
        void Fault(string code, string text) => report.AddProblem(new ReadProblem(name, null, null, code, text));

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
                _archives.Push(new OpenArchive(new ZipEntries(peeked, _guard!, Fault), name, depth));
                return false;
            }

            if (ContentSigns.OtherCompression(first) is { } compression)
            {
                Fault(ReadProblemCodes.NotSupported, $"{compression} archives are not read here; unpack it first");
                return false;
            }

            // Two zero bytes after FF FE would be UTF-32; nothing writes logs so.
            if (first.Length >= 2 && ((first[0] == 0xFF && first[1] == 0xFE) || (first[0] == 0xFE && first[1] == 0xFF)))
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
            return true;
        }
    }
}

/// <summary>An archive that is gone through.</summary>
sealed record OpenArchive(ZipEntries Entries, string Name, int Depth);
