// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using Tapwatch.Plan.Algebra;

namespace Tapwatch.Plan.Storing;

/// <summary>What <see cref="PlanWriter"/> of the same build wrote: plans in parts, each of which is made when a plan first needs it. For any number of threads.</summary>
public sealed class StoredPlans
{
    const int PageBits = 8;

    // A few of many parts are made in a run: pages of them.
    readonly object?[]?[] _made;
    readonly int _first;

    /// <summary>Reads from memory.</summary>
    public StoredPlans(byte[] bytes)
    {
        Bytes = bytes;
        var count = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        _first = sizeof(int) * (count + 1);
        _made = new object?[]?[(count >> PageBits) + 1];
    }

    internal byte[] Bytes { get; }

    /// <summary>The plan that <see cref="PlanWriter.Write"/> gave that number.</summary>
    public PlanNode Read(int number) => new PlanReader(this).Read(number);

    /// <summary>Where a part begins.</summary>
    internal int Start(int number) => _first + BinaryPrimitives.ReadInt32LittleEndian(Bytes.AsSpan(sizeof(int) * (number + 1)));

    /// <summary>A part, if it was made before.</summary>
    internal object? Made(int number) => _made[number >> PageBits]?[number & ((1 << PageBits) - 1)];

    /// <summary>Keeps a part; whoever made it first is right, since columns are told apart by their identity.</summary>
    internal T Keep<T>(int number, T made)
        where T : class
    {
        ref var page = ref _made[number >> PageBits];
        if (page is null)
        {
            Interlocked.CompareExchange(ref page, new object?[1 << PageBits], null);
        }

        return Interlocked.CompareExchange(ref page[number & ((1 << PageBits) - 1)], made, null) as T ?? made;
    }
}
