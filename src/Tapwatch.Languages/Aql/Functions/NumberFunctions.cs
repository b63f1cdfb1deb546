// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Aql.Binding;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Aql.Functions;

/// <summary>Functions to numbers.</summary>
static class NumberFunctions
{
    public static IEnumerable<AqlFunction> All =>
    [
        new("LONG", 1, 1, "1 argument", static c => Operands.To(c.Value(0), ScalarType.Long)),
        new("DOUBLE", 1, 1, "1 argument", static c => Operands.To(c.Value(0), ScalarType.Real)),
    ];
}
