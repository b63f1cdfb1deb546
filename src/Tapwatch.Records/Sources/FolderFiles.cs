// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Tapwatch.Records.Sources;

/// <summary>
/// Regular files of one folder, by ordinal order of names, and what the system said of them. A folder may hold a million: each takes the bytes of its name and
/// <see cref="Entry"/>, and its path is put together when it is asked for.
/// </summary>
/// <param name="folder">What stands before the names, up to the last separator.</param>
/// <param name="most">Files at most.</param>
/// <param name="nameBytes">Bytes of their names in UTF-8 at most.</param>
sealed class FolderFiles(string folder, int most, int nameBytes)
{
    readonly byte[] _names = new byte[nameBytes];
    readonly Entry[] _entries = new Entry[most];

    /// <summary>Files so far.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a file, behind those before; its place.</summary>
    public int Add(ReadOnlySpan<char> name, long size, DateTime written)
    {
        var start = StartOf(Count);
        _entries[Count] = new Entry(start + Encoding.UTF8.GetBytes(name, _names.AsSpan(start)), size, written);
        return Count++;
    }

    /// <summary>The path of a file.</summary>
    public string PathOf(int place) => folder + NameOf(place);

    /// <summary>Size and time of writing of a file.</summary>
    public (long Size, DateTime Written) About(int place) => (_entries[place].Size, _entries[place].Written);

    /// <summary>Whether a file of that name is among those so far.</summary>
    public bool Holds(string name)
    {
        var (from, to) = (0, Count);
        while (from < to)
        {
            var middle = (from + to) / 2;
            var order = string.CompareOrdinal(NameOf(middle), name);
            if (order == 0)
            {
                return true;
            }

            (from, to) = order < 0 ? (middle + 1, to) : (from, middle);
        }

        return false;
    }

    string NameOf(int place) => Encoding.UTF8.GetString(_names.AsSpan(StartOf(place).._entries[place].End));

    int StartOf(int place) => place == 0 ? 0 : _entries[place - 1].End;

    /// <param name="End">Where its name ends.</param>
    /// <param name="Size">Bytes.</param>
    /// <param name="Written">When it was last written.</param>
    readonly record struct Entry(int End, long Size, DateTime Written);
}
