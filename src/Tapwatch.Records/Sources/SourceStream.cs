// SPDX-License-Identifier: Apache-2.0

using Microsoft.Win32.SafeHandles;

namespace Tapwatch.Records.Sources;

/// <summary>The bytes of a source as they are stored, counted. A fault of the system ends the stream and is reported.</summary>
sealed class SourceStream(Stream inner, string name, InputReport report, long start = 0, long? size = null) : ReadStream
{
    bool _failed;
    bool _isCut;

    /// <summary>Where reading has come to; bytes before the start are counted elsewhere.</summary>
    public long Count { get; private set; } = start;

    /// <summary>Bytes of the file, if it is one.</summary>
    public override long Length => inner.Length;

    /// <summary>The file, if that is what it is and any place of it can be read.</summary>
    public SafeFileHandle? File => !_failed && inner is FileStream { CanSeek: true } file ? file.SafeFileHandle : null;

    /// <summary>Counts bytes that others read.</summary>
    public void Pass(long count)
    {
        Count += count;
        report.AddBytes(count);
    }

    /// <summary>Reads on from another place of the file.</summary>
    public void GoTo(long offset)
    {
        inner.Position = offset;
        Pass(offset - Count);
    }

    public override int Read(Span<byte> buffer)
    {
        if (_failed)
        {
            return 0;
        }

        try
        {
            var count = inner.Read(buffer);
            Count += count;
            report.AddBytes(count);
            if (count == 0 && Count < size && !buffer.IsEmpty && !_isCut)
            {
                // Logs that are rotated are cut while they are read.
                _isCut = true;
                report.AddProblem(new ReadProblem(name, null, Count, ReadProblemCodes.Truncated, $"it ends at byte {Count} and had {size} bytes before: what was cut off meanwhile is not read"));
            }

            return count;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _failed = true;
            report.AddProblem(new ReadProblem(name, null, Count, ReadProblemCodes.Unreadable, e.Message));
            return 0;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
