// SPDX-License-Identifier: Apache-2.0

using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Tapwatch.Records.Compression;

/// <summary>The folding of <see cref="Crc32"/> 256 bytes at a time, where the processor multiplies four polynomials at once (VPCLMULQDQ). .NET has the instruction since version 10.</summary>
static class WideFold
{
#if NET10_0_OR_GREATER
    public static bool IsSupported => Pclmulqdq.V512.IsSupported;

    /// <summary>The same with four times 512 bits side by side, as far as whole 256 bytes go: how far, and the 512 bits that all of it comes to. At least 256 bytes.</summary>
    public static nuint Fold(uint crc, ref byte first, nuint length, out Vector512<long> folded)
    {
        var over2048 = Vector512.Create(Vector256.Create(Vector128.Create(0x011542778a, 0x01322d1430)));
        var over512 = Vector512.Create(Vector256.Create(Vector128.Create(0x0154442bd4, 0x01c6e41596)));
        var a = Block(ref first, 0) ^ Vector512.CreateScalar((long)crc);
        var (b, c, d) = (Block(ref first, 64), Block(ref first, 128), Block(ref first, 192));
        nuint at = 256;
        for (; at + 256 <= length; at += 256)
        {
            a = Carry(a, over2048) ^ Block(ref first, at);
            b = Carry(b, over2048) ^ Block(ref first, at + 64);
            c = Carry(c, over2048) ^ Block(ref first, at + 128);
            d = Carry(d, over2048) ^ Block(ref first, at + 192);
        }

        b ^= Carry(a, over512);
        c ^= Carry(b, over512);
        folded = d ^ Carry(c, over512);
        return at;
    }

    static Vector512<long> Block(ref byte first, nuint at) => Vector512.LoadUnsafe(ref first, at).AsInt64();

    static Vector512<long> Carry(Vector512<long> value, Vector512<long> by) =>
        Pclmulqdq.V512.CarrylessMultiply(value, by, 0x00) ^ Pclmulqdq.V512.CarrylessMultiply(value, by, 0x11);
#else
    public static bool IsSupported => false;

    public static nuint Fold(uint crc, ref byte first, nuint length, out Vector512<long> folded) => throw new PlatformNotSupportedException();
#endif
}
