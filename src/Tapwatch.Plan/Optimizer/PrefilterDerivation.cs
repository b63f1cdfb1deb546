// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Plan.Optimizer;

/// <summary>
/// Reads off a condition which literals a record must contain to meet it. `and` may use either side and uses the more telling one, `or` needs both,
/// anything else that does not demand a literal of a raw field gives nothing.
/// </summary>
static class PrefilterDerivation
{
    const int ShortestLiteral = 3;
    const int MostLiterals = 256;

    /// <summary>The prefilter of a scan below <paramref name="condition"/>, or null when every record must be read.</summary>
    public static Prefilter? Derive(Expression condition, RecordScan scan)
    {
        var raw = scan.Fields.Where(f => VerbatimFields.Contains(scan.Kind, f.Request.Path)).Select(static f => f.Column).ToHashSet();
        return Needed(condition, raw) is { } needed && needed.Literals.Count <= MostLiterals
            ? new Prefilter([.. needed.Literals.Order(StringComparer.Ordinal)], needed.FoldsUnicode)
            : null;
    }

    static Need? Needed(Expression condition, HashSet<PlanColumn> raw)
    {
        if (condition is not Call call)
        {
            return null;
        }

        var function = call.Function;
        if (function == LogicFunctions.And)
        {
            return call.Arguments.Select(a => Needed(a, raw)).Where(static n => n is not null).MaxBy(static n => n!.Worth);
        }

        if (function == LogicFunctions.Or)
        {
            return AllOf(call.Arguments.Select(a => Needed(a, raw)));
        }

        if (function == LogicFunctions.IsTrue)
        {
            return Needed(call.Arguments[0], raw);
        }

        // if(c, a, b) is true only where c and a are, or where b is; a condition with a fixed false arm is an `and`.
        if (function == ChoiceFunctions.If)
        {
            return AllOf([Needed(LogicFunctions.And.Call(call.Arguments[0], call.Arguments[1]), raw), Needed(call.Arguments[2], raw)]);
        }

        if (function == ChoiceFunctions.FirstKnown && call.Arguments is [var only, Constant { Value: false }])
        {
            return Needed(only, raw);
        }

        return MatchedLiterals.Of(call) is { } match && IsRaw(match.Subject, raw) ? FromLiterals(match) : null;
    }

    static Need? AllOf(IEnumerable<Need?> needs)
    {
        var literals = new HashSet<string>(StringComparer.Ordinal);
        var folds = false;
        foreach (var need in needs)
        {
            switch (need)
            {
                case null:
                    return null;
                default:
                    literals.UnionWith(need.Literals);
                    folds |= need.FoldsUnicode;
                    break;
            }
        }

        return new Need(literals, folds);
    }

    // Each alternative must hold a run of letters to be sought.
    static Need? FromLiterals(MatchedLiterals match)
    {
        var literals = new HashSet<string>(StringComparer.Ordinal);
        foreach (var alternative in match.Alternatives)
        {
            var best = EverydayWords.MostTelling(alternative).ToLowerInvariant();
            if (best.Length < ShortestLiteral)
            {
                return null;
            }

            literals.Add(best);
        }

        return literals.Count == 0 ? null : new Need(literals, match.IgnoresCase);
    }

    // Whether every text the expression can give stands in the record as it is, case aside.
    static bool IsRaw(Expression expression, HashSet<PlanColumn> raw) => expression switch
    {
        ColumnReference reference => raw.Contains(reference.Column),
        Constant constant => constant.Value is null or "",
        Call call when call.Function == TextFunctions.Lower || call.Function == TextFunctions.Upper || call.Function == TextFunctions.Trim
            || call.Function == MatchFunctions.Extract || call.Function == TextFunctions.Substring || call.Function == TextFunctions.LastSegment => IsRaw(call.Arguments[0], raw),
        Call call when call.Function == ChoiceFunctions.FirstKnown || call.Function == ChoiceFunctions.FirstPresent => call.Arguments.All(a => IsRaw(a, raw)),
        Call call when call.Function == ChoiceFunctions.If => IsRaw(call.Arguments[1], raw) && IsRaw(call.Arguments[2], raw),
        Call call when call.Function == ChoiceFunctions.Case => call.Arguments.Where((_, i) => i % 2 == 1 || i == call.Arguments.Count - 1).All(a => IsRaw(a, raw)),
        Call call when call.Function == DynamicFunctions.Member || call.Function == DynamicFunctions.Element
            || ((call.Function == ConvertFunctions.ToText || call.Function == ConvertFunctions.ToDynamic) && call.Arguments[0].Type is Records.Columns.ScalarType.String or Records.Columns.ScalarType.Dynamic) =>
            IsRaw(call.Arguments[0], raw),
        _ => false,
    };

    /// <summary>One of <paramref name="Literals"/> must stand in the record.</summary>
    sealed record Need(HashSet<string> Literals, bool FoldsUnicode)
    {
        /// <summary>Long literals and few of them tell more.</summary>
        public double Worth => Literals.Min(EverydayWords.Telling) is > 0 and var least ? least - (Math.Log2(Literals.Count) / 2) : -Literals.Count;
    }
}
