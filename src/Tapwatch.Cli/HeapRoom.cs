// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tapwatch.Cli;

/// <summary>
/// Makes room on the managed heap at the start: most runs end before it is full, so nothing is ever collected, and the system is asked for the memory a few times,
/// not for every 64 KiB of it. What is not used takes no memory.
/// </summary>
static partial class HeapRoom
{
    // What a scan with findings needs several times over; the demo, which finds everything, needs most of it.
    const long SmallObjects = 32 << 20;
    const long LargeObjects = 16 << 20;

    // The heap lies in one range of addresses, and grows upwards from its first objects. It divides its room in pieces of 4 MiB.
    const int Piece = 4 << 20;
    const int Advised = 128 << 20;

    // MADV_HUGEPAGE of Linux.
    const int InHugePages = 14;

    /// <summary>Makes room. Nothing depends on it: where it cannot be had, the heap grows as it is used.</summary>
    public static void Make()
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                // In pages of 2 MiB where the system is set to give them to who asks: one of 4 KiB takes longer to be given than to be filled. Only advice: it changes nothing
                // that can be seen of the memory, whatever lies there.
                var first = new object();
                _ = Advise(Unsafe.As<object, nint>(ref first) & -Piece, Advised, InHugePages);
            }

            _ = GC.TryStartNoGCRegion(SmallObjects + LargeObjects, LargeObjects);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or EntryPointNotFoundException or DllNotFoundException)
        {
            // The process may have less than that.
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint address, nuint length, int advice);
}
