// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Functions;

/// <summary>One value out of several.</summary>
static class KqlChoices
{
    public static IEnumerable<KqlFunction> All =>
    [
        new("iff", 3, 3, If),
        new("iif", 3, 3, If),
        new("case", 3, 129, Case),
        new("coalesce", 1, 64, static c => c.Alike(Enumerable.Range(0, c.Count)) is { } values
            ? c.NonNull((values[0].Type == ScalarType.String ? ChoiceFunctions.FirstPresent : ChoiceFunctions.FirstKnown).Call(values))
            : null),
        new("not", 1, 1, static c => LogicFunctions.Not.Call(c.Bool(0))),
        new("max_of", 1, 64, static c => Extreme(c, CompareFunctions.Greater)),
        new("min_of", 1, 64, static c => Extreme(c, CompareFunctions.Less)),
    ];

    static Expression? If(KqlCall call) =>
        call.Alike(1, 2) is { } values ? ChoiceFunctions.If.Call(call.Bool(0), values[0], values[1]) : null;

    static Expression? Case(KqlCall call)
    {
        if (call.Count % 2 == 0)
        {
            call.Binder.Report(Plan.Diagnostics.Messages.ArgumentCount(call.Syntax.Function.Span, "case", "pairs of condition and value and then a value", call.Count));
            return null;
        }

        if (call.Alike(Enumerable.Range(0, call.Count).Where(i => i % 2 == 1 || i == call.Count - 1)) is not { } values)
        {
            return null;
        }

        var arguments = new Expression[call.Count];
        for (var i = 0; i < call.Count; i++)
        {
            arguments[i] = i % 2 == 1 || i == call.Count - 1 ? values[i / 2] : call.Bool(i);
        }

        return ChoiceFunctions.Case.CallAs(values[0].Type, arguments);
    }

    static Expression? Extreme(KqlCall call, Function better)
    {
        if (call.Alike(Enumerable.Range(0, call.Count)) is not { } values)
        {
            return null;
        }

        // Nulls lose against anything.
        return values.Aggregate((a, b) => ChoiceFunctions.If.Call(
            LogicFunctions.Or.Call(CompareFunctions.IsNull.Call(a), LogicFunctions.IsTrue.Call(better.Call(b, a))), b, a));
    }
}
