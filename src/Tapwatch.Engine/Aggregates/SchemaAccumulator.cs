// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Engine.Json;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Aggregates;

/// <summary>The least schema that admits all values of a group: types, objects with their members, arrays as <c>`indexer`</c>.</summary>
sealed class SchemaAccumulator : Accumulator
{
    const int DeepestSchema = 64;

    Node?[] _roots = [];
    long _nodes;

    public override long ApproximateBytes => 128 * (_nodes + _roots.Length);

    public override void Grow(int count) => Array.Resize(ref _roots, Room(_roots.Length, count));

    public override void Add(Column[] arguments, ReadOnlySpan<int> groups)
    {
        var values = (TextColumn)arguments[0];
        for (var row = 0; row < groups.Length; row++)
        {
            if (!values.IsNull(row))
            {
                Take(_roots[groups[row]] ??= new Node(), values[row], 0);
            }
        }
    }

    void Take(Node node, ReadOnlySpan<byte> value, int depth)
    {
        var members = new JsonMembers(value);
        if (depth > DeepestSchema || !(members.IsObject || members.IsArray))
        {
            node.Types.Add(Encoding.UTF8.GetString(JsonKinds.Of(value)));
            return;
        }

        node.IsObject |= members.IsObject;
        node.IsArray |= members.IsArray;
        while (members.MoveNext())
        {
            Take(members.IsObject ? Child(node, Encoding.UTF8.GetString(members.Name)) : node.Element ??= new Node(), members.Value, depth + 1);
        }
    }

    Node Child(Node node, string name)
    {
        if (!node.Members.TryGetValue(name, out var child))
        {
            _nodes++;
            node.Members.Add(name, child = new Node());
            node.Names.Add(name);
        }

        return child;
    }

    public override Column Build(int count)
    {
        var json = new JsonBuilder();
        var builder = new TextColumnBuilder(ScalarType.Dynamic);
        for (var group = 0; group < count; group++)
        {
            json.Clear();
            Write(_roots[group] ?? new Node(), json);
            builder.Append(json.Written);
        }

        return builder.Build();
    }

    static void Write(Node node, JsonBuilder json)
    {
        var shape = node.IsObject || node.IsArray;
        var several = node.Types.Count + (shape ? 1 : 0) > 1;
        json.Raw(several ? "["u8 : []);
        var first = true;
        foreach (var type in node.Types)
        {
            json.Raw(first ? "\""u8 : ",\""u8);
            json.Raw(Encoding.UTF8.GetBytes(type));
            json.Raw("\""u8);
            first = false;
        }

        if (shape || first)
        {
            json.Raw(first ? "{"u8 : ",{"u8);
            var separate = false;
            foreach (var name in node.Names)
            {
                json.Raw(separate ? ",\""u8 : "\""u8);
                json.Raw(Encoding.UTF8.GetBytes(name));
                json.Raw("\":"u8);
                Write(node.Members[name], json);
                separate = true;
            }

            if (node.IsArray)
            {
                json.Raw(separate ? ",\"`indexer`\":"u8 : "\"`indexer`\":"u8);
                Write(node.Element ?? new Node(), json);
            }

            json.Raw("}"u8);
        }

        json.Raw(several ? "]"u8 : []);
    }

    sealed class Node
    {
        public SortedSet<string> Types { get; } = new(StringComparer.Ordinal);

        public List<string> Names { get; } = [];

        public Dictionary<string, Node> Members { get; } = new(StringComparer.Ordinal);

        public Node? Element { get; set; }

        public bool IsObject { get; set; }

        public bool IsArray { get; set; }
    }
}
