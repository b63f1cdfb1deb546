// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Plan.Optimizer;

/// <summary>
/// The few functions of constants the optimizer computes itself, because the answer can remove a branch. Restricted to ASCII text, where every
/// notion of case agrees; all other constant calls are computed once by the engine, which owns their meaning.
/// </summary>
static class ConstantFolding
{
    /// <summary>The result of <paramref name="function"/> over constants that are not null, or null when it is not one of the few.</summary>
    public static Constant? Compute(Function function, Constant[] a, ScalarType type)
    {
        if (a.Length == 0 || a.Any(static c => c.Value is string text && !IsAscii(text)))
        {
            return null;
        }

        return (function.Name, a) switch
        {
            ("compare.equal", [var x, var y]) when Comparable(x, y) => Constant.Bool(Order(x, y) == 0),
            ("compare.not_equal", [var x, var y]) when Comparable(x, y) => Constant.Bool(Order(x, y) != 0),
            ("compare.less", [var x, var y]) when Comparable(x, y) => Constant.Bool(Order(x, y) < 0),
            ("compare.less_or_equal", [var x, var y]) when Comparable(x, y) => Constant.Bool(Order(x, y) <= 0),
            ("compare.greater", [var x, var y]) when Comparable(x, y) => Constant.Bool(Order(x, y) > 0),
            ("compare.greater_or_equal", [var x, var y]) when Comparable(x, y) => Constant.Bool(Order(x, y) >= 0),
            ("compare.equal_any", [var x, .. var rest]) when rest.All(r => Comparable(x, r)) => Constant.Bool(rest.Any(r => Order(x, r) == 0)),
            ("text.lower", [{ Value: string x }]) => Constant.Text(x.ToLowerInvariant()),
            ("text.upper", [{ Value: string x }]) => Constant.Text(x.ToUpperInvariant()),
            ("text.equal_ignore_case", [{ Value: string x }, { Value: string y }]) => Constant.Bool(x.Equals(y, StringComparison.OrdinalIgnoreCase)),
            ("text.equal_any_ignore_case", [{ Value: string x }, .. var rest]) =>
                Constant.Bool(rest.Any(r => r.Value is string y && x.Equals(y, StringComparison.OrdinalIgnoreCase))),
            ("text.contains", [{ Value: string x }, { Value: string y }]) => Constant.Bool(x.Contains(y, StringComparison.Ordinal)),
            ("text.contains_ignore_case", [{ Value: string x }, { Value: string y }]) => Constant.Bool(x.Contains(y, StringComparison.OrdinalIgnoreCase)),
            ("text.starts_with", [{ Value: string x }, { Value: string y }]) => Constant.Bool(x.StartsWith(y, StringComparison.Ordinal)),
            ("text.ends_with", [{ Value: string x }, { Value: string y }]) => Constant.Bool(x.EndsWith(y, StringComparison.Ordinal)),
            ("convert.int", [{ Value: long x }]) when x is >= int.MinValue and <= int.MaxValue => new Constant(type, x),
            ("convert.long", [{ Type: ScalarType.Int or ScalarType.Long, Value: long x }]) => new Constant(type, x),
            ("convert.text", [{ Type: ScalarType.String }]) => a[0],
            ("convert.text", [{ Type: ScalarType.Int or ScalarType.Long, Value: long x }]) => Constant.Text(x.ToString(CultureInfo.InvariantCulture)),
            ("convert.bool", [{ Type: ScalarType.Bool }]) => a[0],
            _ => null,
        };
    }

    static bool Comparable(Constant x, Constant y) => x.Type == y.Type && x.Value is long or string or bool && x.Type != ScalarType.Dynamic;

    static int Order(Constant x, Constant y) => (x.Value, y.Value) switch
    {
        (long a, long b) => a.CompareTo(b),
        (bool a, bool b) => a.CompareTo(b),
        (string a, string b) => string.CompareOrdinal(a, b),
        _ => throw new InvalidOperationException("constants of different types"),
    };

    static bool IsAscii(string text) => !text.AsSpan().ContainsAnyExceptInRange('\0', '\x7f');
}
