// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tapwatch.Records.Extraction;

/// <summary>The paths of all requests as one tree, so that a record is gone through once.</summary>
sealed class PathTree
{
    /// <summary>A place in records that some request is at or below.</summary>
    public sealed class Node
    {
        // Keys are compared by length and first and last eight bytes; nearly all that are not looked for differ in length.
        ulong _someLengths;
        Key[] _keys = [];
        bool _mayBeDotted;
        int _below;
        int _pending;
        long _record = -1;

        /// <summary>Members looked for, if this is an object.</summary>
        public List<(byte[] Name, Node Child)> Members { get; } = [];

        /// <summary>Elements looked for, if this is an array.</summary>
        public List<(int Index, Node Child)> Elements { get; } = [];

        /// <summary>Requests for the value at this place.</summary>
        public int[] Requests { get; private set; } = [];

        /// <summary>Whether anything below is looked for.</summary>
        public bool HasChildren => _below > 0;

        /// <summary>The members that were here in other records.</summary>
        public ExpectedMembers Expected { get; } = new();

        /// <summary>The most requests for values below this place that may be without one, in the record of this number.</summary>
        public int Pending(long record) => _record == record ? _pending : _below;

        /// <summary>Sets that number.</summary>
        public void SetPending(long record, int pending) => (_record, _pending) = (record, pending);

        /// <summary>The member of this name, or <see langword="null"/>. Eight bytes must be readable from its first byte on.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public unsafe Node? Member(byte* name, int length) => (_someLengths >> length & 1) == 0 ? null : MemberOfLength(name, length);

        unsafe Node? MemberOfLength(byte* name, int length)
        {
            var (head, tail) = length >= 8 ? (*(ulong*)name, *(ulong*)(name + length - 8)) : (Head(*(ulong*)name, length), 0);
            foreach (ref readonly var key in _keys.AsSpan())
            {
                if (key.Length == length && key.Head == head && key.Tail == tail && (length <= 16 || new ReadOnlySpan<byte>(name, length).SequenceEqual(key.Name)))
                {
                    return key.Child;
                }
            }

            return null;
        }

        /// <summary>Whether the key, which has no member here, may stand for several steps: it is the name of one above others, and a dot.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public unsafe bool IsDotted(byte* name, int length)
        {
            if (_mayBeDotted)
            {
                foreach (ref readonly var key in _keys.AsSpan())
                {
                    if (key.Length < length && name[key.Length] == (byte)'.')
                    {
                        return true;
                    }
                }
            }

            return false;
        }

        /// <summary>The member of this name, or <see langword="null"/>.</summary>
        public Node? Member(ReadOnlySpan<byte> name)
        {
            foreach (var (candidate, child) in Members)
            {
                if (name.SequenceEqual(candidate))
                {
                    return child;
                }
            }

            return null;
        }

        /// <summary>The member of this name, made if there is none.</summary>
        public Node MakeMember(byte[] name)
        {
            if (Member(name) is { } known)
            {
                return known;
            }

            Span<byte> padded = stackalloc byte[8];
            padded.Clear();
            name.AsSpan(0, Math.Min(8, name.Length)).CopyTo(padded);
            var child = new Node();
            Members.Add((name, child));
            _someLengths |= 1UL << (name.Length & 63);
            var head = MemoryMarshal.Read<ulong>(padded);
            _keys = [.. _keys, new Key(name.Length, Head(head, name.Length), name.Length >= 8 ? MemoryMarshal.Read<ulong>(name.AsSpan(name.Length - 8)) : 0, name, child)];
            return child;
        }

        /// <summary>Adds a request for the value here.</summary>
        public void AddRequest(int request) => Requests = [.. Requests, request];

        /// <summary>Notes that there is a request below, so many steps away.</summary>
        public void AddBelow(int steps)
        {
            _below++;
            _mayBeDotted |= steps > 1;
        }

        static ulong Head(ulong bytes, int length) =>
            length >= 8 ? bytes : BitConverter.IsLittleEndian ? bytes & ((1UL << (length * 8)) - 1) : bytes & ~(ulong.MaxValue >> (length * 8));

        /// <summary>The element of this number, or <see langword="null"/>.</summary>
        public Node? Element(int index)
        {
            foreach (var (candidate, child) in Elements)
            {
                if (candidate == index)
                {
                    return child;
                }
            }

            return null;
        }
    }

    readonly record struct Key(int Length, ulong Head, ulong Tail, byte[] Name, Node Child);

    /// <summary>The record itself.</summary>
    public Node Root { get; } = new();

    /// <summary>Requests in the tree.</summary>
    public int Count { get; private set; }

    /// <summary>Adds the path of a request.</summary>
    public void Add(string path, int request)
    {
        var node = Root;
        var steps = FieldPath.Parse(path);
        for (var i = 0; i < steps.Count; i++)
        {
            var step = steps[i];
            node.AddBelow(steps.Count - i);
            Node? next;
            if (step.Name is { } name)
            {
                next = node.MakeMember(name);
            }
            else
            {
                next = node.Element(step.Index);
                if (next is null)
                {
                    node.Elements.Add((step.Index, next = new Node()));
                }
            }

            node = next;
        }

        if (node != Root)
        {
            node.AddRequest(request);
            Count++;
        }
    }
}
