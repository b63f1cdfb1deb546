// SPDX-License-Identifier: Apache-2.0

using System.IO.Compression;

namespace Tapwatch.Detections.Rules;

/// <summary>Finds the files that may hold rules.</summary>
static class RuleFiles
{
    static readonly string[] _extensions = [".yaml", ".yml", ".kql", ".cql", ".aql"];

    static readonly EnumerationOptions _recursive = new() { RecurseSubdirectories = true, IgnoreInaccessible = false, AttributesToSkip = FileAttributes.None, MaxRecursionDepth = 32 };

    /// <summary>The file at a path, or those below a folder by ordinal order. A <c>detection.yaml</c> brings the files beside it.</summary>
    public static IEnumerable<RuleFile> Find(string path)
    {
        if (Directory.Exists(path))
        {
            return InFolder(path, _recursive);
        }

        if (!File.Exists(path))
        {
            throw new FileNotFoundException("no such file or folder");
        }

        if (path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            return InArchive(path);
        }

        return Path.GetFileName(path) == DetectionReader.FileName
            ? InFolder(Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : ".", new EnumerationOptions { AttributesToSkip = FileAttributes.None })
            : [RuleFile.OnDisk(path)];
    }

    static IEnumerable<RuleFile> InFolder(string folder, EnumerationOptions options) =>
        Directory.EnumerateFiles(folder, "*", options)
            .Where(static f => _extensions.Contains(Path.GetExtension(f).ToLowerInvariant()) || Path.GetFileName(f) == "guide.md")
            .Order(StringComparer.Ordinal)
            .Select(RuleFile.OnDisk);

    static List<RuleFile> InArchive(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        return
        [
            .. archive.Entries.Where(static e => _extensions.Contains(Path.GetExtension(e.Name).ToLowerInvariant()) || e.Name == "guide.md")
                .OrderBy(static e => e.FullName, StringComparer.Ordinal)
                .Select(e => RuleFile.InArchive(path, e)),
        ];
    }
}
