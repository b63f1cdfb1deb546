// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Geography;

/// <summary>Geohash: longitude and latitude halved in turn, five bits a letter.</summary>
readonly record struct Geohash(ulong Longitude, ulong Latitude, int Length)
{
    public const int Longest = 18;

    const string Letters = "0123456789bcdefghjkmnpqrstuvwxyz";

    int LongitudeBits => ((5 * Length) + 1) / 2;

    int LatitudeBits => 5 * Length / 2;

    public double West => (Longitude * Width) - 180;

    public double South => (Latitude * Height) - 90;

    public double Width => 360 / Math.Pow(2, LongitudeBits);

    public double Height => 180 / Math.Pow(2, LatitudeBits);

    public static Geohash At(double longitude, double latitude, int length)
    {
        var empty = new Geohash(0, 0, length);
        return empty with { Longitude = Step((longitude + 180) / 360, empty.LongitudeBits), Latitude = Step((latitude + 90) / 180, empty.LatitudeBits) };
    }

    static ulong Step(double part, int bits) => (ulong)Math.Clamp(Math.Floor(part * Math.Pow(2, bits)), 0, Math.Pow(2, bits) - 1);

    public static Geohash? Parse(ReadOnlySpan<byte> text)
    {
        if (text.Length is 0 or > Longest)
        {
            return null;
        }

        var (longitude, latitude, isLongitude) = (0UL, 0UL, true);
        foreach (var letter in text)
        {
            var value = Letters.IndexOf((char)(letter | 0x20), StringComparison.Ordinal);
            if (value < 0)
            {
                return null;
            }

            for (var bit = 4; bit >= 0; bit--, isLongitude = !isLongitude)
            {
                var one = (ulong)(value >> bit) & 1;
                (longitude, latitude) = isLongitude ? ((longitude << 1) | one, latitude) : (longitude, (latitude << 1) | one);
            }
        }

        return new Geohash(longitude, latitude, text.Length);
    }

    /// <summary>The cells around, from the north-west clockwise; around the world to the east and west, none beyond the poles.</summary>
    public IEnumerable<Geohash> Neighbors()
    {
        var (columns, rows) = (1UL << LongitudeBits, 1UL << LatitudeBits);
        foreach (var (x, y) in _around)
        {
            var row = (long)Latitude + y;
            if (row >= 0 && (ulong)row < rows)
            {
                yield return this with { Longitude = (Longitude + columns + (ulong)x) % columns, Latitude = (ulong)row };
            }
        }
    }

    static readonly (int X, int Y)[] _around = [(-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0)];

    public override string ToString() => string.Create(Length, this, static (letters, hash) =>
    {
        var (longitude, latitude, isLongitude) = (hash.LongitudeBits, hash.LatitudeBits, true);
        for (var i = 0; i < letters.Length; i++)
        {
            var value = 0;
            for (var bit = 0; bit < 5; bit++, isLongitude = !isLongitude)
            {
                value = (value << 1) | (int)((isLongitude ? hash.Longitude >> --longitude : hash.Latitude >> --latitude) & 1);
            }

            letters[i] = Letters[value];
        }
    });
}
