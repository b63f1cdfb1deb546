// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Json;
using Tapwatch.Engine.Rows;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Aggregates;

/// <summary>All members of the objects of a group, the first of each name.</summary>
sealed class BagAccumulator : Accumulator
{
    JsonBuilder?[] _bags = [];
    KeyTable?[] _names = [];
    long _bytes;

    public override long ApproximateBytes => _bytes + (16L * _bags.Length);

    public override void Grow(int count)
    {
        Array.Resize(ref _bags, Room(_bags.Length, count));
        Array.Resize(ref _names, _bags.Length);
    }

    public override void Add(Column[] arguments, ReadOnlySpan<int> groups)
    {
        var (objects, most) = ((TextColumn)arguments[0], (FixedColumn<long>)arguments[1]);
        var counts = 0L;
        for (var row = 0; row < groups.Length; row++)
        {
            if (objects.IsNull(row))
            {
                continue;
            }

            var names = _names[groups[row]] ??= new KeyTable();
            var bag = _bags[groups[row]] ??= new JsonBuilder();
            var members = new JsonMembers(objects[row]);
            counts = 0;
            while (members.IsObject && counts++ < most[row] && members.MoveNext())
            {
                names.GetOrAdd(members.Name, out var added);
                if (added)
                {
                    var before = bag.Length;
                    bag.Raw(before == 0 ? "{\""u8 : ",\""u8);
                    bag.Raw(members.Name);
                    bag.Raw("\":"u8);
                    bag.Raw(members.Value);
                    _bytes += (2 * (bag.Length - before)) + 16;
                }
            }
        }
    }

    public override Column Build(int count)
    {
        var builder = new TextColumnBuilder(ScalarType.Dynamic);
        for (var group = 0; group < count; group++)
        {
            if (_bags[group] is { Length: > 0 } bag)
            {
                bag.Raw("}"u8);
                builder.Append(bag.Written);
            }
            else
            {
                builder.Append("{}"u8);
            }
        }

        return builder.Build();
    }
}
