// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Tapwatch.Records.Sources;

/// <summary>Tells pipes, sockets and devices from files: opening or reading them could block for ever. .NET has no public way to ask.</summary>
static partial class SpecialFile
{
    /// <summary>What <see cref="Kind"/> says of a pipe.</summary>
    public const string Pipe = "a named pipe";

    const int CurrentFolder = -100;
    const uint WantMode = 3;
    const int ModeOffset = 28;

    /// <summary>What the path leads to if it is no regular file; <see langword="null"/> where the system cannot be asked.</summary>
    public static unsafe string? Kind(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        // statx(2): the same layout of 256 bytes on every architecture, unlike stat(2).
        var answer = stackalloc byte[256];
        try
        {
            if (StatX(CurrentFolder, path, 0, WantMode, answer) != 0)
            {
                return null;
            }
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            return null;
        }

        return (BinaryPrimitives.ReadUInt16LittleEndian(new ReadOnlySpan<byte>(answer + ModeOffset, 2)) & 0xF000) switch
        {
            0x1000 => Pipe,
            0x2000 => "a character device",
            0x6000 => "a block device",
            0xC000 => "a socket",
            _ => null,
        };
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int StatX(int folder, string path, int flags, uint mask, byte* answer);
}
