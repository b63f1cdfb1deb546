// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Algebra;

namespace Tapwatch.Engine.Scan;

/// <summary>Those who seek literals in the records of one kind (scans and plans that wait), and, chunk by chunk, the records that have them.</summary>
sealed class SoughtKind
{
    readonly Prefilter[] _prefilters;
    readonly ulong[] _all;
    readonly ulong[] _any;
    ulong[][] _byLiteral = [];
    int[] _records = new int[64];
    ulong[] _wanted;

    public SoughtKind(IEnumerable<Prefilter> prefilters)
    {
        _prefilters = [.. prefilters];
        Words = (_prefilters.Length + 63) / 64;
        _all = Bits(static _ => true);
        _any = new ulong[Words];
        _wanted = new ulong[64 * Words];
    }

    public IEnumerable<string> Literals => _prefilters.SelectMany(static p => p.AnyOf);

    public bool FoldsUnicode => Array.Exists(_prefilters, static p => p.FoldsUnicode);

    /// <summary>Words of bits per record.</summary>
    public int Words { get; }

    public int Count { get; private set; }

    public ReadOnlySpan<int> Records => _records.AsSpan(0, Count);

    public ReadOnlySpan<ulong> Wanted => _wanted.AsSpan(0, Count * Words);

    /// <summary>Learns the numbers under which literals are found: their places in the list; behind it an escaped letter and a folding one.</summary>
    public void Number(IReadOnlyList<string> literals)
    {
        var numbers = new Dictionary<string, ulong[]>(literals.Count, StringComparer.Ordinal);
        foreach (var literal in literals)
        {
            numbers.Add(literal, new ulong[Words]);
        }

        for (var i = 0; i < _prefilters.Length; i++)
        {
            foreach (var literal in _prefilters[i].AnyOf)
            {
                numbers[literal][i >> 6] |= 1UL << (i & 63);
            }
        }

        _byLiteral = [.. literals.Select(l => numbers[l]), _all, Bits(static p => p.FoldsUnicode)];
    }

    /// <summary>Whether the one with this number wants any of the records.</summary>
    public bool IsWanted(int number) => (_any[number >> 6] >> (number & 63) & 1) != 0;

    public void Clear()
    {
        Count = 0;
        Array.Clear(_any);
    }

    /// <summary>Notes that a record has a literal. Records come in order.</summary>
    /// <returns>Whether all leaves want the record already, so that the rest of it need not be searched.</returns>
    public bool Want(int record, int literal)
    {
        var bits = _byLiteral[literal];
        if (Count == 0 || _records[Count - 1] != record)
        {
            if (Array.TrueForAll(bits, static b => b == 0))
            {
                return false;
            }

            Add(record);
        }

        // Loops and no spans of words: what is generic over numbers is compiled only when it runs.
        var first = (Count - 1) * Words;
        var all = true;
        for (var i = 0; i < bits.Length; i++)
        {
            _wanted[first + i] |= bits[i];
            _any[i] |= bits[i];
            all &= _wanted[first + i] == _all[i];
        }

        return all;
    }

    void Add(int record)
    {
        if (Count == _records.Length)
        {
            Array.Resize(ref _records, Count * 2);
            Array.Resize(ref _wanted, Count * 2 * Words);
        }

        _records[Count] = record;
        Array.Clear(_wanted, Count * Words, Words);
        Count++;
    }

    ulong[] Bits(Func<Prefilter, bool> wants)
    {
        var bits = new ulong[Words];
        for (var i = 0; i < _prefilters.Length; i++)
        {
            bits[i >> 6] |= wants(_prefilters[i]) ? 1UL << (i & 63) : 0;
        }

        return bits;
    }
}
