// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records;

namespace Tapwatch.Plan.Optimizer;

/// <summary>
/// What the kind of a record already decides. A rule for device lines that leaves JSON events out (`@rawstring!=/^\s*\{/`) need not look at a single
/// CloudTrail event: every one of them begins with a brace.
/// </summary>
static partial class RecordFacts
{
    /// <summary>The condition with what is certain of every record of the scan put in.</summary>
    public static Expression Apply(Expression condition, RecordScan scan)
    {
        if (!scan.Kind.IsJson || scan.Fields.FirstOrDefault(static f => f.Request.Path == OriginFields.Raw) is not { } raw)
        {
            return condition;
        }

        return ExpressionFolding.Condition(Put(condition, raw.Column));
    }

    static Expression Put(Expression expression, PlanColumn raw) => expression switch
    {
        Call { Arguments: [ColumnReference reference, Constant { Value: string pattern }] } call
            when call.Function == MatchFunctions.Regex && reference.Column == raw && OpeningBrace().IsMatch(pattern) => Constant.Bool(true),
        Call call => call with { Arguments = [.. call.Arguments.Select(a => Put(a, raw))] },
        _ => expression,
    };

    // ^\{ or ^\s*\{, with white space as the languages write it out.
    [GeneratedRegex(@"^\^(?:\\s\*|\[(?: |\\[tnvfrs])+\]\*)?(?:\\\{|\{|\[\{\])$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OpeningBrace();
}
