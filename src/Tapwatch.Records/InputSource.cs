// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Records;

/// <summary>A file or stream that can be read once. Archives are one source; what is in them is found when they are read.</summary>
public sealed class InputSource
{
    // The system reads this much ahead in any case.
    const int ReadAheadHelps = 128 << 10;

    readonly Func<Stream> _open;

    /// <summary>A source that <paramref name="open"/> opens.</summary>
    public InputSource(string name, long? size, DateTime? written, Func<Stream> open)
    {
        Name = name;
        Size = size;
        Written = written;
        _open = open;
    }

    /// <summary>Its path as given, or <c>-</c> for standard input.</summary>
    public string Name { get; }

    /// <summary>Bytes, if known beforehand.</summary>
    public long? Size { get; }

    /// <summary>When it was last written (UTC), if known.</summary>
    public DateTime? Written { get; }

    /// <summary>Opens it.</summary>
    public Stream Open() => _open();

    /// <summary>A file.</summary>
    public static InputSource File(string path)
    {
        var info = new FileInfo(path);
        return File(path, info.Length, info.LastWriteTimeUtc);
    }

    /// <summary>A file whose size and time of writing are known.</summary>
    internal static InputSource File(string path, long size, DateTime written) =>
        new(path, size, written, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, size > ReadAheadHelps ? FileOptions.SequentialScan : FileOptions.None));

    internal static InputSource Pipe(string path) => new(path, null, null, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0));

    /// <summary>Bytes in memory under a name.</summary>
    public static InputSource Memory(string name, byte[] content) => new(name, content.Length, null, () => new MemoryStream(content, writable: false));

    /// <summary>Whether this process has no standard input: reading it would fail or never end.</summary>
    public static bool StandardInputIsClosed => Sources.StandardInput.IsClosed();

    /// <summary>The standard input of this process.</summary>
    public static InputSource StandardInput() => new("-", null, null, Console.OpenStandardInput);
}
