// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Rows;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;
using static Tapwatch.Engine.Functions.ScalarImplementation;
namespace Tapwatch.Engine.Functions;

static class CompareKernels
{
    public static IEnumerable<ScalarImplementation> All =>
    [
        new ScalarImplementation(CompareFunctions.Equal, ComparisonEvaluator<EqualTest>.For),
        new ScalarImplementation(CompareFunctions.NotEqual, ComparisonEvaluator<NotEqualTest>.For),
        new ScalarImplementation(CompareFunctions.Less, ComparisonEvaluator<LessTest>.For),
        new ScalarImplementation(CompareFunctions.LessOrEqual, ComparisonEvaluator<LessOrEqualTest>.For),
        new ScalarImplementation(CompareFunctions.Greater, ComparisonEvaluator<GreaterTest>.For),
        new ScalarImplementation(CompareFunctions.GreaterOrEqual, ComparisonEvaluator<GreaterOrEqualTest>.For),
        PerRow(CompareFunctions.EqualAny, EqualAny),
        PerRow(CompareFunctions.IsNull, static (in a, r) => r.Set(a.IsNull(0))),
        PerRow(CompareFunctions.IsPresent, static (in a, r) => r.Set(!a.IsNull(0) && (a.Column(0) is not TextColumn text || text[a.Row].Length > 0))),
    ];

    static Kernel EqualAny(CallSite site)
    {
        if (site.ArgumentType(0) is ScalarType.String or ScalarType.Dynamic && site.AreConstant(1))
        {
            var set = new TextSet(site.ConstantsBytes(1));
            return (in a, r) =>
            {
                if (a.IsNull(0))
                {
                    r.SetNull();
                }
                else
                {
                    r.Set(set.Contains(a.Text(0)));
                }
            };
        }

        return static (in a, r) =>
        {
            var sawNull = a.IsNull(0);
            for (var i = 1; i < a.Count && !a.IsNull(0); i++)
            {
                if (a.IsNull(i))
                {
                    sawNull = true;
                }
                else if (ValueOrder.Compare(a.Column(0), a.Row, a.Column(i), a.Row) == 0)
                {
                    r.Set(true);
                    return;
                }
            }

            if (sawNull)
            {
                r.SetNull();
            }
            else
            {
                r.Set(false);
            }
        };
    }
}
