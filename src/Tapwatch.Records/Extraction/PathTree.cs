// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Tapwatch.Records.Extraction;

/// <summary>The paths of all requests as one tree, so that a record is gone through once.</summary>
sealed class PathTree
{
    /// <summary>A place in records that some request is at or below.</summary>
    public sealed class Node
    {
        // Keys are compared by length and first eight bytes; nearly all that are not looked for differ there.
        int[] _lengths = [];
        ulong[] _heads = [];
        Node[] _children = [];

        /// <summary>Members looked for, if this is an object.</summary>
        public List<(byte[] Name, Node Child)> Members { get; } = [];

        /// <summary>Elements looked for, if this is an array.</summary>
        public List<(int Index, Node Child)> Elements { get; } = [];

        /// <summary>Requests for the value at this place.</summary>
        public int[] Requests { get; private set; } = [];

        /// <summary>Whether anything below is looked for.</summary>
        public bool HasChildren => Members.Count + Elements.Count > 0;

        /// <summary>The member of this name, or <see langword="null"/>. Eight bytes must be readable from its first byte on.</summary>
        public unsafe Node? Member(byte* name, int length)
        {
            var head = Head(*(ulong*)name, length);
            var lengths = _lengths;
            for (var i = 0; i < lengths.Length; i++)
            {
                if (lengths[i] == length && _heads[i] == head && (length <= 8 || new ReadOnlySpan<byte>(name, length).SequenceEqual(Members[i].Name)))
                {
                    return _children[i];
                }
            }

            return null;
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

            Span<byte> head = stackalloc byte[8];
            head.Clear();
            name.AsSpan(0, Math.Min(8, name.Length)).CopyTo(head);
            var child = new Node();
            Members.Add((name, child));
            _lengths = [.. _lengths, name.Length];
            _heads = [.. _heads, Head(MemoryMarshal.Read<ulong>(head), name.Length)];
            _children = [.. _children, child];
            return child;
        }

        /// <summary>Adds a request for the value here.</summary>
        public void AddRequest(int request) => Requests = [.. Requests, request];

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

    /// <summary>The record itself.</summary>
    public Node Root { get; } = new();

    /// <summary>Requests in the tree.</summary>
    public int Count { get; private set; }

    /// <summary>Adds the path of a request.</summary>
    public void Add(string path, int request)
    {
        var node = Root;
        foreach (var step in FieldPath.Parse(path))
        {
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
