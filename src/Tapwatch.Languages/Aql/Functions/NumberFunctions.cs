// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Aql.Binding;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Aql.Functions;

/// <summary>Functions to numbers.</summary>
static class NumberFunctions
{
    public static IEnumerable<AqlFunction> All =>
    [
        new("LONG", 1, 1, "1 argument", Long),
        new("DOUBLE", 1, 1, "1 argument", static c => Operands.To(c.Value(0), ScalarType.Real)),
    ];

    // LONG(sourceip) & 0xFF: an address is its 32 bits (AQL guide).
    static Expression Long(FunctionCall call)
    {
        var value = call.Value(0);
        var number = Operands.To(value, ScalarType.Long);
        return value.Type == ScalarType.String && number is not Constant
            ? ChoiceFunctions.FirstKnown.Call(number, Plan.Functions.NetworkFunctions.NumberOf.Call(value))
            : number;
    }
}
