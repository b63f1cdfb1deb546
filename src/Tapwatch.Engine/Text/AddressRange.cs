// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tapwatch.Engine.Text;

/// <summary>A CIDR range. Addresses are 128 bits; IPv4 ones stand under <c>::ffff:0:0/96</c>, as RFC 4291 maps them.</summary>
sealed record AddressRange(UInt128 Network, int Prefix)
{
    /// <summary>More than any address needs, with brackets and a port around it.</summary>
    const int LongestText = 128;

    static readonly UInt128 _mapped = (UInt128)0xFFFF << 32;

    public bool Contains(UInt128 address) => Prefix == 0 || (address ^ Network) >> (128 - Prefix) == 0;

    /// <summary>Reads <c>10.0.0.0/8</c>, <c>2001:db8::/32</c> or a single address.</summary>
    public static AddressRange? TryParse(string text)
    {
        var slash = text.IndexOf('/');
        var bytes = Encoding.UTF8.GetBytes(slash < 0 ? text : text[..slash]);
        if (!TryParseAddress(bytes, out var address))
        {
            return null;
        }

        var isFour = !bytes.AsSpan().Contains((byte)':');
        var prefix = isFour ? 32 : 128;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var given) || (prefix = Math.Min(prefix, given)) != given))
        {
            return null;
        }

        return new AddressRange(address, isFour ? prefix + 96 : prefix);
    }

    public static bool TryParseAddress(ReadOnlySpan<byte> text, out UInt128 address)
    {
        if (!text.Contains((byte)':'))
        {
            var found = TryParseFour(text, out var four);
            address = _mapped | four;
            return found;
        }

        // As characters: the framework reads bytes only since .NET 10, and a native program may be made with the one before.
        address = 0;
        Span<char> letters = stackalloc char[LongestText];
        if (text.Length > LongestText || text.Contains((byte)'%') || Ascii.ToUtf16(text, letters, out var length) != OperationStatus.Done
            || !IPAddress.TryParse(letters[..length], out var six) || six.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[16];
        six.TryWriteBytes(bytes, out _);
        address = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return true;
    }

    static bool TryParseFour(ReadOnlySpan<byte> text, out uint address)
    {
        address = 0;
        for (var part = 0; part < 4; part++)
        {
            var digits = 0;
            uint value = 0;
            while (digits < 4 && digits < text.Length && text[digits] is >= (byte)'0' and <= (byte)'9')
            {
                value = (value * 10) + text[digits++] - '0';
            }

            if (digits is 0 or > 3 || value > 255 || (part < 3 && (digits >= text.Length || text[digits] != '.')))
            {
                return false;
            }

            address = (address << 8) | value;
            text = text[Math.Min(text.Length, digits + (part < 3 ? 1 : 0))..];
        }

        return text.IsEmpty;
    }
}
