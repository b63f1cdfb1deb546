// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Text;

namespace Tapwatch.Engine.Text;

/// <summary>An address with the length of its prefix, counted in 128 bits; IPv4 ones stand under <c>::ffff:0:0/96</c>.</summary>
readonly record struct PrefixedAddress(UInt128 Address, int Prefix)
{
    const int BeforeFour = 96;

    /// <summary>Reads <c>10.1.2.3</c> or <c>10.1.2.3/8</c>.</summary>
    public static bool TryParseFour(ReadOnlySpan<byte> text, out PrefixedAddress result) => TryParse(text, out result) && !text.Contains((byte)':');

    /// <summary>Reads an IPv4 or IPv6 address, with a prefix or without. An IPv6 address that ends in IPv4 notation stands for that IPv4 address.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out PrefixedAddress result)
    {
        result = default;
        text = text.Trim(" \t\r\n"u8);
        var slash = text.IndexOf((byte)'/');
        var written = slash < 0 ? text : text[..slash];
        if (!AddressRange.TryParseAddress(written, out var address))
        {
            return false;
        }

        var isFour = written.Contains((byte)'.');
        if (isFour)
        {
            address = ((UInt128)0xFFFF << 32) | (uint)address;
        }

        var prefix = isFour ? 32 : 128;
        if (slash >= 0)
        {
            if (!Utf8Parser.TryParse(text[(slash + 1)..], out int given, out var read) || read != text.Length - slash - 1 || given < 0 || given > prefix)
            {
                return false;
            }

            prefix = given;
        }

        result = new PrefixedAddress(address, isFour ? prefix + BeforeFour : prefix);
        return true;
    }

    /// <summary>The bits that are kept when no more than so many (of 128) count.</summary>
    public UInt128 Kept(int most) => Math.Min(Prefix, most) is var kept && kept == 0 ? 0 : Address & (UInt128.MaxValue << (128 - kept));

    public bool Contains(UInt128 address) => Prefix == 0 || (address ^ Address) >> (128 - Prefix) == 0;

    /// <summary>Writes the low 32 bits as IPv4; 15 bytes at most.</summary>
    public static int WriteFour(uint address, Span<byte> target)
    {
        var length = 0;
        for (var shift = 24; shift >= 0; shift -= 8)
        {
            ((address >> shift) & 255).TryFormat(target[length..], out var digits);
            length += digits;
            if (shift > 0)
            {
                target[length++] = (byte)'.';
            }
        }

        return length;
    }

    /// <summary>Writes all eight groups of four hexadecimal digits: 39 bytes.</summary>
    public static int WriteSix(UInt128 address, Span<byte> target)
    {
        var length = 0;
        for (var group = 7; group >= 0; group--)
        {
            var bits = (int)(address >> (group * 16)) & 0xFFFF;
            for (var shift = 12; shift >= 0; shift -= 4)
            {
                target[length++] = "0123456789abcdef"u8[(bits >> shift) & 15];
            }

            if (group > 0)
            {
                target[length++] = (byte)':';
            }
        }

        return length;
    }
}
