// SPDX-License-Identifier: Apache-2.0

using System.Numerics;

namespace Tapwatch.Engine.Series;

/// <summary>The discrete Fourier transform of any length.</summary>
static class Fourier
{
    /// <summary>Transforms in place. The inverse divides by the length.</summary>
    public static void Transform(Complex[] values, bool inverse)
    {
        if (BitOperations.IsPow2(values.Length))
        {
            Radix2(values, inverse);
        }
        else if (values.Length > 1)
        {
            Bluestein(values, inverse);
        }

        for (var i = 0; inverse && i < values.Length; i++)
        {
            values[i] /= values.Length;
        }
    }

    static void Radix2(Complex[] values, bool inverse)
    {
        var n = values.Length;
        for (int i = 1, j = 0; i < n; i++)
        {
            var bit = n >> 1;
            for (; (j & bit) != 0; bit >>= 1)
            {
                j ^= bit;
            }

            j ^= bit;
            if (i < j)
            {
                (values[i], values[j]) = (values[j], values[i]);
            }
        }

        for (var size = 2; size <= n; size *= 2)
        {
            for (var k = 0; k < size / 2; k++)
            {
                var turn = Complex.FromPolarCoordinates(1, (inverse ? 2 : -2) * Math.PI * k / size);
                for (var start = k; start < n; start += size)
                {
                    var (even, odd) = (values[start], values[start + (size / 2)] * turn);
                    values[start] = even + odd;
                    values[start + (size / 2)] = even - odd;
                }
            }
        }
    }

    // A transform of any length is a convolution, which one of a power of two computes.
    static void Bluestein(Complex[] values, bool inverse)
    {
        var n = values.Length;
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)((2 * n) + 1));
        var chirp = new Complex[n];
        for (var i = 0; i < n; i++)
        {
            chirp[i] = Complex.FromPolarCoordinates(1, (inverse ? 1 : -1) * Math.PI * ((long)i * i % (2L * n)) / n);
        }

        var a = new Complex[size];
        var b = new Complex[size];
        b[0] = Complex.One;
        for (var i = 0; i < n; i++)
        {
            a[i] = values[i] * chirp[i];
            b[i] = Complex.Conjugate(chirp[i]);
            b[(size - i) % size] = b[i];
        }

        Radix2(a, inverse: false);
        Radix2(b, inverse: false);
        for (var i = 0; i < size; i++)
        {
            a[i] *= b[i];
        }

        Radix2(a, inverse: true);
        for (var i = 0; i < n; i++)
        {
            values[i] = a[i] / size * chirp[i];
        }
    }
}
