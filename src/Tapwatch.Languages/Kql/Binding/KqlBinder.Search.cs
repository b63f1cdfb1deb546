// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.RegularExpressions;
using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>
/// search: a string alone is a term sought in every text column; a column a table lacks matches nothing there. The result says in <c>$table</c> where a row is from.
/// </summary>
sealed partial class KqlBinder
{
    bool _searching;

    // The names of the predicate that a table of the search lacks, with how many lack it.
    Dictionary<string, (SourceSpan At, int Tables)> _missed = new(StringComparer.Ordinal);
    bool _searchesCase;

    BoundTable Search(SearchOperator search, BoundTable? input)
    {
        var tables = new List<BoundTable>();
        if (input is not null)
        {
            tables.Add(input);
        }
        else if (search.Tables.Count > 0)
        {
            tables.AddRange(search.Tables.SelectMany(t => UnionTables(t, fuzzy: false)));
        }
        else
        {
            tables.AddRange(AllTables(search.Span, static _ => true));
        }

        if (tables.Exists(t => t.Broken || NeedsColumns(t, search.Span, "`search`")))
        {
            return BoundTable.Unknown;
        }

        var (outer, outerCase) = (_searching, _searchesCase);
        var outerMissed = _missed;
        _searching = true;
        _missed = new(StringComparer.Ordinal);
        _searchesCase = search.Parameters.Any(static p => p.Word == "case_sensitive");
        for (var i = 0; i < tables.Count; i++)
        {
            tables[i] = tables[i] with { Source = tables[i].Source ?? $"search_arg{i}" };
        }

        if (tables.Count > MostSearchedApart)
        {
            // Over a whole workspace the condition is bound once, over all columns of all tables.
            var all = United(tables, "$table", inner: false, loose: true) with { Depth = 4 };
            var result = Over(all, row => Grown(all, row.Narrowed(new Filter(row.Node, Lenient(SearchCondition(search)))), search.Span));
            ReportMissed(1);
            (_searching, _searchesCase, _missed) = (outer, outerCase, outerMissed);
            return result;
        }

        var found = tables.Select(t => Over(t, row =>
        {
            return Grown(t, row.Narrowed(new Filter(row.Node, Lenient(SearchCondition(search)))), search.Span);
        })).ToList();
        ReportMissed(tables.Count);
        (_searching, _searchesCase, _missed) = (outer, outerCase, outerMissed);
        return found.Exists(static t => t.Broken) ? BoundTable.Unknown : Grown(found.Count > 0 ? found[0] : BoundTable.Unknown, United(found, "$table", inner: false).Node, search.Span) with { Source = null };
    }

    // A name that no table has is a mistake.
    void ReportMissed(int tables)
    {
        foreach (var (name, (at, missing)) in _missed.Where(m => m.Value.Tables >= tables))
        {
            diagnostics.Add(Messages.UnknownName(at, name, null));
        }
    }

    const int MostSearchedApart = 16;

    Expression SearchCondition(SearchOperator search) => WithoutBrackets(search.Predicate) is StarExpression ? Constant.Bool(true) : Condition(search.Predicate);

    // "x" alone, with a star at either end for parts of terms; "42" is also sought in columns of whole numbers.
    Expression SearchTerm(string term)
    {
        var columns = _row?.Table.Columns ?? [];
        Expression[] tests =
        [
            .. columns.Where(static c => c.Type is ScalarType.String or ScalarType.Dynamic).Select(c => TermIn(Text(c.Reference())!, term)),
            .. long.TryParse(term, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? columns.Where(static c => c.Type is ScalarType.Int or ScalarType.Long).Select(c => Equal(c.Reference(), Constant.Long(number)))
                : [],
        ];
        return tests.Length == 0 ? Constant.Bool(false) : tests.Length == 1 ? tests[0] : LogicFunctions.Or.Call(tests);
    }

    // 42 alone: the same.
    Expression SearchNumber(Constant number) => SearchTerm(Convert.ToString(number.Value, CultureInfo.InvariantCulture) ?? "");

    Expression Equal(Expression left, Expression right) => TryAlign(ref left, ref right) ? Compare("==", left, right) : Constant.Bool(false);

    Call TermIn(Expression text, string term)
    {
        var inner = term.Trim('*');
        var sought = Constant.Text(inner);
        if (inner.Contains('*'))
        {
            var pattern = (_searchesCase ? "(?s)" : "(?is)") + Regex.Escape(inner).Replace("\\*", ".*");
            return MatchFunctions.Regex.Call(text, Constant.Text(pattern));
        }

        return (term.StartsWith('*'), term.Length > 1 && term.EndsWith('*'), _searchesCase) switch
        {
            (true, true, false) => MatchFunctions.ContainsIgnoreCase.Call(text, sought),
            (true, true, true) => MatchFunctions.Contains.Call(text, sought),
            (false, true, false) => TermFunctions.HasPrefixIgnoreCase.Call(text, sought),
            (false, true, true) => TermFunctions.HasPrefix.Call(text, sought),
            (true, false, false) => TermFunctions.HasSuffixIgnoreCase.Call(text, sought),
            (true, false, true) => TermFunctions.HasSuffix.Call(text, sought),
            (false, false, false) => MatchFunctions.HasTermIgnoreCase.Call(text, sought),
            _ => MatchFunctions.HasTerm.Call(text, sought),
        };
    }
}
