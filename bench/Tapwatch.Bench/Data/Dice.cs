// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Bench.Data;

/// <summary>Random numbers that are the same on every machine and runtime (SplitMix64), so that data of one seed and size is one and the same.</summary>
sealed class Dice(ulong seed)
{
    ulong _state = seed;

    public ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>From 0 to <paramref name="limit"/> - 1.</summary>
    public int Below(int limit) => (int)(Next() % (ulong)limit);

    /// <summary>One of the values, the first ones far more often: real audit logs are a few calls over and over.</summary>
    public T Skewed<T>(IReadOnlyList<T> values)
    {
        // The product of two even numbers below 1 crowds towards 0.
        var a = (Next() >> 11) * (1.0 / (1UL << 53));
        var b = (Next() >> 11) * (1.0 / (1UL << 53));
        return values[(int)(a * b * values.Count)];
    }

    public T One<T>(IReadOnlyList<T> values) => values[Below(values.Count)];

    public string Hex(int digits)
    {
        Span<char> text = stackalloc char[digits];
        for (var i = 0; i < digits; i++)
        {
            text[i] = "0123456789abcdef"[Below(16)];
        }

        return new string(text);
    }
}
