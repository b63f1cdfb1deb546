// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Cql.Binding;

/// <summary>
/// The rows a query gives. Fields are text, except counts (long) and times as they stand (<c>@timestamp</c>: datetime, where LogScale shows milliseconds).
/// An event shown whole has <c>@timestamp</c>, then what the query assigned, then every field of the record.
/// </summary>
static class EventOutput
{
    /// <summary>The name that stands for all fields of an event as one JSON object of texts.</summary>
    public const string AllFields = "*";

    /// <summary>All fields of an event as one JSON object of texts.</summary>
    public static Expression Everything(FieldSpace fields)
    {
        var known = fields.Known.SelectMany(n => new[] { Constant.Text(n), Values.Text(fields.Get(n)) }).ToArray();
        var own = FieldBagFunctions.OfJson.Call(ConvertFunctions.ToText.Call(DynamicFunctions.MakeObject.Call(known)), Constant.Text(""), Constant.Text("discard"));
        if (!fields.IsOpen)
        {
            return own;
        }

        var bag = Bag(fields);
        return FieldBagFunctions.Merge.Call(
            fields.Dropped.Count > 0 ? FieldBagFunctions.Without.Call([bag, .. fields.Dropped.Order(StringComparer.Ordinal).Select(Constant.Text)]) : bag, own);
    }

    public static PlanNode Of(EventStream stream)
    {
        var fields = stream.Fields;
        var names = fields.Known.ToList();
        if (fields.Origin is null)
        {
            if (!fields.IsOpen)
            {
                return Shown(stream.Node, names, fields);
            }
        }
        else if (!fields.Dropped.Contains("@timestamp"))
        {
            names.Remove("@timestamp");
            names.Insert(0, "@timestamp");
        }

        var bag = Bag(fields);
        if (fields.Dropped.Count > 0)
        {
            bag = FieldBagFunctions.Without.Call([bag, .. fields.Dropped.Order(StringComparer.Ordinal).Select(Constant.Text)]);
        }

        var shown = Shown(stream.Node, names, fields);
        var column = new PlanColumn(OriginFields.Fields, bag.Type);
        var project = new Project(shown.Input, [.. shown.Assignments, new Assignment(column, bag)]);
        return new Unpack(project, column);
    }

    /// <summary>The fields whose names only the data know, as a JSON object.</summary>
    public static Expression Bag(FieldSpace fields)
    {
        var bags = new List<Expression>();
        if (fields.Origin is not null)
        {
            bags.Add(fields.Origin.Field(OriginFields.Fields));
        }

        foreach (var layer in fields.Layers)
        {
            bags.Insert(layer.Overrides ? bags.Count : 0, layer.Bag);
        }

        var merged = bags.Count switch
        {
            0 => Constant.Text("{}"),
            1 => bags[0],
            _ => FieldBagFunctions.Merge.Call(bags),
        };
        return fields.Arrays.OrderBy(static a => a.Key, StringComparer.Ordinal)
            .Aggregate(merged, static (bag, array) => FieldBagFunctions.WithArray.Call(bag, Constant.Text(array.Key), array.Value));
    }

    static Project Shown(PlanNode node, List<string> names, FieldSpace fields) =>
        new(node, [.. names.Select(n => (Name: n, Value: Shown(fields.Get(n)))).Select(static f => new Assignment(new PlanColumn(f.Name, f.Value.Type), f.Value))]);

    static Expression Shown(Expression value) => value.Type is ScalarType.DateTime or ScalarType.Long ? value : Values.Text(value);
}
