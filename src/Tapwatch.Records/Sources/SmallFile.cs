// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace Tapwatch.Records.Sources;

/// <summary>
/// A file that was read as a whole when it was opened: in three calls of the system where .NET makes seven, and without anything to finalize.
/// Of many small files that is half of the time.
/// </summary>
sealed unsafe partial class SmallFile : ReadStream
{
    const int MostPathBytes = 1024;
    const int ReadOnly = 0;
    const int CloseWhenReplaced = 0x80000;

    static volatile bool _isMissing;

    byte[] _buffer;
    int _position;

    SmallFile(byte[] buffer, int length) => (_buffer, Size) = (buffer, length);

    /// <summary>Bytes of the file.</summary>
    public int Size { get; }

    /// <summary>Its bytes, until they are taken.</summary>
    public ReadOnlySpan<byte> Content => _buffer.AsSpan(0, Size);

    /// <summary>
    /// Reads the file, if it is still of the given size and nothing is odd; else <see langword="null"/>: opening it as any other file tells what it is then.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="size">The bytes it should have.</param>
    /// <param name="room">Bytes there must be behind its content, at least one.</param>
    public static SmallFile? TryRead(string path, int size, int room)
    {
        var name = stackalloc byte[MostPathBytes];
        if (!OperatingSystem.IsLinux() || _isMissing
            || !Encoding.UTF8.TryGetBytes(path, new Span<byte>(name, MostPathBytes - 1), out var length) || new ReadOnlySpan<byte>(name, length).Contains((byte)0))
        {
            return null;
        }

        name[length] = 0;
        var buffer = ArrayPool<byte>.Shared.Rent(size + room);
        try
        {
            var file = Open(name, ReadOnly | CloseWhenReplaced);
            if (file >= 0)
            {
                // One byte more is asked for: a file that has only the others ends there.
                nint count;
                fixed (byte* to = buffer)
                {
                    count = Read(file, to, (nuint)size + 1);
                }

                _ = Close(file);
                if (count == size)
                {
                    return new SmallFile(buffer, size);
                }
            }
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            _isMissing = true;
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return null;
    }

    /// <summary>The buffer with the content at its beginning, from the pool that all share. Whoever takes it owns it; the stream has nothing more.</summary>
    public byte[] Take()
    {
        var buffer = _buffer;
        (_buffer, _position) = ([], Size);
        return buffer;
    }

    public override int Read(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, Size - _position);
        _buffer.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(Take());
        }

        base.Dispose(disposing);
    }

    [LibraryImport("libc", EntryPoint = "open")]
    private static partial int Open(byte* path, int flags);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint Read(int file, byte* to, nuint count);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}
