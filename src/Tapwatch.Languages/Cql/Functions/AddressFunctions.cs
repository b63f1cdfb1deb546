// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>
/// What is known about an address. LogScale asks a database it brings along; here it is a table the user gives: a column <c>network</c> with CIDR ranges, and
/// beside it what is known of each. Of ranges around an address the narrowest counts.
/// </summary>
static class AddressFunctions
{
    public static IEnumerable<CqlFunction> All =>
    [
        new("ipLocation", "field as") { LooksUp = true, Step = static a => Known(a, "country", "state", "city", "lat", "lon") },
        new("asn", "field as") { LooksUp = true, Step = static a => Known(a, "asn", "org") },
    ];

    static void Known(CallArguments arguments, params IReadOnlyList<string> facts)
    {
        var name = arguments.Text("field") ?? "ip";
        var stream = arguments.Stream;
        var function = arguments.Function.Name;
        var target = arguments.Target(name);
        var field = arguments.Binder.Field(name, arguments.Span("field"), stream);
        var table = arguments.Binder.Tables.Find(function);
        if (table is null)
        {
            arguments.Binder.Diagnostics.Add(Messages.CqlFileNotGiven(arguments.Call.NameSpan, function, function));
            stream.Refuse(Messages.CqlNeedsFile(function, function));
        }
        else if (table.Columns?.Contains("network") == false)
        {
            arguments.Binder.Diagnostics.Add(Messages.CqlNoColumn(arguments.Call.NameSpan, table.Name, "network", null));
            return;
        }

        var there = facts.Where(f => table?.Columns?.Contains(f) != false).ToList();
        var values = table is null
            ? stream.Unknown(there)
            : LookupFunctions.Joined(
                stream, table, [new LookupKey(field, "network", arguments.Call.NameSpan, KeyComparison.InRange)], there, JoinKind.LeftOuter, new JoinChoice(1, FromTheEnd: true));
        for (var i = 0; i < there.Count; i++)
        {
            stream.Assign($"{target}.{there[i]}", values[i]);
        }
    }
}
