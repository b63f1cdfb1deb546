// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Regexes;

/// <summary>A set of ASCII bytes, a bit for each.</summary>
/// <remarks>Two words and no 128-bit integer: code with those is not compiled ahead of time.</remarks>
readonly record struct AsciiSet(ulong Low, ulong High)
{
    public static readonly AsciiSet None;
    public static readonly AsciiSet All = new(ulong.MaxValue, ulong.MaxValue);
    public static readonly AsciiSet Digits = Range('0', '9');
    public static readonly AsciiSet Words = Range('a', 'z') | Range('A', 'Z') | Digits | Of('_');
    public static readonly AsciiSet Spaces = Range('\t', '\r') | Of(' ');
    public static readonly AsciiSet LineBreak = Of('\n');

    public static AsciiSet operator |(AsciiSet a, AsciiSet b) => new(a.Low | b.Low, a.High | b.High);

    public static AsciiSet operator ~(AsciiSet a) => new(~a.Low, ~a.High);

    public static AsciiSet Of(int value) => value < 64 ? new(1UL << value, 0) : new(0, 1UL << (value - 64));

    public static AsciiSet Range(int first, int last)
    {
        var set = None;
        for (var value = first; value <= last; value++)
        {
            set |= Of(value);
        }

        return set;
    }

    public bool Has(int value) => ((value < 64 ? Low : High) >> (value & 63) & 1) != 0;

    /// <summary>The set with both cases of every letter in it; letters stand in the high word only, 32 apart.</summary>
    public AsciiSet BothCases()
    {
        const ulong Upper = 0x07FF_FFFE;
        return new AsciiSet(Low, High | ((High & Upper) << 32) | ((High >> 32) & Upper));
    }
}
