// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Tapwatch.Engine.Text;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Functions;

/// <summary>The hash of a value: of the UTF-8 of a text, of the bytes in memory of anything else.</summary>
static class ValueHash
{
    public static long Of(Column column, int row)
    {
        Span<byte> bytes = stackalloc byte[16];
        switch (column)
        {
            case TextColumn text:
                return XxHash64.Of(text[row]);
            case FixedColumn<long> { Type: ScalarType.Int } whole:
                BinaryPrimitives.WriteInt32LittleEndian(bytes, (int)whole[row]);
                return XxHash64.Of(bytes[..4]);
            case FixedColumn<long> whole:
                BinaryPrimitives.WriteInt64LittleEndian(bytes, whole[row]);
                return XxHash64.Of(bytes[..8]);
            case FixedColumn<double> real:
                BinaryPrimitives.WriteDoubleLittleEndian(bytes, real[row]);
                return XxHash64.Of(bytes[..8]);
            case FixedColumn<bool> flag:
                bytes[0] = flag[row] ? (byte)1 : (byte)0;
                return XxHash64.Of(bytes[..1]);
            case FixedColumn<decimal> exact:
                MemoryMarshal.Write(bytes, exact[row]);
                return XxHash64.Of(bytes);
            default:
                MemoryMarshal.Write(bytes, ((FixedColumn<Guid>)column)[row]);
                return XxHash64.Of(bytes);
        }
    }
}
