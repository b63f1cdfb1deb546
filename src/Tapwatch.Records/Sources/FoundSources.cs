// SPDX-License-Identifier: Apache-2.0

using System.Collections;

namespace Tapwatch.Records.Sources;

/// <summary>The sources that were found, in order. Those in folders are made when they are asked for, anew each time: a list of a million would outweigh all else.</summary>
sealed class FoundSources : IReadOnlyList<InputSource>
{
    readonly List<Stretch> _stretches = [];

    public int Count { get; private set; }

    public InputSource this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            var (from, to) = (0, _stretches.Count);
            while (to - from > 1)
            {
                var middle = (from + to) / 2;
                (from, to) = _stretches[middle].First <= index ? (middle, to) : (from, middle);
            }

            return _stretches[from].At(index);
        }
    }

    public void Add(InputSource source) => _stretches.Add(new Stretch(Count++, source, null, 0));

    /// <summary>Adds a file of a folder.</summary>
    public void Add(FolderFiles files, int place)
    {
        // What follows in the same folder has the next place in it.
        if (_stretches.Count == 0 || _stretches[^1].Files != files)
        {
            _stretches.Add(new Stretch(Count, null, files, place));
        }

        Count++;
    }

    public IEnumerator<InputSource> GetEnumerator()
    {
        for (var i = 0; i < _stretches.Count; i++)
        {
            var stretch = _stretches[i];
            var end = i + 1 < _stretches.Count ? _stretches[i + 1].First : Count;
            for (var index = stretch.First; index < end; index++)
            {
                yield return stretch.At(index);
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>One source, or some files of a folder without anything between them.</summary>
    /// <param name="First">The number of the first.</param>
    /// <param name="Single">The only one.</param>
    /// <param name="Files">The folder.</param>
    /// <param name="Place">The place of the first in it.</param>
    readonly record struct Stretch(int First, InputSource? Single, FolderFiles? Files, int Place)
    {
        public InputSource At(int index) => Single ?? new InputSource(Files!, Place + index - First);
    }
}
