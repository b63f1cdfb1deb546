// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Tapwatch.Engine.Geography.Hexagons;

/// <summary>
/// A cell of the H3 grid as its 64 bits: mode 1, resolution, base cell, then for each resolution which of seven parts; 7 behind the last.
/// </summary>
readonly record struct HexagonCell(ulong Bits)
{
    public const int Finest = 15;

    const ulong Mode = 1UL << 59;

    public int Resolution => (int)(Bits >> 52) & 15;

    public int Base => (int)(Bits >> 45) & 127;

    /// <summary>The first digit that is not 0; 0 when there is none.</summary>
    public int Leading
    {
        get
        {
            for (var resolution = 1; resolution <= Resolution; resolution++)
            {
                if (Digit(resolution) != Hexagons.Center)
                {
                    return Digit(resolution);
                }
            }

            return Hexagons.Center;
        }
    }

    public bool IsPentagon => BaseCells.Of(Base).IsPentagon && Leading == Hexagons.Center;

    /// <summary>The cell as a token, or null when it is none.</summary>
    public static HexagonCell? Parse(ReadOnlySpan<byte> token)
    {
        if (token.Length > 16 || !ulong.TryParse(token, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits))
        {
            return null;
        }

        var cell = new HexagonCell(bits);
        if (bits >> 56 != Mode >> 56 || cell.Base >= BaseCells.Count)
        {
            return null;
        }

        for (var resolution = 1; resolution <= Finest; resolution++)
        {
            if (cell.Digit(resolution) == 7 == resolution <= cell.Resolution)
            {
                return null;
            }
        }

        return BaseCells.Of(cell.Base).IsPentagon && cell.Leading == Hexagons.Forbidden ? null : cell;
    }

    public static HexagonCell Of(int baseCell, ReadOnlySpan<int> digits)
    {
        var cell = new HexagonCell(Mode | ((ulong)baseCell << 45) | ((1UL << 45) - 1));
        for (var i = 0; i < digits.Length; i++)
        {
            cell = cell.Child(digits[i]);
        }

        return cell;
    }

    public int Digit(int resolution) => (int)(Bits >> (3 * (Finest - resolution))) & 7;

    public HexagonCell Child(int digit)
    {
        var shift = 3 * (Finest - Resolution - 1);
        return new HexagonCell(((Bits + (1UL << 52)) & ~(7UL << shift)) | ((ulong)digit << shift));
    }

    public HexagonCell Parent(int resolution) =>
        new((Bits & ~(15UL << 52)) | ((ulong)resolution << 52) | ((1UL << (3 * (Finest - resolution))) - 1));

    /// <summary>All cells of a finer resolution, in order.</summary>
    public IEnumerable<HexagonCell> Children(int resolution)
    {
        if (resolution == Resolution)
        {
            yield return this;
            yield break;
        }

        for (var digit = 0; digit < 7; digit++)
        {
            if (digit == Hexagons.Forbidden && IsPentagon)
            {
                continue;
            }

            foreach (var child in Child(digit).Children(resolution))
            {
                yield return child;
            }
        }
    }

    public override string ToString() => Bits.ToString("x", CultureInfo.InvariantCulture);
}
