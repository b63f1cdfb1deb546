// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Tapwatch.Engine.Text;

/// <summary>Punycode (RFC 3492), without the preparations that domain names undergo.</summary>
static class Punycode
{
    const int Base = 36;
    const int LeastThreshold = 1;
    const int GreatestThreshold = 26;
    const int Skew = 38;
    const int Damp = 700;
    const int FirstBias = 72;
    const int FirstCode = 128;

    /// <summary>The text in punycode; null when it is too long.</summary>
    public static string? Encode(string text)
    {
        var points = new List<int>();
        var result = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            points.Add(rune.Value);
            if (rune.IsAscii)
            {
                result.Append((char)rune.Value);
            }
        }

        var basic = result.Length;
        var handled = basic;
        if (basic > 0)
        {
            result.Append('-');
        }

        long delta = 0;
        var (code, bias) = (FirstCode, FirstBias);
        while (handled < points.Count)
        {
            var next = int.MaxValue;
            foreach (var point in points)
            {
                next = point >= code && point < next ? point : next;
            }

            delta += (long)(next - code) * (handled + 1);
            if (delta > int.MaxValue)
            {
                return null;
            }

            code = next;
            foreach (var point in points)
            {
                delta += point < code ? 1 : 0;
                if (point != code)
                {
                    continue;
                }

                var rest = delta;
                for (var k = Base; ; k += Base)
                {
                    var threshold = Threshold(k, bias);
                    if (rest < threshold)
                    {
                        break;
                    }

                    result.Append(Digit((int)(threshold + ((rest - threshold) % (Base - threshold)))));
                    rest = (rest - threshold) / (Base - threshold);
                }

                result.Append(Digit((int)rest));
                bias = Adapt(delta, handled + 1, handled == basic);
                delta = 0;
                handled++;
            }

            delta++;
            code++;
        }

        return result.ToString();
    }

    /// <summary>What punycode stands for; null when it is none.</summary>
    public static string? Decode(string text)
    {
        var hyphen = text.LastIndexOf('-');
        var points = new List<int>();
        for (var i = 0; i < hyphen; i++)
        {
            if (!char.IsAscii(text[i]))
            {
                return null;
            }

            points.Add(text[i]);
        }

        long place = 0;
        var (code, bias) = ((long)FirstCode, FirstBias);
        for (var at = hyphen + 1; at < text.Length;)
        {
            var before = place;
            long weight = 1;
            for (var k = Base; ; k += Base)
            {
                var digit = at < text.Length ? Value(text[at++]) : -1;
                if (digit < 0 || place > int.MaxValue || weight > int.MaxValue)
                {
                    return null;
                }

                place += digit * weight;
                var threshold = Threshold(k, bias);
                if (digit < threshold)
                {
                    break;
                }

                weight *= Base - threshold;
            }

            bias = Adapt(place - before, points.Count + 1, before == 0);
            code += place / (points.Count + 1);
            place %= points.Count + 1;
            if (!Rune.IsValid((int)Math.Min(code, int.MaxValue)))
            {
                return null;
            }

            points.Insert((int)place++, (int)code);
        }

        return string.Concat(points.ConvertAll(static p => new Rune(p).ToString()));
    }

    static int Threshold(int k, int bias) => Math.Clamp(k - bias, LeastThreshold, GreatestThreshold);

    static char Digit(int value) => (char)(value < 26 ? 'a' + value : '0' + value - 26);

    static int Value(char digit) => digit switch
    {
        >= 'a' and <= 'z' => digit - 'a',
        >= 'A' and <= 'Z' => digit - 'A',
        >= '0' and <= '9' => digit - '0' + 26,
        _ => -1,
    };

    static int Adapt(long delta, int count, bool first)
    {
        delta = first ? delta / Damp : delta / 2;
        delta += delta / count;
        var k = 0;
        for (; delta > (Base - LeastThreshold) * GreatestThreshold / 2; k += Base)
        {
            delta /= Base - LeastThreshold;
        }

        return (int)(k + ((Base - LeastThreshold + 1) * delta / (delta + Skew)));
    }
}
