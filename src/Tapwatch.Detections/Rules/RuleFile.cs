// SPDX-License-Identifier: Apache-2.0

using System.IO.Compression;
using System.Reflection;
using System.Text;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Detections.Rules;

/// <summary>A text file among the rules, on disk or built in; read when needed.</summary>
/// <param name="Path">Its path as messages show it, with <c>/</c> for built-in files.</param>
/// <param name="Read">Gives the text; may throw <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>.</param>
sealed record RuleFile(string Path, Func<string> Read)
{
    const long LongestFile = 4 << 20;

    static readonly Assembly _assembly = typeof(RuleFile).Assembly;

    /// <summary>The folder part of the path.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path) ?? "";

    /// <summary>The last part of the path.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The extension in lower case, with its dot.</summary>
    public string Extension => System.IO.Path.GetExtension(Path).ToLowerInvariant();

    /// <summary>The text under its name.</summary>
    public SourceText ReadSource() => new(Path, Read());

    /// <summary>The files built into the program under a folder (<c>rules</c>, <c>views</c>, <c>demo</c>), by ordinal order of paths.</summary>
    public static IReadOnlyList<RuleFile> BuiltIn(string folder)
    {
        var names = Array.FindAll(_assembly.GetManifestResourceNames(), n => n.StartsWith(folder + "/", StringComparison.Ordinal));
        Array.Sort(names, StringComparer.Ordinal);
        return Array.ConvertAll(names, static n => new RuleFile(n, () => ReadBuiltIn(n)));
    }

    /// <summary>The bytes of a built-in file.</summary>
    public static byte[] BuiltInBytes(string path) => TryBuiltInBytes(path)!;

    /// <summary>The bytes of a built-in file, or null when there is none of that name.</summary>
    public static byte[]? TryBuiltInBytes(string path)
    {
        using var stream = _assembly.GetManifestResourceStream(path);
        if (stream is null)
        {
            return null;
        }

        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The file at a path.</summary>
    public static RuleFile OnDisk(string path) => new(path, () =>
    {
        if (new FileInfo(path).Length > LongestFile)
        {
            throw new IOException($"longer than {LongestFile >> 20} MiB");
        }

        return TextOf(File.ReadAllBytes(path));
    });

    /// <summary>The text of a file: UTF-8, or what a byte order mark says.</summary>
    /// <remarks>As <see cref="File.ReadAllText(string)"/> reads it; but a reader of streams, which knows all marks, costs more than the rest of opening a small file.</remarks>
    public static string TextOf(byte[] bytes)
    {
        if (bytes is [0xEF, 0xBB, 0xBF, ..])
        {
            return Encoding.UTF8.GetString(bytes, 3, bytes.Length - 3);
        }

        if (bytes is not [0xFE or 0xFF or 0, ..])
        {
            return Encoding.UTF8.GetString(bytes);
        }

        using var reader = new StreamReader(new MemoryStream(bytes));
        return reader.ReadToEnd();
    }

    /// <summary>An entry of a zip archive, read at once.</summary>
    public static RuleFile InArchive(string archive, ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        var bytes = new byte[Math.Min(entry.Length, LongestFile) + 1];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        return new RuleFile($"{archive}/{entry.FullName}", () => length == bytes.Length ? throw new IOException($"longer than it says, or than {LongestFile >> 20} MiB") : text);
    }

    static string ReadBuiltIn(string name)
    {
        using var reader = new StreamReader(_assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
