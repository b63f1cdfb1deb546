// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;

namespace Tapwatch.Languages.Aql.Functions;

/// <summary>
/// What is known of an asset: a table <c>assets</c> that the user gives, addresses in its first column. Host names stand in <c>hostname</c>, users in
/// <c>username</c>, other properties under their names. The table is of one moment and one domain: further arguments change nothing.
/// </summary>
static class AssetFunctions
{
    const string Assets = "assets";

    public static IEnumerable<AqlFunction> All =>
    [
        new("ASSETHOSTNAME", 1, 3, "(address, time, domain)", static c => Property(c, "hostname", 0)),
        new("ASSETUSER", 1, 3, "(address, time, domain)", static c => Property(c, "username", 0)),
        new("ASSETPROPERTY", 2, 3, "('property', address, domain)", static c => c.Constant(0, "the name of the property") is { } name ? Property(c, name, 1) : null),
    ];

    static Expression? Property(FunctionCall call, string name, int address)
    {
        var catalog = call.Binder.Context.Catalog;
        if (catalog.TableNames("qradar").FirstOrDefault(static n => n.Equals(Assets, StringComparison.OrdinalIgnoreCase)) is not { } known
            || catalog.Find("qradar", known) is not { } table)
        {
            call.Diagnostics.Add(Messages.UnsupportedFunction(call.Syntax.NameSpan, call.Syntax.Name, "AQL", $"there is no asset database here; give one as a table, addresses first: --table {Assets}=FILE.csv"));
            return null;
        }

        if (table.Columns.Skip(1).FirstOrDefault(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } column)
        {
            return call.Binder.ReferenceValue(call.Syntax, table, call.Text(address), column.Name);
        }

        var nearest = NearestName.Find(name, table.Columns.Skip(1).Select(static c => c.Name));
        call.Diagnostics.Add(Messages.AqlUnknownField(call.At(0), table.Name, name, nearest is null ? null : $"did you mean `{nearest}`?"));
        return null;
    }
}
