// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Aql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Aql.Binding;

/// <summary>
/// SESSION BY: events in the order of time, each combination of the keys apart, get the number of their session (AQL guide, transactional queries).
/// BEGIN and END cut wherever one of them is met; EXPLICIT makes one of them the only thing that begins or ends a session.
/// </summary>
sealed partial class SelectBinder
{
    PlanColumn? _session;

    static bool IsSessionId(NameSyntax name) => name.Name.Equals("sessionId", StringComparison.OrdinalIgnoreCase);

    void Sessions(SessionSyntax session)
    {
        var time = ToLong(Numeric(session.Time));
        Expression[] keys = [.. session.Keys.Select(Comparable)];
        var begin = session.Begin is null ? Constant.Bool(false) : Condition(session.Begin);
        var end = session.End is null ? Constant.Bool(false) : Condition(session.End);
        foreach (var part in (Expression[])[time, .. keys, begin, end])
        {
            RefuseAggregates(part, session.Span, "SESSION BY");
        }

        var column = new PlanColumn("sessionId", ScalarType.Long);
        var number = WindowCatalogue.Stretch.Call(
            time, begin, end, Constant.Bool(session.ExplicitBegin), Constant.Bool(session.ExplicitEnd), Milliseconds(session.Timeout, 1), Milliseconds(session.Window, UnitOf(session.WindowUnit)));
        _input = new Window(new Sort(_input, [new SortKey(time, Descending: false, NullsFirst: true)]), keys, [new WindowAssignment(column, number)]);
        _session = column;
    }

    Constant Milliseconds(NumberSyntax? length, long unit)
    {
        if (length is null)
        {
            return Constant.Null(ScalarType.Long);
        }

        if (Number(length) is Constant { Value: long count } && count <= long.MaxValue / unit)
        {
            return Constant.Long(count * unit);
        }

        Diagnostics.Add(Messages.BadLiteral(length.Span, length.Text, "length of time"));
        return Constant.Null(ScalarType.Long);
    }

    static long UnitOf(string? unit) => unit switch
    {
        "SECONDS" or "SECOND" => 1000,
        "MINUTES" or "MINUTE" => 60_000,
        "HOURS" or "HOUR" => 3_600_000,
        "DAYS" or "DAY" => 86_400_000,
        _ => 1,
    };
}
