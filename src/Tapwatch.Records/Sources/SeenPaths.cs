// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Records.Sources;

/// <summary>What a search has met, by real paths: links may lead to it again. Files of a folder are known by their names in it.</summary>
sealed class SeenPaths
{
    readonly Dictionary<string, FolderFiles?> _folders = new(StringComparer.Ordinal);
    readonly HashSet<string> _files = new(StringComparer.Ordinal);

    /// <summary>Notes a folder; whether it is new.</summary>
    public bool AddFolder(string path) => _folders.TryAdd(path, null);

    /// <summary>Notes that these files of a folder are met, and those that will be added to them.</summary>
    public void AddFiles(string folder, FolderFiles files) => _folders[folder] = files;

    /// <summary>Notes a file; whether it is new.</summary>
    public bool AddFile(string path) => !(Path.GetDirectoryName(path) is { } folder && _folders.GetValueOrDefault(folder)?.Holds(Path.GetFileName(path)) == true) && _files.Add(path);

    /// <summary>Whether a file of a folder whose files have not been met was met otherwise: it was named, or a link led to it.</summary>
    public bool IsMet(string folder, ReadOnlySpan<char> name) => _files.Count > 0 && _files.Contains(Path.Join(folder, name));
}
