// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Functions;

/// <summary>Compares two columns of one type.</summary>
sealed class ComparisonEvaluator<TTest>(Evaluator left, Evaluator right) : Evaluator
    where TTest : struct, IComparisonTest
{
    public static Evaluator For(CallSite site, Evaluator[] arguments) => new ComparisonEvaluator<TTest>(arguments[0], arguments[1]);

    public override Column Evaluate(Batch rows)
    {
        var (a, b) = (left.Evaluate(rows), right.Evaluate(rows));
        var constant = rows.Count > 0 && a.IsConstant() && b.IsConstant();
        var values = new bool[constant ? 1 : rows.Count];
        switch (a, b)
        {
            case (TextColumn x, TextColumn y):
                Text(x, y, values);
                break;
            case (FixedColumn<long> x, FixedColumn<long> y):
                Fixed(x, y, values);
                break;
            case (FixedColumn<double> x, FixedColumn<double> y):
                for (var row = 0; row < values.Length; row++)
                {
                    values[row] = TTest.Holds(x.Values[row & x.Mask], y.Values[row & y.Mask]);
                }

                break;
            case (FixedColumn<bool> x, FixedColumn<bool> y):
                Fixed(x, y, values);
                break;
            case (FixedColumn<decimal> x, FixedColumn<decimal> y):
                Fixed(x, y, values);
                break;
            case (FixedColumn<Guid> x, FixedColumn<Guid> y):
                Fixed(x, y, values);
                break;
            default:
                throw new PlanFailureException($"cannot compare {a.Type.KustoName()} with {b.Type.KustoName()}");
        }

        return new FixedColumn<bool>(ScalarType.Bool, rows.Count, values, Nulls(a, b, values.Length), constant);
    }

    static void Fixed<T>(FixedColumn<T> a, FixedColumn<T> b, bool[] values)
        where T : unmanaged, IComparable<T>
    {
        var (x, y, maskX, maskY) = (a.Values, b.Values, a.Mask, b.Mask);
        for (var row = 0; row < values.Length; row++)
        {
            values[row] = TTest.Holds(x[row & maskX].CompareTo(y[row & maskY]));
        }
    }

    static void Text(TextColumn a, TextColumn b, bool[] values)
    {
        var equality = typeof(TTest) == typeof(EqualTest) || typeof(TTest) == typeof(NotEqualTest);
        for (var row = 0; row < values.Length; row++)
        {
            values[row] = equality
                ? TTest.Holds(a[row].SequenceEqual(b[row]) ? 0 : 1)
                : TTest.Holds(a[row].SequenceCompareTo(b[row]));
        }
    }

    static bool[]? Nulls(Column a, Column b, int count)
    {
        bool[]? nulls = null;
        for (var row = 0; row < count; row++)
        {
            if (a.IsNull(row) || b.IsNull(row))
            {
                (nulls ??= new bool[count])[row] = true;
            }
        }

        return nulls;
    }
}
