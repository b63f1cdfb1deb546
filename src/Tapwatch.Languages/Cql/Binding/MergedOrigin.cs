// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Records;

namespace Tapwatch.Languages.Cql.Binding;

/// <summary>Events that went different ways, one after the other: a field is asked of every way.</summary>
sealed class MergedOrigin : FieldOrigin
{
    readonly IReadOnlyList<EventStream> _ways;
    readonly Dictionary<string, (PlanColumn Column, Expression[] Values)> _fields = new(StringComparer.Ordinal);
    readonly List<string> _names = [];

    MergedOrigin(IReadOnlyList<EventStream> ways)
    {
        _ways = ways;
        Node = new MergedNode(this, [.. ways.Select(static w => w.Node)]);
    }

    /// <inheritdoc/>
    public override PlanNode Node { get; }

    /// <summary>Goes on with the events of all ways.</summary>
    public static void Merge(EventStream stream, IReadOnlyList<EventStream> ways)
    {
        var origin = new MergedOrigin(ways);
        var fields = new FieldSpace(ways.Any(static w => w.Fields.IsOpen) ? origin : null);
        foreach (var name in ways.SelectMany(static w => w.Fields.Known).Distinct(StringComparer.Ordinal))
        {
            fields.Set(name, origin.Field(name));
        }

        stream.Replace(origin.Node, fields, ordered: ways.All(static w => w.IsOrdered));
    }

    /// <inheritdoc/>
    public override ColumnReference Field(string name)
    {
        if (!_fields.TryGetValue(name, out var field))
        {
            var values = name == OriginFields.Fields
                ? [.. _ways.Select(static w => EventOutput.Everything(w.Fields))]
                : Values.Same([.. _ways.Select(w => w.Fields.Get(name))]);
            _fields.Add(name, field = (new PlanColumn(name, values[0].Type), values));
            _names.Add(name);
        }

        return field.Column.Reference();
    }

    /// <summary>The rows of the ways as a union of the fields asked for.</summary>
    public Union Resolve(IReadOnlyList<PlanNode> ways) => new(
        [.. _names.Select(n => _fields[n].Column)],
        [
            .. ways.Select((way, i) => new Project(way, [.. _names.Select(n => new Assignment(new PlanColumn(n, _fields[n].Column.Type), _fields[n].Values[i]))]))
                .Select(static p => new UnionBranch(p, p.Columns)),
        ]);
}

/// <summary>Stands for the union of ways until the fields it must give are known.</summary>
sealed record MergedNode(MergedOrigin Origin, IReadOnlyList<PlanNode> Ways) : PlanNode
{
    /// <inheritdoc/>
    public override IReadOnlyList<PlanColumn> Columns => [];

    /// <inheritdoc/>
    public override IReadOnlyList<PlanNode> Inputs => Ways;

    /// <inheritdoc/>
    public override PlanNode WithInputs(IReadOnlyList<PlanNode> inputs) => this with { Ways = inputs };
}
