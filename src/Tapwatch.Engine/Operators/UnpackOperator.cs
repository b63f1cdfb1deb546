// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Engine.Json;
using Tapwatch.Engine.Rows;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Operators;

/// <summary>Makes columns of the members of a JSON object, ordered by name behind the known ones, when all rows are there.</summary>
sealed class UnpackOperator : Operator
{
    readonly int _bag;
    readonly int[] _known;
    readonly RowStore _rows;

    public UnpackOperator(Unpack unpack, MemoryBudget budget)
        : base(unpack.Columns)
    {
        var input = unpack.Input.Columns.ToList();
        _bag = input.IndexOf(unpack.Bag);
        _known = [.. unpack.Columns.Select(c => input.IndexOf(c))];
        _rows = new RowStore(input, budget, "unpack");
    }

    public override void Push(int input, Batch rows) => _rows.Append(rows);

    public override void Complete(int input)
    {
        var rows = _rows.Take();
        var members = new SortedDictionary<string, TextColumnBuilder>(StringComparer.Ordinal);
        var known = Columns.Select(static c => c.Name).ToHashSet(StringComparer.Ordinal);
        var bags = (TextColumn)rows.Columns[_bag];
        for (var row = 0; row < rows.Count; row++)
        {
            var member = new JsonMembers(bags[row]);
            while (member.IsObject && member.MoveNext())
            {
                var name = Text(member.Name);
                if (known.Contains(name))
                {
                    continue;
                }

                if (!members.TryGetValue(name, out var builder))
                {
                    members.Add(name, builder = new TextColumnBuilder(ScalarType.String));
                }

                // A name that comes twice in one object keeps its first value.
                if (builder.Count <= row)
                {
                    PadTo(builder, row);
                    AppendText(builder, member.Value);
                }
            }
        }

        foreach (var builder in members.Values)
        {
            PadTo(builder, rows.Count);
        }

        Columns = [.. Columns, .. members.Keys.Select(static name => new PlanColumn(name, ScalarType.String))];
        Emit(new Batch(rows.Count, [.. _known.Select(i => rows.Columns[i]), .. members.Values.Select(static b => b.Build())]));
        _rows.Release();
        CompleteReaders();
    }

    static void PadTo(TextColumnBuilder builder, int count)
    {
        while (builder.Count < count)
        {
            builder.AppendNull();
        }
    }

    static string Text(ReadOnlySpan<byte> inner)
    {
        var decoded = new byte[inner.Length];
        return Encoding.UTF8.GetString(decoded, 0, JsonText.Decode(inner, decoded));
    }

    static void AppendText(TextColumnBuilder builder, ReadOnlySpan<byte> json)
    {
        if (json.Length >= 2 && json[0] == '"')
        {
            builder.Commit(JsonText.Decode(json[1..^1], builder.Reserve(json.Length)));
        }
        else if (json.SequenceEqual("null"u8))
        {
            builder.AppendNull();
        }
        else
        {
            builder.Append(json);
        }
    }
}
