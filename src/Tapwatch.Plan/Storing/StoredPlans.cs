// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using Tapwatch.Plan.Algebra;

namespace Tapwatch.Plan.Storing;

/// <summary>
/// What <see cref="PlanWriter"/> of the same build wrote: plans in parts, each of which is made when a plan first needs it, and read in pages. For any number of threads.
/// </summary>
public sealed class StoredPlans
{
    /// <summary>Bytes of parts that are read at once.</summary>
    internal const int Page = 32 << 10;

    const int MadeAtOnce = 256;

    readonly Func<int, int, byte[]> _read;
    readonly int _length;
    readonly byte[] _starts;
    readonly byte[]?[] _pages;

    // Few of many parts are made in a run: room for some neighbours at a time.
    readonly object?[]?[] _made;

    /// <summary>Plans that are stored in so many bytes.</summary>
    /// <param name="length">How many.</param>
    /// <param name="read">Gives bytes: from where, how many.</param>
    public StoredPlans(int length, Func<int, int, byte[]> read)
    {
        (_length, _read) = (length, read);
        var count = BinaryPrimitives.ReadInt32LittleEndian(read(0, sizeof(int)));
        _starts = read(sizeof(int), count * sizeof(int));
        _pages = new byte[]?[((length - _starts.Length) / Page) + 1];
        _made = new object?[]?[(count / MadeAtOnce) + 1];
    }

    /// <summary>The plan that <see cref="PlanWriter.Write"/> gave that number.</summary>
    public PlanNode Read(int number) => new PlanReader(this).Read(number);

    /// <summary>The page a part is on, and where it begins there.</summary>
    internal (byte[] Page, int Start) Place(int number)
    {
        var start = BinaryPrimitives.ReadInt32LittleEndian(_starts.AsSpan(number * sizeof(int)));
        var (page, place) = Math.DivRem(start, Page);
        return (_pages[page] ??= ReadPage(sizeof(int) + _starts.Length + (page * Page)), place);
    }

    /// <summary>A part, if it was made before.</summary>
    internal object? Made(int number) => _made[number / MadeAtOnce]?[number % MadeAtOnce];

    /// <summary>Keeps a part; whoever made it first is right, since columns are told apart by their identity.</summary>
    internal T Keep<T>(int number, T made)
        where T : class
    {
        ref var neighbours = ref _made[number / MadeAtOnce];
        if (neighbours is null)
        {
            Interlocked.CompareExchange(ref neighbours, new object?[MadeAtOnce], null);
        }

        return Interlocked.CompareExchange(ref neighbours[number % MadeAtOnce], made, null) as T ?? made;
    }

    byte[] ReadPage(int from) => _read(from, Math.Min(Page, _length - from));
}
