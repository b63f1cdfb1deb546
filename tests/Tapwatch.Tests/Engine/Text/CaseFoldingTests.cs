// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Engine.Text;

namespace Tapwatch.Tests.Engine.Text;

public class CaseFoldingTests
{
    static IEnumerable<Rune> AllRunes => Enumerable.Range(0x80, 0x10FFFF - 0x7F).Where(Rune.IsValid).Select(v => new Rune(v));

    // The search for literals in raw bytes knows these two, and no others.
    [Fact]
    public void Only_the_kelvin_sign_and_the_long_s_fold_to_ascii() =>
        Assert.Equal([0x17F, 0x212A], AllRunes.Where(r => CaseFolding.Fold(r).IsAscii).Select(r => r.Value));

    [Fact]
    public void No_other_letter_becomes_ascii_in_upper_or_lower_case() =>
        Assert.Empty(AllRunes.Where(r => Rune.ToLowerInvariant(r).IsAscii || Rune.ToUpperInvariant(r).IsAscii).Select(r => r.Value).Except([0x17F, 0x212A]));

    [Fact]
    public void Folding_makes_no_letter_longer_than_there_is_room_for()
    {
        foreach (var rune in AllRunes)
        {
            Assert.True(CaseFolding.Fold(rune).Utf8SequenceLength * 2 <= rune.Utf8SequenceLength * 3);
        }
    }

    [Fact]
    public void Upper_and_lower_case_fold_alike()
    {
        var strangers = AllRunes.Where(r => r.Value is not (0x130 or 0x131)
            && (CaseFolding.Fold(r) != CaseFolding.Fold(Rune.ToUpperInvariant(r)) || CaseFolding.Fold(r) != CaseFolding.Fold(Rune.ToLowerInvariant(r))));

        Assert.Empty(strangers);
    }

    [Fact]
    public void Bytes_that_are_no_utf8_stay() => Assert.Equal(new byte[] { 0xFF, (byte)'a', 0xC3 }, CaseFolding.Fold([0xFF, (byte)'A', 0xC3]));
}
