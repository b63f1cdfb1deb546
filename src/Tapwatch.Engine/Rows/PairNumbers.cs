// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Tapwatch.Engine.Rows;

/// <summary>
/// Numbers pairs of numbers in order of first appearance. As long as few pairs are possible, each has a cell of its own, found without searching;
/// when too many would stay empty, a table takes over.
/// </summary>
sealed class PairNumbers
{
    // Four megabytes.
    const long MostCells = 1 << 20;
    const int MostCellsPerPair = 4;
    const int Ahead = 8;

    // Line by line, one for each first number, of a power of two; the number of the pair and one, or 0.
    int[]? _cells = new int[64];
    int _shift = 3;
    NumberTable? _table;
    ulong[] _pairs = [];
    int _count;

    /// <summary>Pairs so far.</summary>
    public int Count => _table?.Count ?? _count;

    public long ApproximateBytes => (4L * (_cells?.Length ?? 0)) + (_table?.ApproximateBytes ?? 0);

    /// <summary>The number of the pair in every row.</summary>
    /// <param name="numbers">The first of each pair, below <paramref name="firsts"/>; becomes the number.</param>
    /// <param name="firsts">How many first numbers there are so far.</param>
    /// <param name="second">The second of each pair, below <paramref name="seconds"/>.</param>
    /// <param name="seconds">How many second numbers there are so far.</param>
    public void Number(Span<int> numbers, int firsts, ReadOnlySpan<int> second, int seconds)
    {
        if (_cells is not null)
        {
            MakeRoom(firsts, seconds);
        }

        if (_cells is not null)
        {
            NumberByCell(_cells, numbers, second);
            return;
        }

        if (_pairs.Length < numbers.Length)
        {
            _pairs = new ulong[numbers.Length];
        }

        for (var row = 0; row < numbers.Length; row++)
        {
            _pairs[row] = Pair(numbers[row], second[row]);
        }

        _table!.Number(_pairs.AsSpan(0, numbers.Length), numbers);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    unsafe void NumberByCell(int[] cells, Span<int> numbers, ReadOnlySpan<int> second)
    {
        var (shift, count) = (_shift, _count);
        for (var row = 0; row < numbers.Length; row++)
        {
            if (Sse.IsSupported && row + Ahead < numbers.Length)
            {
                // Of many cells most are not in the cache.
                Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(cells), (numbers[row + Ahead] << shift) + second[row + Ahead])));
            }

            ref var cell = ref cells[(numbers[row] << shift) + second[row]];
            if (cell == 0)
            {
                cell = ++count;
            }

            numbers[row] = cell - 1;
        }

        _count = count;
    }

    void MakeRoom(int firsts, int seconds)
    {
        var shift = Math.Max(_shift, seconds > 1 ? BitOperations.Log2((uint)(seconds - 1)) + 1 : 0);
        if (shift == _shift && (long)firsts << shift <= _cells!.Length)
        {
            return;
        }

        var cells = Math.Max((long)BitOperations.RoundUpToPowerOf2((uint)firsts) << shift, _cells!.Length);
        if (cells > Math.Max(MostCells, (long)MostCellsPerPair * _count))
        {
            MoveToTable();
            return;
        }

        if (shift == _shift)
        {
            _cells = FreshArray.Grown(_cells, (int)cells);
            return;
        }

        var wider = FreshArray.New<int>((int)cells);
        for (var line = 0; line << _shift < _cells.Length && line << shift < wider.Length; line++)
        {
            _cells.AsSpan(line << _shift, 1 << _shift).CopyTo(wider.AsSpan(line << shift));
        }

        (_cells, _shift) = (wider, shift);
    }

    void MoveToTable()
    {
        var pairs = new ulong[_count];
        for (var cell = 0; cell < _cells!.Length; cell++)
        {
            if (_cells[cell] > 0)
            {
                pairs[_cells[cell] - 1] = Pair(cell >> _shift, cell & ((1 << _shift) - 1));
            }
        }

        (_cells, _table) = (null, new NumberTable());
        foreach (var pair in pairs)
        {
            _table.GetOrAdd(pair, out _);
        }
    }

    static ulong Pair(int first, int second) => ((ulong)(uint)first << 32) | (uint)second;
}
