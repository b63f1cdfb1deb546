// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Geography;

/// <summary>Distances on the WGS-84 spheroid, by the formula of Vincenty.</summary>
static class Spheroid
{
    const double Equator = 6378137.0;
    const double Flattening = 1 / 298.257223563;

    /// <summary>Metres; NaN where the formula finds none, nearly at the other side of the Earth.</summary>
    public static double Distance(double longitude1, double latitude1, double longitude2, double latitude2)
    {
        const double Pole = Equator * (1 - Flattening);
        const double Degree = Math.PI / 180;
        var difference = (longitude2 - longitude1) * Degree;
        var (u1, u2) = (Math.Atan((1 - Flattening) * Math.Tan(latitude1 * Degree)), Math.Atan((1 - Flattening) * Math.Tan(latitude2 * Degree)));
        var ((sin1, cos1), (sin2, cos2)) = (Math.SinCos(u1), Math.SinCos(u2));
        var lambda = difference;
        for (var i = 0; i < 200; i++)
        {
            var (sinLambda, cosLambda) = Math.SinCos(lambda);
            var x = cos2 * sinLambda;
            var y = (cos1 * sin2) - (sin1 * cos2 * cosLambda);
            var sinSigma = Math.Sqrt((x * x) + (y * y));
            if (sinSigma == 0)
            {
                return 0;
            }

            var cosSigma = (sin1 * sin2) + (cos1 * cos2 * cosLambda);
            var sigma = Math.Atan2(sinSigma, cosSigma);
            var sinAlpha = cos1 * cos2 * sinLambda / sinSigma;
            var cosAlpha = 1 - (sinAlpha * sinAlpha);
            var middle = cosAlpha == 0 ? 0 : cosSigma - (2 * sin1 * sin2 / cosAlpha);
            var c = Flattening / 16 * cosAlpha * (4 + (Flattening * (4 - (3 * cosAlpha))));
            var before = lambda;
            lambda = difference + ((1 - c) * Flattening * sinAlpha * (sigma + (c * sinSigma * (middle + (c * cosSigma * (-1 + (2 * middle * middle)))))));
            if (Math.Abs(lambda - before) < 1e-12)
            {
                var square = cosAlpha * ((Equator * Equator) - (Pole * Pole)) / (Pole * Pole);
                var a = 1 + (square / 16384 * (4096 + (square * (-768 + (square * (320 - (175 * square)))))));
                var b = square / 1024 * (256 + (square * (-128 + (square * (74 - (47 * square))))));
                var correction = b * sinSigma * (middle + (b / 4 * ((cosSigma * (-1 + (2 * middle * middle))) - (b / 6 * middle * (-3 + (4 * sinSigma * sinSigma)) * (-3 + (4 * middle * middle))))));
                return Pole * a * (sigma - correction);
            }
        }

        return double.NaN;
    }
}
