// SPDX-License-Identifier: Apache-2.0

using System.Numerics;

namespace Tapwatch.Engine.Prefiltering;

/// <summary>Walks the places where a literal stands, by ascending place.</summary>
unsafe ref struct LiteralHits
{
    readonly LiteralSearcher _searcher;
    readonly byte* _buffer;
    readonly int _capacity;
    readonly int _from;
    readonly int _to;
    readonly bool _isAscii;
    nint _block;
    nint _next;
    ulong _candidates;
    int _chain = -1;

    public LiteralHits(LiteralSearcher searcher, byte* buffer, int capacity, int from, int to, bool isAscii)
    {
        _buffer = buffer;
        (_searcher, _capacity, _from, _to, _isAscii) = (searcher, capacity, from, to, isAscii);
        _next = from;
    }

    /// <summary>Which literal.</summary>
    public int Literal { get; private set; }

    /// <summary>A byte of it.</summary>
    public int Place { get; private set; }

    public bool MoveNext()
    {
        while (true)
        {
            while (_chain >= 0)
            {
                var literal = _chain;
                _chain = _searcher.Next(literal);
                if (_searcher.IsAt(literal, _buffer, Place, _from, _to))
                {
                    Literal = literal;
                    return true;
                }
            }

            if (_candidates == 0 && !NextBlock())
            {
                return false;
            }

            Place = (int)_block + BitOperations.TrailingZeroCount(_candidates);
            _candidates &= _candidates - 1;
            if (IsGuard())
            {
                return true;
            }

            _chain = Place + LiteralWindow.Shortest <= _to ? _searcher.First(_buffer + Place) : -1;
        }
    }

    /// <summary>Leaves out everything before a place.</summary>
    public void SkipTo(int place)
    {
        _chain = -1;
        var done = place - _block;
        if (_candidates != 0 && done < 64)
        {
            _candidates &= done <= 0 ? ulong.MaxValue : ulong.MaxValue << (int)done;
            if (_candidates != 0)
            {
                return;
            }
        }

        _candidates = 0;
        _next = Math.Max(_next, place);
    }

    bool NextBlock()
    {
        while (_next < _to)
        {
            // Blocks begin where their first load crosses no cache line; what they hold of the bytes before is left out again.
            var width = _searcher.Path.Bytes();
            var before = (nint)((nuint)(_buffer + _next) & (nuint)(width - 1));
            _block = _next - Math.Min(before, _next);
            _candidates = BlockScan.Next(_searcher.Path, _buffer, ref _block, Math.Min(_to - 1, _capacity - width - LiteralWindow.Longest + 1), _searcher.Tables, _isAscii);
            if (_candidates == 0)
            {
                // What is left is too near the end of the buffer for a whole block: every place in it is looked at.
                width = 64;
                _candidates = ulong.MaxValue;
            }

            if (_block < _next)
            {
                _candidates &= ulong.MaxValue << (int)(_next - _block);
            }

            _next = _block + width;
            if (_to - _block < 64)
            {
                _candidates &= _to > _block ? ulong.MaxValue >> (64 - (int)(_to - _block)) : 0;
            }

            if (_candidates != 0)
            {
                return true;
            }
        }

        return false;
    }

    bool IsGuard()
    {
        var at = _buffer + Place;
        if (*at == 'u')
        {
            if (Place > _from && Place + 4 <= _to && at[-1] == '\\' && at[1] == '0' && at[2] == '0' && at[3] is >= (byte)'4' and <= (byte)'7')
            {
                Literal = _searcher.Escape;
                return true;
            }
        }
        else if (*at >= 0x80 && _searcher.FoldsUnicode)
        {
            if ((*at == 0xC5 && Place + 2 <= _to && at[1] == 0xBF) || (*at == 0xE2 && Place + 3 <= _to && at[1] == 0x84 && at[2] == 0xAA))
            {
                Literal = _searcher.Folding;
                return true;
            }
        }

        return false;
    }
}
