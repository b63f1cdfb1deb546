// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records;

namespace Tapwatch.Plan.Optimizer;

/// <summary>
/// What the kind of a record already decides. A rule for device lines that leaves JSON events out (`@rawstring!=/^\s*\{/`) need not look at a single
/// CloudTrail event: every one of them begins with a brace. And a line of syslog has no <c>protoPayload.methodName</c>.
/// </summary>
static partial class RecordFacts
{
    /// <summary>The condition with what is certain of every record of the scan put in.</summary>
    public static Expression Apply(Expression condition, RecordScan scan)
    {
        var absent = scan.Kind.Fields is { } known
            ? scan.Fields.Where(f => !f.Request.Path.StartsWith('$') && !known.Contains(f.Request.Path)).Select(static f => f.Column).ToHashSet()
            : [];
        var raw = scan.Kind.IsJson ? scan.Fields.FirstOrDefault(static f => f.Request.Path == OriginFields.Raw)?.Column : null;
        return absent.Count == 0 && raw is null ? condition : ExpressionFolding.Condition(Put(condition, raw, absent));
    }

    static Expression Put(Expression expression, PlanColumn? raw, HashSet<PlanColumn> absent) => expression switch
    {
        Call { Arguments: [ColumnReference reference, Constant { Value: string pattern }] } call
            when call.Function == MatchFunctions.Regex && reference.Column == raw && OpeningBrace().IsMatch(pattern) => Constant.Bool(true),
        ColumnReference reference when absent.Contains(reference.Column) => Constant.Null(reference.Type),
        Call call => call with { Arguments = [.. call.Arguments.Select(a => Put(a, raw, absent))] },
        _ => expression,
    };

    // ^\{ or ^\s*\{, with white space as the languages write it out.
    [GeneratedRegex(@"^\^(?:\\s\*|\[(?: |\\[tnvfrs])+\]\*)?(?:\\\{|\{|\[\{\])$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OpeningBrace();
}
