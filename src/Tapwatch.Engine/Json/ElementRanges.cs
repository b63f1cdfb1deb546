// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Json;

/// <summary>Where the elements of an array lie; read again and again without new memory.</summary>
sealed class ElementRanges
{
    readonly List<Range> _ranges = [];

    public int Count => _ranges.Count;

    /// <summary>The element at a place of the array that was read.</summary>
    public ReadOnlySpan<byte> this[ReadOnlySpan<byte> array, long place] => array[_ranges[(int)place]];

    /// <summary>Where an element lies in the array that was read.</summary>
    public Range At(int place) => _ranges[place];

    /// <summary>False when it is no array.</summary>
    public bool Read(ReadOnlySpan<byte> json)
    {
        _ranges.Clear();
        var elements = new JsonMembers(json);
        while (elements.IsArray && elements.MoveNext())
        {
            json.Overlaps(elements.Value, out var start);
            _ranges.Add(new Range(start, start + elements.Value.Length));
        }

        return elements.IsArray;
    }
}
