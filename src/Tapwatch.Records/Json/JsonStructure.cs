// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Tapwatch.Records.Json;

/// <summary>
/// Finds the end of a JSON object or array without looking at what is in it: 64 bytes at a time, quotes, backslashes and brackets as bit masks.
/// Holds its state, so that a value larger than any buffer can be skipped piece by piece.
/// </summary>
/// <remarks>Reads up to 63 bytes past the end it is given: buffers are padded by <see cref="Padding"/>.</remarks>
struct JsonStructure
{
    /// <summary>The value goes on past the end.</summary>
    public const int RanOut = -1;

    /// <summary>No JSON: a line break within a string, or a new line that begins an object where none can stand.</summary>
    public const int Broken = -2;

    /// <summary>Deeper than <see cref="MaximumDepth"/>.</summary>
    public const int TooDeep = -3;

    /// <summary>Deeper nesting is refused: no log nests so deep, an attack does.</summary>
    public const int MaximumDepth = 512;

    /// <summary>Bytes that must be readable past the end of any text.</summary>
    public const int Padding = 64;

    long _depth;
    ulong _inString;
    ulong _escaped;
    ulong _newline;
    ulong _odd;

    /// <summary>Begins <paramref name="depth"/> brackets deep, outside of strings.</summary>
    public JsonStructure(int depth) => _depth = depth;

    /// <summary>Whether there were line breaks or bytes beyond ASCII up to where it ended.</summary>
    public readonly bool MetOdd => _odd != 0;

    /// <summary>Where the line break is that must not be there, after <see cref="Broken"/> while skipping.</summary>
    public int BrokenAt { get; private set; }

    /// <summary>The position after the bracket that closes the outermost level, or one of the negative outcomes.</summary>
    /// <param name="p">The buffer.</param>
    /// <param name="position">Where to go on.</param>
    /// <param name="end">Where the data ends.</param>
    /// <param name="skipping">Whether depth does not matter, because the value is being thrown away.</param>
    public unsafe int Run(byte* p, int position, int end, bool skipping = false)
    {
        var depth = _depth;
        var inString = _inString;
        var escapedNext = _escaped;
        var newline = _newline;
        var limit = skipping ? long.MaxValue : MaximumDepth;
        while (position < end)
        {
            // Most blocks hold no backslash and nothing that is no plain text: quotes and brackets are all there is to them.
            if (end - position >= 64 && (escapedNext | newline) == 0 && ReadPlain(p + position, out var plainQuotes, out var plainOpens, out var plainCloses))
            {
                var within = PrefixXor(plainQuotes) ^ inString;
                plainOpens &= ~within;
                plainCloses &= ~within;
                var closing = BitOperations.PopCount(plainCloses);
                if (closing < depth)
                {
                    depth += BitOperations.PopCount(plainOpens) - closing;
                    if (depth > limit)
                    {
                        return TooDeep;
                    }
                }
                else
                {
                    var closeDepth = depth;
                    var at = Close(plainOpens, plainCloses, ref closeDepth, limit);
                    if (at != RanOut)
                    {
                        return at >= 0 ? position + at + 1 : at;
                    }

                    depth = closeDepth;
                }

                inString = (ulong)((long)within >> 63);
                position += 64;
                continue;
            }

            ReadBlock(p + position, out var quotes, out var backslashes, out var opens, out var closes, out var newlines, out var beyondAscii);
            var size = end - position;
            ulong valid = ulong.MaxValue;
            if (size < 64)
            {
                valid = (1UL << size) - 1;
                quotes &= valid;
                backslashes &= valid;
                opens &= valid;
                closes &= valid;
                newlines &= valid;
                beyondAscii &= valid;
            }
            else
            {
                size = 64;
            }

            var odd = newlines | beyondAscii;

            ulong escaped;
            if (backslashes == 0)
            {
                escaped = escapedNext;
                escapedNext = 0;
            }
            else
            {
                escaped = Escaped(backslashes, ref escapedNext);
                escapedNext = size == 64 ? escapedNext : (escaped >> size) & 1;
            }

            quotes &= ~escaped;
            var inside = PrefixXor(quotes) ^ inString;
            var outside = ~inside;
            opens &= outside;
            closes &= outside;

            // A line break within a string: only what stands before it counts.
            var broken = depth > 0 ? newlines & inside & valid : 0;
            var sound = broken == 0 ? ulong.MaxValue : (broken & (0 - broken)) - 1;
            var starts = ((newlines << 1) | newline) & opens & sound;
            if (starts != 0 && !skipping)
            {
                while (starts != 0)
                {
                    var at = BitOperations.TrailingZeroCount(starts);
                    starts &= starts - 1;
                    if (p[position + at] == (byte)'{' && !MayHoldValue(p, position + at - 1))
                    {
                        return EndBefore((1UL << at) - 1, opens, closes, odd, depth, limit, position);
                    }
                }
            }

            if (broken != 0)
            {
                BrokenAt = position + BitOperations.TrailingZeroCount(broken);
                return EndBefore(sound, opens, closes, odd, depth, limit, position);
            }

            var closed = BitOperations.PopCount(closes);
            if (closed < depth)
            {
                depth += BitOperations.PopCount(opens) - closed;
                if (depth > limit)
                {
                    return TooDeep;
                }
            }
            else if (Close(opens, closes, ref depth, limit) is var found && found != RanOut)
            {
                _odd |= found >= 0 ? odd & ((1UL << found) - 1) : odd;
                return found >= 0 ? position + found + 1 : found;
            }

            _odd |= odd;
            inString = (inside >> (size - 1) & 1) == 0 ? 0 : ulong.MaxValue;
            newline = newlines >> (size - 1) & 1;
            position += size;
        }

        _depth = depth;
        _inString = inString;
        _escaped = escapedNext;
        _newline = newline;
        return RanOut;
    }

