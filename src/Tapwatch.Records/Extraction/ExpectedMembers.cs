// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tapwatch.Records.Extraction;

/// <summary>
/// The members that objects of one place had so far, in their order, each as the bytes from the end of the value before it up to its own value.
/// Objects of one place mostly have the same members in the same order, some left out: one comparison tells that such a member comes next.
/// </summary>
sealed class ExpectedMembers
{
    /// <summary>Bytes that must be readable where a member is compared.</summary>
    public const int LongestText = 32;

    const int Most = 64;
    const int LeftOutAtOnce = 6;

    Member[] _members = [];
    int _count;

    /// <summary>A member that was met.</summary>
    /// <param name="Text">The comma, the key, the colon, blanks if there were any, and the quote of the value if it was a string that nothing is looked for in.</param>
    /// <param name="Mask">A bit for each byte of it.</param>
    /// <param name="Size">How many there are; never none.</param>
    /// <param name="IsString">Whether the value's quote is one of them.</param>
    /// <param name="Request">The request for the text of the value, if that is all that is wanted; else negative.</param>
    /// <param name="Child">The place of the value, if it is looked for.</param>
    public readonly record struct Member(Vector256<byte> Text, uint Mask, int Size, bool IsString, int Request, PathTree.Node? Child)
    {
        /// <summary>Whether it stands here.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public unsafe bool StandsAt(byte* p) => (~Vector256.Equals(Vector256.Load(p), Text).ExtractMostSignificantBits() & Mask) == 0;
    }

    /// <summary>The members, in order.</summary>
    public ReadOnlySpan<Member> All => _members.AsSpan(0, _count);

    /// <summary>Which member stands here, if it is one of those that come soon after the given one; else a negative number.</summary>
    public unsafe int Find(byte* p, int after)
    {
        var last = Math.Min(_count - 1, after + LeftOutAtOnce);
        for (var i = after + 1; i <= last; i++)
        {
            if (_members[i].StandsAt(p))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Puts a member before the one of this number, if its text is not too long; the number to go on with.</summary>
    public unsafe int Insert(int number, byte* p, int size, bool isString, int request, PathTree.Node? child)
    {
        if (size > LongestText || number >= Most)
        {
            return number;
        }

        if (_count < Most)
        {
            if (_count == _members.Length)
            {
                Array.Resize(ref _members, Math.Max(8, _count * 2));
            }

            _members.AsSpan(number, _count - number).CopyTo(_members.AsSpan(number + 1));
            _count++;
        }

        _members[number] = new Member(Vector256.Load(p), size == LongestText ? uint.MaxValue : (1u << size) - 1, size, isString, request, child);
        return number + 1;
    }
}
