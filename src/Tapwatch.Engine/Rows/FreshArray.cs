// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;

namespace Tapwatch.Engine.Rows;

/// <summary>
/// Arrays for tables that are looked into before they are written to. A page that is read first and written later is given twice by the system,
/// and the second time all processors are interrupted: so each page of a large one is written to at once.
/// </summary>
static class FreshArray
{
    const int Page = 4096;
    const int FewBytes = 64 << 10;

    /// <summary>An array of zeros.</summary>
    public static T[] New<T>(int length)
        where T : unmanaged
    {
        var array = new T[length];
        if ((long)length * Unsafe.SizeOf<T>() >= FewBytes)
        {
            Touch<T>(array);
        }

        return array;
    }

    /// <summary>A longer array that begins with what is in this one.</summary>
    public static T[] Grown<T>(T[] array, int length)
        where T : unmanaged
    {
        var grown = new T[length];
        array.CopyTo(grown, 0);
        if ((long)length * Unsafe.SizeOf<T>() >= FewBytes)
        {
            Touch(grown.AsSpan(array.Length));
        }

        return grown;
    }

    static void Touch<T>(Span<T> zeros)
        where T : unmanaged
    {
        for (var i = 0; i < zeros.Length; i += Page / Unsafe.SizeOf<T>())
        {
            Volatile.Write(ref Unsafe.As<T, byte>(ref zeros[i]), 0);
        }
    }
}
