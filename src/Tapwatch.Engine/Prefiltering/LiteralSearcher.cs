// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Plan.Algebra;

namespace Tapwatch.Engine.Prefiltering;

/// <summary>Finds many literals at once in raw bytes, ASCII case aside.</summary>
/// <remarks>Reports, beside literals, what may hide one: a JSON escape of an ASCII letter, and letters beyond ASCII that fold to ASCII ones.</remarks>
sealed class LiteralSearcher
{
    readonly byte[][] _literals;
    readonly int[] _offsets;

    // By the first three letters of the window: first literal of the chain, then the next.
    readonly int[] _heads;
    readonly uint[] _keys;
    readonly int[] _next;
    readonly int _shift;

    /// <param name="literals">ASCII letters in lower case, at least three in each.</param>
    /// <param name="foldsUnicode">Whether the Kelvin sign and the long s are reported.</param>
    /// <param name="path">How to look.</param>
    public LiteralSearcher(IReadOnlyList<string> literals, bool foldsUnicode, VectorPath path)
    {
        Path = path;
        FoldsUnicode = foldsUnicode;
        _literals = [.. literals.Select(Encoding.ASCII.GetBytes)];
        _offsets = new int[literals.Count];
        var windows = WindowChoice.Of(literals);
        for (var i = 0; i < windows.Length; i++)
        {
            _offsets[i] = windows[i].Offset;
        }

        Tables = new BucketTables(windows.Zip(literals, static (w, l) => l.Substring(w.Offset, w.Length)), foldsUnicode);

        var bits = 4;
        while (1 << bits < literals.Count * 4)
        {
            bits++;
        }

        _shift = 32 - bits;
        (_heads, _keys, _next) = (new int[1 << bits], new uint[1 << bits], new int[literals.Count]);
        for (var i = 0; i < _heads.Length; i++)
        {
            _heads[i] = -1;
        }

        for (var i = 0; i < _literals.Length; i++)
        {
            var key = Key(_literals[i].AsSpan(_offsets[i]));
            var slot = Slot(key);
            (_keys[slot], _next[i], _heads[slot]) = (key, _heads[slot], i);
        }
    }

    /// <summary>Whether the literals are such as can be sought; otherwise every record is read, which is slow and right.</summary>
    public static bool CanSeek(Prefilter? prefilter) =>
        prefilter is not null && prefilter.AnyOf.All(static l => l.Length >= LiteralWindow.Shortest && l.All(char.IsAsciiLetterLower));

    /// <summary>The number under which an escaped letter is reported.</summary>
    public int Escape => _literals.Length;

    /// <summary>The number under which a letter that folds to ASCII is reported.</summary>
    public int Folding => _literals.Length + 1;

    public VectorPath Path { get; }

    public bool FoldsUnicode { get; }

    public BucketTables Tables { get; }

    /// <summary>Looks through a range of a buffer that stays where it is.</summary>
    /// <param name="buffer">The buffer.</param>
    /// <param name="capacity">Its size.</param>
    /// <param name="from">Where the range begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="isAscii">Whether it, and the byte behind it, is known to hold nothing but ASCII.</param>
    public unsafe LiteralHits Search(byte* buffer, int capacity, int from, int to, bool isAscii) => new(this, buffer, capacity, from, to, isAscii);

    /// <summary>The first literal whose window may begin with these bytes; -1: none.</summary>
    public unsafe int First(byte* window)
    {
        var key = Key(new ReadOnlySpan<byte>(window, LiteralWindow.Shortest));
        var slot = Slot(key);
        return _keys[slot] == key ? _heads[slot] : -1;
    }

    public int Next(int literal) => _next[literal];

    /// <summary>Whether the literal stands in the range with its window here.</summary>
    public unsafe bool IsAt(int literal, byte* buffer, int window, int from, int to)
    {
        var text = _literals[literal];
        var start = window - _offsets[literal];
        if (start < from || start + text.Length > to)
        {
            return false;
        }

        for (var i = 0; i < text.Length; i++)
        {
            if ((buffer[start + i] | 0x20) != text[i])
            {
                return false;
            }
        }

        return true;
    }

    static uint Key(ReadOnlySpan<byte> window) => (uint)(window[0] | (window[1] << 8) | (window[2] << 16)) | 0x202020;

    /// <summary>Where the key stands or would be put.</summary>
    int Slot(uint key)
    {
        var slot = (int)((key * 0x9E3779B1) >> _shift);
        while (_heads[slot] >= 0 && _keys[slot] != key)
        {
            slot = (slot + 1) & (_heads.Length - 1);
        }

        return slot;
    }
}
