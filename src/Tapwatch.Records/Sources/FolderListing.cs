// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Records.Sources;

/// <summary>What a folder holds, by ordinal order of names, and what the system says of each.</summary>
sealed class FolderListing
{
    const int ManyFiles = 256;

    // Folders listed ahead of the one that is gone through: enough to keep all processors busy, and few, since a listing holds whole paths.
    static readonly int _mostAhead = 2 * Environment.ProcessorCount;

    readonly bool[] _isFolder;
    readonly Queue<Task<FolderListing>> _ahead = [];
    int _sought;

    FolderListing(string[] paths)
    {
        Paths = paths;
        Regular = new (long, DateTime)?[paths.Length];
        _isFolder = new bool[paths.Length];

        // Over many small files asking is a tenth of the processor time of a scan.
        if (paths.Length < ManyFiles)
        {
            for (var i = 0; i < paths.Length; i++)
            {
                Ask(i);
            }
        }
        else
        {
            Parallel.For(0, paths.Length, Ask);
        }
    }

    /// <summary>The paths.</summary>
    public string[] Paths { get; }

    /// <summary>Size and time of writing of those that are regular files.</summary>
    public (long Size, DateTime Written)?[] Regular { get; }

    /// <summary>Lists a folder.</summary>
    /// <exception cref="IOException">It cannot be.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be.</exception>
    public static FolderListing Of(string path)
    {
        var paths = Directory.GetFileSystemEntries(path);
        Array.Sort(paths, StringComparer.Ordinal);
        return new FolderListing(paths);
    }

    /// <summary>The listing of a folder in this one, and the beginning of those of the next; null for what is no folder, or a link to one. In order, each once.</summary>
    public Task<FolderListing>? TakeFolder(int place)
    {
        if (!_isFolder[place])
        {
            return null;
        }

        for (; _ahead.Count < _mostAhead && _sought < Paths.Length; _sought++)
        {
            if (_isFolder[_sought])
            {
                var path = Paths[_sought];
                _ahead.Enqueue(Task.Run(() => Of(path)));
            }
        }

        return _ahead.Dequeue();
    }

    void Ask(int place) => Regular[place] = SpecialFile.Regular(Paths[place], out _isFolder[place]);
}
