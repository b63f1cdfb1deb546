// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Records.Extraction;

/// <summary>The paths of all requests as one tree, so that a record is gone through once.</summary>
sealed class PathTree
{
    /// <summary>A place in records that some request is at or below.</summary>
    public sealed class Node
    {
        /// <summary>Members looked for, if this is an object.</summary>
        public List<(byte[] Name, Node Child)> Members { get; } = [];

        /// <summary>Elements looked for, if this is an array.</summary>
        public List<(int Index, Node Child)> Elements { get; } = [];

        /// <summary>Requests for the value at this place.</summary>
        public List<int> Requests { get; } = [];

        /// <summary>Whether anything below is looked for.</summary>
        public bool HasChildren => Members.Count + Elements.Count > 0;

        /// <summary>The member of this name, or <see langword="null"/>.</summary>
        public Node? Member(ReadOnlySpan<byte> name)
        {
            foreach (var (candidate, child) in Members)
            {
                if (candidate.Length == name.Length && name.SequenceEqual(candidate))
                {
                    return child;
                }
            }

            return null;
        }

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
                next = node.Member(name);
                if (next is null)
                {
                    node.Members.Add((name, next = new Node()));
                }
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
            node.Requests.Add(request);
            Count++;
        }
    }
}
