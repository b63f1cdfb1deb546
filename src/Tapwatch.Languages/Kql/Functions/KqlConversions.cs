// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Functions;

/// <summary><c>to…()</c> and tests for null and empty.</summary>
static class KqlConversions
{
    public static IEnumerable<KqlFunction> All =>
    [
        To("tostring", ScalarType.String),
        To("tobool", ScalarType.Bool),
        To("toboolean", ScalarType.Bool),
        To("toint", ScalarType.Int),
        new("tolong", 1, 1, static c => c[0] is Constant { Value: double and (>= 9223372036854775808 or < -9223372036854775808) and not (double.PositiveInfinity or double.NegativeInfinity) }
            ? Constant.Long(long.MinValue)
            : c.Binder.To(c[0], ScalarType.Long)),
        To("todouble", ScalarType.Real),
        To("toreal", ScalarType.Real),
        To("todecimal", ScalarType.Decimal),
        new("todatetime", 1, 1, static c => HuntingTime(c[0]) ?? c.Binder.To(c[0], ScalarType.DateTime)),
        To("totimespan", ScalarType.TimeSpan),
        To("toguid", ScalarType.Guid),
        To("parse_json", ScalarType.Dynamic),
        To("parsejson", ScalarType.Dynamic),
        To("todynamic", ScalarType.Dynamic),
        To("toobject", ScalarType.Dynamic),
        new("isnull", 1, 1, static c => c[0].Type == ScalarType.String ? Constant.Bool(false) : CompareFunctions.IsNull.Call(c[0])),
        new("isnotnull", 1, 1, static c => c[0].Type == ScalarType.String ? Constant.Bool(true) : LogicFunctions.Not.Call(CompareFunctions.IsNull.Call(c[0]))),
        new("notnull", 1, 1, static c => c[0].Type == ScalarType.String ? Constant.Bool(true) : LogicFunctions.Not.Call(CompareFunctions.IsNull.Call(c[0]))),
        new("isempty", 1, 1, static c => LogicFunctions.Not.Call(Present(c))),
        new("isnotempty", 1, 1, Present),
        new("notempty", 1, 1, Present),
        new("gettype", 1, 1, static c => c[0].Type == ScalarType.Dynamic
            ? ChoiceFunctions.FirstKnown.Call(DynamicValueFunctions.Kind.Call(c[0]), Constant.Text(""))
            : Constant.Text(c[0].Type.KustoName())),
    ];

    // Sentinel puts the hunted time in their place; a day unless the hunter says otherwise.
    static Expression? HuntingTime(Expression text) => text is Constant { Value: string placeholder }
        ? placeholder switch
        {
            "{{StartTimeISO}}" => TimeFunctions.Subtract.Call(TimeFunctions.Now.Call(), Constant.TimeSpan(TimeSpan.FromDays(1))),
            "{{EndTimeISO}}" => TimeFunctions.Now.Call(),
            _ => null,
        }
        : null;

    static KqlFunction To(string name, ScalarType type) => new(name, 1, 1, c => c.Binder.To(c[0], type));

    // Of dynamic the text counts: isnotempty(dynamic("")) is false.
    static Expression Present(KqlCall call) => CompareFunctions.IsPresent.Call(call[0].Type == ScalarType.Dynamic ? ConvertFunctions.ToText.Call(call[0]) : call[0]);
}
