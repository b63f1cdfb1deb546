// SPDX-License-Identifier: Apache-2.0

using Microsoft.Win32.SafeHandles;

namespace Tapwatch.Records.Sources;

/// <summary>A file from some place on; where others read it has nothing to do with it. The file stays open.</summary>
sealed class FilePart(SafeFileHandle file, long start) : ReadStream
{
    long _offset = start;

    public override int Read(Span<byte> buffer)
    {
        var count = RandomAccess.Read(file, buffer, _offset);
        _offset += count;
        return count;
    }
}
