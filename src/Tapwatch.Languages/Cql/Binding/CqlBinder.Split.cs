// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Functions;
using Tapwatch.Languages.Cql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Cql.Binding;

/// <summary>
/// Clauses whose steps look at more than one event, or make several of one: the steps before decide which clause takes an event, then the events of each
/// clause go their own way, and all ways meet behind.
/// </summary>
sealed partial class CqlBinder
{
    static bool CanSplit(EventStream stream) => !stream.IsClause && stream.Groups.Count == 0;

    static bool NeedsSplit(PipelineSyntax clause) => clause.Steps.Any(NeedsSplit);

    static bool NeedsSplit(StepSyntax step) => step switch
    {
        StatsStep => true,
        CallStep call => NeedsSplit(call.Call),
        AssignStep { Value: CallSyntax call } => NeedsSplit(call),
        FilterStep { Condition: CallFilter filter } => NeedsSplit(filter.Call),
        FilterStep { Condition: AndFilter and } => and.Operands.Any(static o => o is CallFilter call && NeedsSplit(call.Call)),
        CaseStep nested => nested.Clauses.Any(NeedsSplit),
        MatchStep nested => nested.Clauses.Any(static c => NeedsSplit(c.Body)),
        _ => false,
    };

    static bool NeedsSplit(CallSyntax call) => CqlFunctionTable.Find(call.Name) is { } function
        && (function.Whole || function is { Aggregate: not null, Step: null, Value: null }
            || (function.LooksUp && call.Arguments.Any(static a => "nrows".Equals(a.Name, StringComparison.OrdinalIgnoreCase))));

    void Split(EventStream stream, IReadOnlyList<PipelineSyntax> syntaxes, Action<int, EventStream> guard)
    {
        var clauses = new List<EventStream>();
        var rests = new List<PipelineSyntax>();
        for (var i = 0; i < syntaxes.Count; i++)
        {
            var syntax = syntaxes[i];
            var from = syntax.Steps.TakeWhile(static s => !NeedsSplit(s)).Count();
            var clause = stream.Clause();
            clause.After(clauses);
            guard(i, clause);
            Pipeline(syntax with { Steps = [.. syntax.Steps.Take(from)] }, clause);
            clauses.Add(clause);
            rests.Add(syntax with { Steps = [.. syntax.Steps.Skip(from)] });
        }

        var numbered = clauses.SelectMany(static (c, i) => new[] { c.Condition ?? Constant.Bool(true), Constant.Long(i + 1) }).Append(Constant.Long(0)).ToArray();
        var chosen = stream.Compute("$clause", ChoiceFunctions.Case.CallAs(ScalarType.Long, numbered));
        var ways = new List<EventStream>();
        for (var i = 0; i < clauses.Count; i++)
        {
            var way = new EventStream(
                new Filter(stream.Node, CompareFunctions.Equal.Call(chosen, Constant.Long(i + 1))), clauses[i].Fields)
            { IsOrdered = stream.IsOrdered };
            Pipeline(rests[i], way);
            ways.Add(way);
        }

        MergedOrigin.Merge(stream, ways);
    }
}