    /// <summary>The position after the bracket that closes an object or array, from after the one that opens it, or one of the negative outcomes.</summary>
    public static unsafe int After(byte* p, int position, int end) => After(p, position, end, out _);

    /// <summary>The same, and whether there were line breaks or bytes beyond ASCII before that bracket.</summary>
    public static unsafe int After(byte* p, int position, int end, out bool metOdd)
    {
        metOdd = false;
        long depth = 1;
        ulong inString = 0;
        while (end - position >= 64)
        {
            // Most blocks hold no backslash and nothing that is no plain text.
            var (low, high) = (Vector256.Load(p + position), Vector256.Load(p + position + 32));
            if ((Odd(low) | Odd(high)) != Vector256<byte>.Zero)
            {
                break;
            }

            var bit = Vector256.Create((byte)0x20);
            var (foldedLow, foldedHigh) = (low | bit, high | bit);
            var quotes = Mask(low, high, (byte)'"');
            var opens = Mask(foldedLow, foldedHigh, (byte)'{');
            var closes = Mask(foldedLow, foldedHigh, (byte)'}');
            var within = PrefixXor(quotes) ^ inString;
            opens &= ~within;
            closes &= ~within;
            var closing = BitOperations.PopCount(closes);
            if (closing >= depth)
            {
                // Mostly nothing opens in the block in which the value ends.
                if (opens == 0)
                {
                    return position + BitOperations.TrailingZeroCount(Nth(closes, depth)) + 1;
                }

                var closeDepth = depth;
                var at = Close(opens, closes, ref closeDepth, MaximumDepth);
                if (at != RanOut)
                {
                    return at >= 0 ? position + at + 1 : at;
                }

                depth = closeDepth;
            }
            else
            {
                depth += BitOperations.PopCount(opens) - closing;
                if (depth > MaximumDepth)
                {
                    return TooDeep;
                }
            }

            inString = (ulong)((long)within >> 63);
            position += 64;
        }

        var rest = new JsonStructure { _depth = depth, _inString = inString };
        var after = rest.Run(p, position, end);
        metOdd = rest.MetOdd;
        return after;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Nth(ulong bits, long number)
    {
        for (; number > 1; number--)
        {
            bits &= bits - 1;
        }

        return bits;
    }

    /// <summary>The outcome where the text is broken after the given bits: it may have ended before.</summary>
    int EndBefore(ulong sound, ulong opens, ulong closes, ulong odd, long depth, long limit, int position)
    {
        var close = Close(opens & sound, closes & sound, ref depth, limit);
        _odd |= close >= 0 ? odd & ((1UL << close) - 1) : odd;
        return close >= 0 ? position + close + 1 : close == TooDeep ? TooDeep : Broken;
    }

    /// <summary>Goes through the brackets of one block in their order: the bit at which the depth reaches zero.</summary>
    static int Close(ulong opens, ulong closes, ref long depth, long limit)
    {
        var all = opens | closes;
        while (all != 0)
        {
            var bit = all & (0 - all);
            if ((opens & bit) != 0)
            {
                if (++depth > limit)
                {
                    return TooDeep;
                }
            }
            else if (--depth == 0)
            {
                return BitOperations.TrailingZeroCount(bit);
            }

            all ^= bit;
        }

        return RanOut;
    }

    /// <summary>Whether a value can stand after what precedes: going back over blanks there is a bracket, a comma or a colon.</summary>
    static unsafe bool MayHoldValue(byte* p, int position)
    {
        while (position > 0 && p[position] is (byte)'\n' or (byte)'\r' or (byte)' ' or (byte)'\t')
        {
            position--;
        }

        return position < 0 || p[position] is (byte)'[' or (byte)',' or (byte)':';
    }

    /// <summary>The bytes of a block that backslashes in strings make literal.</summary>
    /// <param name="backslashes">The backslashes of the block.</param>
    /// <param name="carry">Whether the first byte of the block is such a byte; gets the same for the block after it.</param>
    public static ulong Escaped(ulong backslashes, ref ulong carry)
    {
        // Runs of backslashes: the byte after an odd one is escaped (after simdjson's find_escaped).
        backslashes &= ~carry;
        var follows = (backslashes << 1) | carry;
        const ulong Even = 0x5555555555555555UL;
        var oddStarts = backslashes & ~Even & ~follows;
        var sequences = oddStarts + backslashes;
        carry = sequences < oddStarts ? 1UL : 0UL;
        return (Even ^ (sequences << 1)) & follows;
    }

    /// <summary>Bit i of the result: whether the number of set bits up to and including i is odd.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong PrefixXor(ulong bits)
    {
        if (Pclmulqdq.IsSupported)
        {
            return Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(bits), Vector128<ulong>.AllBitsSet, 0).ToScalar();
        }

        bits ^= bits << 1;
        bits ^= bits << 2;
        bits ^= bits << 4;
        bits ^= bits << 8;
        bits ^= bits << 16;
        return bits ^ (bits << 32);
    }

