// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Binding;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Functions;

/// <summary>Checks of values: around, assert.</summary>
static class KqlChecks
{
    public static IEnumerable<KqlFunction> All =>
    [
        new("around", 3, 3, Around),
        new("assert", 2, 2, static call => call[1].Type == ScalarType.String ? LogicFunctions.Assert.Call(call.Bool(0), call[1]) : call.Mistyped(1, "a string")),
    ];

    // Not more than so far from a value, on either side.
    static Expression? Around(KqlCall call)
    {
        var (value, center) = (call[0], call[1]);
        if (!call.Binder.TryAlign(ref value, ref center))
        {
            return call.Mistyped(1, value.Type.KustoName());
        }

        var isTime = value.Type is ScalarType.DateTime or ScalarType.TimeSpan;
        if (!isTime && !KqlBinder.IsNumber(value.Type))
        {
            return call.Mistyped(0, "a number, datetime or timespan");
        }

        var delta = !isTime && KqlBinder.IsNumber(call[2].Type) ? call.Binder.To(call[2], value.Type) : call.Typed(2, isTime ? ScalarType.TimeSpan : value.Type);

        var (least, most) = isTime
            ? (TimeFunctions.Subtract.Call(center, delta), TimeFunctions.Add.Call(center, delta))
            : (NumberFunctions.Subtract.Call(center, delta), NumberFunctions.Add.Call(center, delta));
        return LogicFunctions.And.Call(CompareFunctions.GreaterOrEqual.Call(value, least), CompareFunctions.LessOrEqual.Call(value, most));
    }
}
