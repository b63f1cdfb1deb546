// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Expressions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Cql.Binding;

/// <summary>
/// Where events come from. While a query is bound it stands for the scan and remembers every field asked of it; the scan itself, of exactly these fields, takes
/// its place when all are known.
/// </summary>
sealed class EventOrigin(ViewTable table) : FieldOrigin
{
    readonly Dictionary<string, PlanColumn> _columns = new(StringComparer.Ordinal);
    readonly List<string> _names = [];
    OriginNode? _node;
    PlanNode? _scan;

    /// <inheritdoc/>
    public override PlanNode Node => _node ??= new OriginNode(this);

    /// <inheritdoc/>
    public override ColumnReference Field(string name)
    {
        if (!_columns.TryGetValue(name, out var column))
        {
            column = new PlanColumn(name, table.Column(name)?.Type ?? ScalarType.String);
            _columns.Add(name, column);
            _names.Add(name);
        }

        return column.Reference();
    }

    /// <summary>The plan with the scans in their places, and computed columns beside those they stand on.</summary>
    public static PlanNode Resolve(PlanNode root) => root.RewriteBottomUp(static node => node switch
    {
        OriginNode origin => origin.Origin._scan ??= origin.Origin.Scan(),
        MergedNode merged => merged.Origin.Resolve(merged.Ways),
        ComputedNode computed => Project.Extend(computed.Input, computed.Assignments),
        _ => node,
    });

    Project Scan()
    {
        var names = _names.Select(n => table.Column(n) is not null || n.StartsWith('$') ? n : Path(n)).ToList();
        var scan = table.Scan(names);
        return new Project(scan, [.. _names.Select((n, i) => new Assignment(_columns[n], scan.Columns[i].Reference()))]);
    }

    // A part of a field name that is no plain word stands in backticks in the path of a record.
    static string Path(string name)
    {
        if (name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '[' or ']' or '`'))
        {
            return name;
        }

        var path = new StringBuilder();
        foreach (var part in name.Split('.'))
        {
            path.Append(path.Length > 0 ? "." : "");
            var index = part.IndexOf('[', StringComparison.Ordinal);
            var word = index > 0 && part[^1] == ']' ? part[..index] : part;
            var plain = part.Contains('`', StringComparison.Ordinal) || word.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_');
            path.Append(plain ? part : $"`{word}`{part[word.Length..]}");
        }

        return path.ToString();
    }
}

/// <summary>Stands for the scan until the fields it must give are known.</summary>
sealed record OriginNode(EventOrigin Origin) : PlanNode
{
    /// <inheritdoc/>
    public override IReadOnlyList<PlanColumn> Columns => [];

    /// <inheritdoc/>
    public override IReadOnlyList<PlanNode> Inputs => [];

    /// <inheritdoc/>
    public override PlanNode WithInputs(IReadOnlyList<PlanNode> inputs) => this;
}

/// <summary>All columns of its input, not yet known, and new ones beside them.</summary>
sealed record ComputedNode(PlanNode Input, IReadOnlyList<Assignment> Assignments) : PlanNode
{
    /// <inheritdoc/>
    public override IReadOnlyList<PlanColumn> Columns => [.. Input.Columns, .. Assignments.Select(static a => a.Column)];

    /// <inheritdoc/>
    public override IReadOnlyList<PlanNode> Inputs => [Input];

    /// <inheritdoc/>
    public override PlanNode WithInputs(IReadOnlyList<PlanNode> inputs) => this with { Input = inputs[0] };
}
