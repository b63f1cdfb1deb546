// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Binding;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>
/// Indicators of compromise. LogScale asks CrowdStrike's database; here it is a table <c>ioc</c> that the user gives: columns <c>indicator</c>, <c>type</c> and
/// <c>malicious_confidence</c>, and if known <c>published_date</c>, <c>last_updated</c>, <c>labels</c>.
/// </summary>
static class IndicatorFunctions
{
    static readonly string[] _levels = ["unverified", "low", "medium", "high"];
    static readonly string[] _columns = ["indicator", "type", "published_date", "last_updated", "malicious_confidence", "labels"];
    static readonly string[] _required = ["indicator", "type", "malicious_confidence"];

    public static IEnumerable<CqlFunction> All =>
    [
        new("ioc:lookup", "field[] type confidenceThreshold include prefix strict") { LooksUp = true, Step = static a => Look(a, isStep: true), Condition = static a => Look(a, isStep: false) },
    ];

    static Expression? Look(CallArguments arguments, bool isStep)
    {
        if (arguments.Names("field") is not { } fields || arguments.Required("type") is not { } type)
        {
            return null;
        }

        // A parameter nobody gave a value reads as `*`: every level.
        var threshold = arguments.Text("confidenceThreshold") ?? "high";
        var level = threshold == "*" ? 0 : Array.FindIndex(_levels, l => l.Equals(threshold, StringComparison.OrdinalIgnoreCase));
        if (level < 0)
        {
            arguments.Bad("confidenceThreshold", "`unverified`, `low`, `medium` or `high`");
            return null;
        }

        if (arguments.Has("include") && arguments.Names("include") is null)
        {
            return null;
        }

        var wanted = arguments.Has("include") ? arguments.Names("include")!.Select(static n => n.Name).ToList() : [.. _columns];
        var stream = arguments.Stream;
        var prefix = arguments.Text("prefix") ?? "ioc";
        var table = arguments.Binder.Tables.Find("ioc");
        if (table is null)
        {
            arguments.Binder.Diagnostics.Add(Messages.CqlFileNotGiven(arguments.Call.NameSpan, "ioc:lookup", "ioc"));
            stream.Refuse(Messages.CqlNeedsFile("ioc:lookup", "ioc"));
        }
        else if (_required.FirstOrDefault(c => table.Columns?.Contains(c) == false) is { } missing)
        {
            arguments.Binder.Diagnostics.Add(Messages.CqlNoColumn(arguments.Call.NameSpan, table.Name, missing, null));
            return null;
        }

        var there = _columns.Where(c => wanted.Contains(c) && table?.Columns?.Contains(c) != false).ToList();
        var hits = fields.Select(f => Hit(stream, table, Values.Text(arguments.Binder.Field(f.Name, f.At, stream)), type, level, there)).ToList();
        var found = hits.Select(static h => Values.Exists(h[^1])).ToList();
        Expression detected = found.Count == 1 ? found[0] : LogicFunctions.Or.Call(found);
        detected = stream.Compute("$detected", detected);
        Write(stream, prefix, there, hits, found, detected);
        if (isStep && arguments.Flag("strict", otherwise: false))
        {
            stream.Filter(detected);
        }

        return detected;
    }

    static IReadOnlyList<Expression> Hit(EventStream stream, LookupTable? table, Expression field, string type, int level, List<string> columns)
    {
        if (table is null)
        {
            return stream.Unknown([.. columns, "$found"]);
        }

        var names = columns.Union(_required).ToList();
        var rows = table.Rows(names);
        Expression Column(string name) => rows.Assignments[names.IndexOf(name)].Column.Reference();
        var kept = new Filter(rows, LogicFunctions.And.Call(
            MatchFunctions.EqualIgnoreCase.Call(Column("type"), Constant.Text(type)),
            MatchFunctions.EqualAnyIgnoreCase.Call([Column("malicious_confidence"), .. _levels.Skip(level).Select(Constant.Text)])));

        // Addresses are the same however they are written; domains and addresses of pages case aside.
        var key = type.Equals("ip_address", StringComparison.OrdinalIgnoreCase)
            ? new JoinKey(field, Column("indicator"), NullsMatch: false) { Comparison = KeyComparison.InRange }
            : new JoinKey(TextFunctions.Lower.Call(field), TextFunctions.Lower.Call(Column("indicator")), NullsMatch: false);
        stream.Wrap(n => new Join(JoinKind.LeftOuter, n, kept, [key]) { Choice = new JoinChoice(1, FromTheEnd: true) });
        return [.. columns.Select(Column), rows.Assignments[^1].Column.Reference()];
    }

    // `ioc[0]` is the first field's hit, or the next one's when that has none.
    static void Write(EventStream stream, string prefix, List<string> columns, List<IReadOnlyList<Expression>> hits, List<Expression> found, Expression detected)
    {
        stream.Assign(prefix + ".detected", ChoiceFunctions.If.Call(detected, Constant.Text("true"), Constant.Null(ScalarType.String)));
        for (var column = 0; column < columns.Count; column++)
        {
            for (var slot = 0; slot < hits.Count; slot++)
            {
                stream.Assign($"{prefix}[{slot}].{columns[column]}", InSlot(hits, found, column, slot));
            }
        }
    }

    static Expression InSlot(List<IReadOnlyList<Expression>> hits, List<Expression> found, int column, int slot)
    {
        // The hit that has as many hits before it as the slot says.
        var choices = new List<Expression>();
        for (var i = slot; i < hits.Count; i++)
        {
            var before = Exactly(found.Take(i).ToList(), slot);
            choices.Add(before is Constant { Value: true } ? found[i] : LogicFunctions.And.Call(found[i], before));
            choices.Add(hits[i][column]);
        }

        return ChoiceFunctions.Case.CallAs(ScalarType.String, [.. choices, Constant.Null(ScalarType.String)]);
    }

    static Expression Exactly(List<Expression> conditions, int count)
    {
        if (count == 0)
        {
            return conditions.Count == 0 ? Constant.Bool(true) : Values.Not(conditions.Count == 1 ? conditions[0] : LogicFunctions.Or.Call(conditions));
        }

        if (count > conditions.Count)
        {
            return Constant.Bool(false);
        }

        var rest = conditions.GetRange(1, conditions.Count - 1);
        return LogicFunctions.Or.Call(
            LogicFunctions.And.Call(conditions[0], Exactly(rest, count - 1)),
            LogicFunctions.And.Call(Values.Not(conditions[0]), Exactly(rest, count)));
    }
}
