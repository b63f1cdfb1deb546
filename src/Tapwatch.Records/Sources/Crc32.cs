// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;

namespace Tapwatch.Records.Sources;

/// <summary>CRC-32 as gzip has it, eight bytes at a time.</summary>
static class Crc32
{
    static readonly uint[][] _tables = MakeTables();

    /// <summary>The checksum of what gave <paramref name="crc"/> (0 at first) followed by <paramref name="data"/>.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> data)
    {
        crc = ~crc;
        var t = _tables;
        while (data.Length >= 8)
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(data) ^ crc;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(data[4..]);
            crc = t[7][low & 255] ^ t[6][(low >> 8) & 255] ^ t[5][(low >> 16) & 255] ^ t[4][low >> 24]
                ^ t[3][high & 255] ^ t[2][(high >> 8) & 255] ^ t[1][(high >> 16) & 255] ^ t[0][high >> 24];
            data = data[8..];
        }

        foreach (var value in data)
        {
            crc = t[0][(crc ^ value) & 255] ^ (crc >> 8);
        }

        return ~crc;
    }

    static uint[][] MakeTables()
    {
        var tables = new uint[8][];
        for (var k = 0; k < 8; k++)
        {
            tables[k] = new uint[256];
            for (var i = 0u; i < 256; i++)
            {
                var value = k == 0 ? i : tables[k - 1][i];
                if (k == 0)
                {
                    for (var bit = 0; bit < 8; bit++)
                    {
                        value = (value & 1) != 0 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
                    }
                }
                else
                {
                    value = tables[0][value & 255] ^ (value >> 8);
                }

                tables[k][i] = value;
            }
        }

        return tables;
    }
}
