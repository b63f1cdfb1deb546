// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>
/// Defender's enrichment functions behind <c>invoke</c>: their columns are known, what they know is not to be had here. A file of the user answers in
/// their place; without one the columns are empty, with a warning.
/// </summary>
/// <remarks>learn.microsoft.com/defender-xdr/advanced-hunting-fileprofile-function, …-seenby-function, …-assignedipaddresses-function.</remarks>
sealed partial class KqlBinder
{
    static readonly (string Name, ScalarType Type)[] _fileProfile =
    [
        ("SHA1", ScalarType.String), ("SHA256", ScalarType.String), ("MD5", ScalarType.String), ("FileSize", ScalarType.Int), ("GlobalPrevalence", ScalarType.Int),
        ("GlobalFirstSeen", ScalarType.DateTime), ("GlobalLastSeen", ScalarType.DateTime), ("Signer", ScalarType.String), ("Issuer", ScalarType.String),
        ("SignerHash", ScalarType.String), ("IsCertificateValid", ScalarType.Bool), ("IsRootSignerMicrosoft", ScalarType.Bool), ("SignatureState", ScalarType.String),
        ("IsExecutable", ScalarType.Bool), ("ThreatName", ScalarType.String), ("Publisher", ScalarType.String), ("SoftwareName", ScalarType.String),
        ("ProfileAvailability", ScalarType.String),
    ];

    // The columns of the function that the rows have not are added; the key says which hash is looked up.
    BoundTable FileProfile(BoundTable table, CallExpression call)
    {
        var key = call.Arguments is [var first, ..] ? HashColumn(table, first.Value) : table.Column("SHA1") ?? table.Column("SHA256");
        if (table.Broken)
        {
            return table;
        }

        if (key is null)
        {
            diagnostics.Add(Messages.ColumnExpected(call.Span, "the hash that `FileProfile` looks up"));
            return BoundTable.Unknown;
        }

        return Enriched(table, call, "FileProfile", key, key.Name.EndsWith("SHA256", StringComparison.Ordinal) ? "SHA256" : key.Name.EndsWith("MD5", StringComparison.Ordinal) ? "MD5" : "SHA1", _fileProfile);
    }

    PlanColumn? HashColumn(BoundTable table, KqlExpression syntax)
    {
        var name = syntax is LiteralExpression { Value: string text } literal ? new NameExpression(literal.Span, text) : WithoutBrackets(syntax) as NameExpression;
        return name is null || table.Broken ? null : JoinColumn(table, name);
    }

    BoundTable SeenBy(BoundTable table, CallExpression call) =>
        table.Broken ? table : table.Column("DeviceId") is { } key ? Enriched(table, call, "SeenBy", key, "DeviceId", [("SeenBy", ScalarType.Dynamic)]) : Missing(call);

    BoundTable Missing(CallExpression call)
    {
        diagnostics.Add(Messages.ColumnExpected(call.Span, "the `DeviceId` that `SeenBy` looks up"));
        return BoundTable.Unknown;
    }

    BoundTable Enriched(BoundTable table, CallExpression call, string function, PlanColumn key, string keyName, (string Name, ScalarType Type)[] columns)
    {
        var added = columns.Where(c => table.Column(c.Name) is null).ToArray();
        if (context.Catalog.Find(Watchlists, function) is not { } known || known.Column(keyName) is null)
        {
            diagnostics.Add(Messages.NothingToEnrich(call.Span, function));
            var empty = Plan.Algebra.Project.Extend(table.Node, [.. added.Select(static c => new Assignment(new PlanColumn(c.Name, c.Type), c.Type == ScalarType.String ? Constant.Text("") : Constant.Null(c.Type)))]);
            return Grown(table, empty, call.Span) with { Visible = null };
        }

        var rows = ScannedTable(known, call.Span);
        var values = added.Select(c =>
        {
            var value = rows.Column(c.Name) is { } column ? To(NonNull(column.Reference()), c.Type) : Constant.Null(c.Type);
            return new Assignment(Column(c.Name, value), value);
        }).ToArray();
        var sought = new PlanColumn(keyName, ScalarType.String);
        var right = new Project(rows.Node, [new Assignment(sought, NonNull(rows.Column(keyName)!.Reference())), .. values]);
        var join = new Join(JoinKind.LeftOuter, table.Node, right, [new JoinKey(NonNull(key.Reference()), sought.Reference(), NullsMatch: false)]);
        _mayBeNull.UnionWith(values.Select(static v => v.Column).Where(static c => c.Type == ScalarType.String));
        return Grown(table, new Project(join, [.. table.Node.Columns.Select(Assignment.Keep), .. values.Select(static v => Assignment.Keep(v.Column))]), call.Span) with { Visible = null };
    }

    // AssignedIPAddresses('device', time): rows of its own.
    BoundTable AssignedAddresses(CallExpression call)
    {
        diagnostics.Add(Messages.NothingToEnrich(call.Span, call.Function.Name));
        return new BoundTable(ConstantRows.None(
            [new("Timestamp", ScalarType.DateTime), new("IPAddress", ScalarType.String), new("IPType", ScalarType.String), new("NetworkAdapterType", ScalarType.String), new("ConnectedNetworks", ScalarType.Dynamic)]), call.Function.Name);
    }
}
