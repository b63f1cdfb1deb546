// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Numbers in other bases, bytes in other character sets, flow hashes, places on the globe.</summary>
static class DigestKernels
{
    const string GeohashLetters = "0123456789bcdefghjkmnpqrstuvwxyz";

    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(MeasureFunctions.Distance, Distance),
        PerRow(MeasureFunctions.Geohash, Geohash),
        PerRow(MeasureFunctions.CommunityId, CommunityId),
        PerRow(MeasureFunctions.Number, Number),
        PerRow(MeasureFunctions.ParseInt, ParseInt),
        PerRow(MeasureFunctions.FromHex, FromHex),
        PerRow(MeasureFunctions.FromBase64, FromBase64),
        PerRow(MeasureFunctions.Subnet, Subnet),
    ];

    // The haversine formula on a globe of 6371 km.
    static void Distance(in Arguments a, Result r)
    {
        var (latitude, otherLatitude) = (double.DegreesToRadians(a.Real(0)), double.DegreesToRadians(a.Real(2)));
        var down = Math.Sin((otherLatitude - latitude) / 2);
        var across = Math.Sin(double.DegreesToRadians(a.Real(3) - a.Real(1)) / 2);
        var half = (down * down) + (Math.Cos(latitude) * Math.Cos(otherLatitude) * across * across);
        r.Set(2 * 6_371_000 * Math.Asin(Math.Min(1, Math.Sqrt(half))));
    }

    static void Geohash(in Arguments a, Result r)
    {
        if (a.Real(0) is not (>= -90 and <= 90) || a.Real(1) is not (>= -180 and <= 180))
        {
            r.SetNull();
            return;
        }

        var (south, north, west, east) = (-90.0, 90.0, -180.0, 180.0);
        var length = (int)Math.Clamp(a.Long(2), 1, 12);
        Span<byte> hash = stackalloc byte[length];
        var acrossNext = true;
        for (var i = 0; i < length; i++)
        {
            var letter = 0;
            for (var bit = 0; bit < 5; bit++)
            {
                var middle = acrossNext ? (west + east) / 2 : (south + north) / 2;
                var above = (acrossNext ? a.Real(1) : a.Real(0)) >= middle;
                letter = (letter << 1) | (above ? 1 : 0);
                _ = (acrossNext, above) switch
                {
                    (true, true) => west = middle,
                    (true, false) => east = middle,
                    (false, true) => south = middle,
                    _ => north = middle,
                };
                acrossNext = !acrossNext;
            }

            hash[i] = (byte)GeohashLetters[letter];
        }

        r.Set(hash);
    }

    static int Protocol(ReadOnlySpan<byte> text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number is >= 0 and <= 255 ? number : -1
        : Encoding.UTF8.GetString(text).ToUpperInvariant() switch
        {
            "ICMP" => 1,
            "IGMP" => 2,
            "TCP" => 6,
            "UDP" => 17,
            "GRE" => 47,
            "ESP" => 50,
            "ICMP6" or "ICMPV6" or "IPV6-ICMP" => 58,
            "SCTP" => 132,
            _ => -1,
        };

    // https://github.com/corelight/community-id-spec: seed, lower end, higher end, protocol, a zero byte, ports.
    static void CommunityId(in Arguments a, Result r)
    {
        for (var i = 0; i < 3; i++)
        {
            if (a.IsNull(i))
            {
                r.SetNull();
                return;
            }
        }

        var protocol = Protocol(a.Text(0));
        if (protocol < 0 || a.IsNull(5) || !IPAddress.TryParse(Encoding.UTF8.GetString(a.Text(1)), out var source) || !IPAddress.TryParse(Encoding.UTF8.GetString(a.Text(2)), out var target)
            || source.AddressFamily != target.AddressFamily)
        {
            r.SetNull();
            return;
        }

        var (from, to) = (Port(a, 3), Port(a, 4));
        var (first, second) = (source.GetAddressBytes(), target.GetAddressBytes());
        var oneWay = protocol is 1 or 58 && Answer(protocol, from) is var answer && (answer < 0 ? true : Turn(ref to, answer));
        var order = first.AsSpan().SequenceCompareTo(second);
        if (!oneWay && (order > 0 || (order == 0 && from > to)))
        {
            (first, second, from, to) = (second, first, to, from);
        }

        List<byte> bytes = [(byte)(a.Long(5) >> 8), (byte)a.Long(5), .. first, .. second, (byte)protocol, 0];
        if (from >= 0 && to >= 0)
        {
            bytes.AddRange([(byte)(from >> 8), (byte)from, (byte)(to >> 8), (byte)to]);
        }

#pragma warning disable CA5350 // The specification says SHA-1; nothing is secured by it.
        r.Set("1:" + System.Convert.ToBase64String(SHA1.HashData([.. bytes])));
#pragma warning restore CA5350
    }

    static bool Turn(ref int to, int answer)
    {
        to = answer;
        return false;
    }

    // The ICMP type that answers one; such pairs are one flow.
    static int Answer(int protocol, int type) => (protocol, type) switch
    {
        (1, 0) => 8,
        (1, 8) => 0,
        (1, 9) => 10,
        (1, 10) => 9,
        (1, 13) => 14,
        (1, 14) => 13,
        (1, 15) => 16,
        (1, 16) => 15,
        (1, 17) => 18,
        (1, 18) => 17,
        (58, 128) => 129,
        (58, 129) => 128,
        (58, 130) => 131,
        (58, 131) => 130,
        (58, 133) => 134,
        (58, 134) => 133,
        (58, 135) => 136,
        (58, 136) => 135,
        _ => -1,
    };

    static int Port(in Arguments a, int i) =>
        !a.IsNull(i) && int.TryParse(a.Text(i), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 0 and <= 65535 ? port : -1;

    // FNV-1a over the seed and the text, its bits mixed at the end.
    static void Number(in Arguments a, Result r)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in a.Text(2))
        {
            hash = (hash ^ b) * 1099511628211UL;
        }

        foreach (var b in a.Text(0))
        {
            hash = (hash ^ b) * 1099511628211UL;
        }

        hash ^= hash >> 33;
        hash *= 0xff51afd7ed558ccdUL;
        hash ^= hash >> 33;
        var number = (long)(hash & 0xffffffff);
        r.Set(a.Long(1) > 0 ? number % a.Long(1) : number);
    }

    static void ParseInt(in Arguments a, Result r)
    {
        var text = a.Text(0).Trim((byte)' ');
        var radix = a.Long(1);
        if (radix == 16 && (text.StartsWith("0x"u8) || text.StartsWith("0X"u8)))
        {
            text = text[2..];
        }

        var number = UInt128.Zero;
        var pairs = a.Bool(2) && text.Length % 2 == 0;
        for (var i = 0; i < text.Length; i++)
        {
            var b = pairs ? text[text.Length - 2 - (i & ~1) + (i & 1)] : text[i];
            var digit = b switch
            {
                >= (byte)'0' and <= (byte)'9' => b - '0',
                >= (byte)'a' and <= (byte)'z' => b - 'a' + 10,
                >= (byte)'A' and <= (byte)'Z' => b - 'A' + 10,
                _ => 99,
            };
            number = (number * (UInt128)radix) + (UInt128)digit;
            if (digit >= radix || number > ulong.MaxValue)
            {
                r.SetNull();
                return;
            }
        }

        if (text.IsEmpty)
        {
            r.SetNull();
            return;
        }

        Span<byte> written = stackalloc byte[40];
        number.TryFormat(written, out var length, default, CultureInfo.InvariantCulture);
        r.Set(written[..length]);
    }

    static Encoding Characters(CallSite site, int argument) => site.RequiredText(argument) switch
    {
        "UTF-16LE" => Encoding.Unicode,
        "UTF-16BE" or "UTF-16" => Encoding.BigEndianUnicode,
        "ISO-8859-1" => Encoding.Latin1,
        "US-ASCII" => Encoding.ASCII,
        _ => Encoding.UTF8,
    };

    static Kernel FromHex(CallSite site)
    {
        var encoding = Characters(site, 1);
        return (in a, r) =>
        {
            var text = a.Text(0).Trim((byte)' ');
            text = text.StartsWith("0x"u8) || text.StartsWith("0X"u8) ? text[2..] : text.StartsWith("16#"u8) ? text[3..] : text;
            var bytes = new byte[(text.Length + 1) / 2];
            var digits = 0;
            foreach (var b in text)
            {
                if (char.IsAsciiHexDigit((char)b) && digits / 2 < bytes.Length)
                {
                    bytes[digits / 2] = (byte)((bytes[digits / 2] << 4) | (b <= '9' ? b - '0' : (b | 0x20) - 'a' + 10));
                    digits++;
                }
            }

            r.Set(encoding.GetString(bytes, 0, digits / 2));
        };
    }

    static Kernel FromBase64(CallSite site)
    {
        var encoding = Characters(site, 1);
        return (in a, r) =>
        {
            var text = Encoding.ASCII.GetString(a.Text(0)).Trim();
            var bytes = new byte[(text.Length * 3 / 4) + 3];
            if (System.Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out var length))
            {
                r.Set(encoding.GetString(bytes, 0, length));
            }
            else
            {
                r.SetNull();
            }
        };
    }

    static void Subnet(in Arguments a, Result r)
    {
        if (!IPAddress.TryParse(Encoding.ASCII.GetString(a.Text(0)), out var address) || address.AddressFamily != System.Net.Sockets.AddressFamily.InterNetwork || a.Long(1) is < 0 or > 32)
        {
            r.SetNull();
            return;
        }

        var bytes = address.GetAddressBytes();
        for (var i = 0; i < 4; i++)
        {
            var kept = (int)Math.Clamp(a.Long(1) - (8 * i), 0, 8);
            bytes[i] &= (byte)(0xff << (8 - kept));
        }

        r.Set(string.Create(CultureInfo.InvariantCulture, $"{bytes[0]}.{bytes[1]}.{bytes[2]}.{bytes[3]}"));
    }
}
