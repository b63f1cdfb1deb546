// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Tapwatch.Records.Sources;

/// <summary>Tells pipes, sockets and devices from files: opening or reading them could block for ever. .NET has no public way to ask; of files it asks three times what this asks once.</summary>
static partial class SpecialFile
{
    /// <summary>What <see cref="Kind"/> says of a pipe.</summary>
    public const string Pipe = "a named pipe";

    const int CurrentFolder = -100;
    const int NoFollow = 0x100;

    // statx(2): the same layout of 256 bytes on every architecture, unlike stat(2). Type and mode, time of writing, size.
    const uint Wanted = 0x243;
    const int AnswerSize = 256;
    const int ModeOffset = 28;
    const int SizeOffset = 40;
    const int WrittenOffset = 112;
    const int TypeMask = 0xF000;
    const int RegularType = 0x8000;
    const int FolderType = 0x4000;

    // What a DateTime holds.
    const long OldestSeconds = 62_135_596_800;
    const long NewestSeconds = 253_402_300_800;

    /// <summary>What the path leads to if it is no regular file; <see langword="null"/> where the system cannot be asked.</summary>
    public static unsafe string? Kind(string path)
    {
        var answer = stackalloc byte[AnswerSize];
        return Ask(path, followLinks: true, answer) ? (Mode(answer) & TypeMask) switch
        {
            0x1000 => Pipe,
            0x2000 => "a character device",
            0x6000 => "a block device",
            0xC000 => "a socket",
            _ => null,
        } : null;
    }

    /// <summary>Size and time of writing (UTC) if the path is a regular file and no link; <see langword="null"/> if it is not, or the system cannot be asked.</summary>
    /// <param name="path">The path.</param>
    /// <param name="isFolder">Whether it is known to be a folder and no link.</param>
    public static unsafe (long Size, DateTime Written)? Regular(string path, out bool isFolder)
    {
        var answer = stackalloc byte[AnswerSize];
        var type = Ask(path, followLinks: false, answer) ? Mode(answer) & TypeMask : 0;
        isFolder = type == FolderType;
        if (type != RegularType)
        {
            return null;
        }

        var seconds = BinaryPrimitives.ReadInt64LittleEndian(new ReadOnlySpan<byte>(answer + WrittenOffset, sizeof(long)));
        var nanoseconds = BinaryPrimitives.ReadUInt32LittleEndian(new ReadOnlySpan<byte>(answer + WrittenOffset + sizeof(long), sizeof(uint)));
        var size = BinaryPrimitives.ReadInt64LittleEndian(new ReadOnlySpan<byte>(answer + SizeOffset, sizeof(long)));
        return seconds is > -OldestSeconds and < NewestSeconds ? (size, DateTime.UnixEpoch.AddTicks((seconds * TimeSpan.TicksPerSecond) + (nanoseconds / TimeSpan.NanosecondsPerTick))) : null;
    }

    static unsafe int Mode(byte* answer) => BinaryPrimitives.ReadUInt16LittleEndian(new ReadOnlySpan<byte>(answer + ModeOffset, sizeof(ushort)));

    static unsafe bool Ask(string path, bool followLinks, byte* answer)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        try
        {
            return StatX(CurrentFolder, path, followLinks ? 0 : NoFollow, Wanted, answer) == 0;
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int StatX(int folder, string path, int flags, uint mask, byte* answer);
}
