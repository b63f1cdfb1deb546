// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Prefiltering;

/// <summary>The up to four letters of a literal that are sought first: those that are rarest in logs.</summary>
readonly record struct LiteralWindow(int Offset, int Length)
{
    public const int Longest = 4;
    public const int Shortest = 3;

    // How often a letter stands in CloudTrail, Azure and GCP records, per thousand letters, roughly.
    static readonly double[] _frequency =
    [
        85, 12, 45, 40, 115, 18, 18, 12, 75, 2, 8, 38, 32, 72, 65, 28, 3, 68, 62, 82, 28, 14, 12, 6, 14, 3,
    ];

    public static LiteralWindow Of(string literal)
    {
        var length = Math.Min(Longest, literal.Length);
        var best = new LiteralWindow(0, length);
        var least = double.MaxValue;
        for (var offset = 0; offset + length <= literal.Length; offset++)
        {
            var product = LogWords.Contain(literal.AsSpan(offset, length)) ? 1e9 : 1.0;
            foreach (var letter in literal.AsSpan(offset, length))
            {
                product *= _frequency[letter - 'a'];
            }

            if (product < least)
            {
                (least, best) = (product, new LiteralWindow(offset, length));
            }
        }

        return best;
    }
}
