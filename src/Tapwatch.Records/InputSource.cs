// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Json;
using Tapwatch.Records.Sources;

namespace Tapwatch.Records;

/// <summary>A file or stream that can be read once. Archives are one source; what is in them is found when they are read.</summary>
public sealed class InputSource
{
    // The system reads this much ahead in any case.
    const int ReadAheadHelps = 128 << 10;

    // Larger ones gain nothing by being read when they are opened.
    const int LargestSmall = 64 << 10;
    const int LeastInChunk = 8;

    // Of a file, its path is enough.
    readonly Func<Stream>? _open;
    readonly FolderFiles? _files;
    readonly int _place;
    string? _name;

    /// <summary>A source that <paramref name="open"/> opens.</summary>
    public InputSource(string name, long? size, DateTime? written, Func<Stream> open)
    {
        (_name, Size, Written, _open) = (name, size, written, open);
    }

    InputSource(string path, long size, DateTime written) => (_name, Size, Written) = (path, size, written);

    /// <summary>A file found in a folder.</summary>
    internal InputSource(FolderFiles files, int place)
    {
        (_files, _place) = (files, place);
        (Size, Written) = files.About(place);
    }

    /// <summary>Its path as given, or <c>-</c> for standard input.</summary>
    public string Name => _name ??= _files!.PathOf(_place);

    /// <summary>Bytes, if known beforehand.</summary>
    public long? Size { get; }

    /// <summary>When it was last written (UTC), if known.</summary>
    public DateTime? Written { get; }

    /// <summary>Opens it.</summary>
    public Stream Open() => _open is not null ? _open() : new FileStream(
        Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, Size > ReadAheadHelps ? FileOptions.SequentialScan : FileOptions.None);

    /// <summary>Whether it is so small that it fits a chunk several times over.</summary>
    public bool IsSmall(ReadOptions options) => Size is { } size && size <= Math.Min(LargestSmall, options.ChunkBytes / LeastInChunk);

    /// <summary>All of it, if it is a small file and there is nothing odd about it; else <see cref="Open"/> says more.</summary>
    internal SmallFile? TryReadSmall(ReadOptions options) => _open is null && IsSmall(options) ? SmallFile.TryRead(Name, (int)Size!.Value, JsonStructure.Padding + 1) : null;

    /// <summary>A file.</summary>
    public static InputSource File(string path)
    {
        var info = new FileInfo(path);
        return File(path, info.Length, info.LastWriteTimeUtc);
    }

    /// <summary>A file whose size and time of writing are known.</summary>
    internal static InputSource File(string path, long size, DateTime written) => new(path, size, written);

    internal static InputSource Pipe(string path) => new(path, null, null, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0));

    /// <summary>Bytes in memory under a name.</summary>
    public static InputSource Memory(string name, byte[] content) => new(name, content.Length, null, () => new MemoryStream(content, writable: false));

    /// <summary>Whether this process has no standard input: reading it would fail or never end.</summary>
    public static bool StandardInputIsClosed => Sources.StandardInput.IsClosed();

    /// <summary>The standard input of this process.</summary>
    public static InputSource StandardInput() => new("-", null, null, Console.OpenStandardInput);
}
