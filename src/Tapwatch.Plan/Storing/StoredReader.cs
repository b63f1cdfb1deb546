// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Text;

namespace Tapwatch.Plan.Storing;

/// <summary>Reads what a <see cref="BinaryWriter"/> wrote, from memory: a plan is thousands of small numbers, and asking a stream for each takes longer than making the plan.</summary>
/// <remarks>Reading behind the end throws; what is read comes from the build that reads it.</remarks>
public sealed class StoredReader
{
    byte[] _bytes;
    int _at;

    /// <summary>Reads from the beginning.</summary>
    public StoredReader(byte[] bytes) => _bytes = bytes;

    /// <summary>Where it reads next; set, it goes on there.</summary>
    internal (byte[] Bytes, int At) Place
    {
        get => (_bytes, _at);
        set => (_bytes, _at) = value;
    }

    /// <summary>A byte.</summary>
    public byte ReadByte() => _bytes[_at++];

    /// <summary>A truth value.</summary>
    public bool ReadBoolean() => ReadByte() != 0;

    /// <summary>A whole number of one to five bytes.</summary>
    public int ReadNumber()
    {
        var number = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var next = ReadByte();
            number |= (next & 0x7F) << shift;
            if (next < 0x80)
            {
                return number;
            }
        }

        throw new InvalidDataException("a number does not end");
    }

    /// <summary>A whole number of eight bytes.</summary>
    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    /// <summary>A real number.</summary>
    public double ReadDouble() => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));

    /// <summary>A decimal number.</summary>
    public decimal ReadDecimal()
    {
        Span<int> parts = stackalloc int[4];
        foreach (ref var part in parts)
        {
            part = BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));
        }

        return new decimal(parts);
    }

    /// <summary>A text.</summary>
    public string ReadString() => Encoding.UTF8.GetString(Take(ReadNumber()));

    /// <summary>So many bytes.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        var bytes = _bytes.AsSpan(_at, count);
        _at += count;
        return bytes;
    }
}