    /// <summary>Whether the block is text of ASCII without backslashes and line breaks, and what there is in it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static unsafe bool ReadPlain(byte* p, out ulong quotes, out ulong opens, out ulong closes)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            var block = Vector512.Load(p);
            var folded = block | Vector512.Create((byte)0x20);
            quotes = Vector512.Equals(block, Vector512.Create((byte)'"')).ExtractMostSignificantBits();
            opens = Vector512.Equals(folded, Vector512.Create((byte)'{')).ExtractMostSignificantBits();
            closes = Vector512.Equals(folded, Vector512.Create((byte)'}')).ExtractMostSignificantBits();
            return (Vector512.Equals(block, Vector512.Create((byte)'\\')) | Vector512.LessThan(block.AsSByte(), Vector512.Create((sbyte)' ')).AsByte()) == Vector512<byte>.Zero;
        }

        var low = Vector256.Load(p);
        var high = Vector256.Load(p + 32);
        var bit = Vector256.Create((byte)0x20);
        quotes = Mask(low, high, (byte)'"');
        opens = Mask(low | bit, high | bit, (byte)'{');
        closes = Mask(low | bit, high | bit, (byte)'}');
        return (Odd(low) | Odd(high)) == Vector256<byte>.Zero;
    }

    /// <summary>Where there is a backslash, a control character or a byte beyond ASCII.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<byte> Odd(Vector256<byte> half) =>
        Vector256.Equals(half, Vector256.Create((byte)'\\')) | Vector256.LessThan(half.AsSByte(), Vector256.Create((sbyte)' ')).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static unsafe void ReadBlock(byte* p, out ulong quotes, out ulong backslashes, out ulong opens, out ulong closes, out ulong newlines, out ulong beyondAscii)
    {
        // '[' and ']' become '{' and '}' with bit 0x20 set, and no other byte does.
        if (Vector512.IsHardwareAccelerated)
        {
            var block = Vector512.Load(p);
            var folded = block | Vector512.Create((byte)0x20);
            quotes = Vector512.Equals(block, Vector512.Create((byte)'"')).ExtractMostSignificantBits();
            backslashes = Vector512.Equals(block, Vector512.Create((byte)'\\')).ExtractMostSignificantBits();
            opens = Vector512.Equals(folded, Vector512.Create((byte)'{')).ExtractMostSignificantBits();
            closes = Vector512.Equals(folded, Vector512.Create((byte)'}')).ExtractMostSignificantBits();
            newlines = Vector512.Equals(block, Vector512.Create((byte)'\n')).ExtractMostSignificantBits();
            beyondAscii = block.ExtractMostSignificantBits();
        }
        else
        {
            var low = Vector256.Load(p);
            var high = Vector256.Load(p + 32);
            var bit = Vector256.Create((byte)0x20);
            quotes = Mask(low, high, (byte)'"');
            backslashes = Mask(low, high, (byte)'\\');
            opens = Mask(low | bit, high | bit, (byte)'{');
            closes = Mask(low | bit, high | bit, (byte)'}');
            newlines = Mask(low, high, (byte)'\n');
            beyondAscii = low.ExtractMostSignificantBits() | ((ulong)high.ExtractMostSignificantBits() << 32);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Mask(Vector256<byte> low, Vector256<byte> high, byte value)
    {
        var sought = Vector256.Create(value);
        return Vector256.Equals(low, sought).ExtractMostSignificantBits() | ((ulong)Vector256.Equals(high, sought).ExtractMostSignificantBits() << 32);
    }
}
