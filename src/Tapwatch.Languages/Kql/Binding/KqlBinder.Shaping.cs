// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.RegularExpressions;
using Tapwatch.Languages.Kql.Functions;
using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>mv-expand, and parse in its kinds.</summary>
sealed partial class KqlBinder
{
    const long OldExpandLimit = 128;

    BoundTable Shape(BoundTable table, KqlOperator step) => step switch
    {
        ExpandOperator expand => Over(table, row => Expand(row, expand)),
        ApplyOperator apply => Over(table, row => MvApply(row, apply)),
        EvaluateOperator evaluate => Evaluate(table, evaluate),
        ParseKvOperator parse => Over(table, row => ParseKv(row, parse)),
        ScanOperator scan => Scan(table, scan),
        TopNestedOperator nested => Over(table, row => TopNested(row, nested)),
        TopHittersOperator hitters => Over(table, row => TopHitters(row, hitters)),
        SampleOperator distinct => Over(table, row => SampleDistinct(row, distinct)),
        MakeSeriesOperator series => Over(table, row => MakeSeries(row, series)),
        PartitionOperator partition => Over(table, row => Partition(row, partition)),
        SearchOperator search => Search(search, table),
        ParseOperator parse => Over(table, row => Parse(row, parse)),
        _ => UnsupportedSource(step),
    };

    BoundTable Expand(RowContext row, ExpandOperator expand, PlanColumn? number = null)
    {
        var expanded = new List<ExpandedColumn>();
        var results = new Dictionary<string, Assignment>(StringComparer.Ordinal);
        var added = new List<Assignment>();
        var names = new KqlColumnNames();
        foreach (var column in row.Table.Columns)
        {
            names.Take(column.Name);
        }

        foreach (var item in expand.Columns)
        {
            var value = Scalar(item.Column.Value);
            if (IsUnknown(value))
            {
                return BoundTable.Unknown;
            }

            if (value.Type != ScalarType.Dynamic)
            {
                Mistyped(item.Column.Span, "what is expanded", "dynamic", value);
                return BoundTable.Unknown;
            }

            var given = item.Column.Name?.Name ?? KqlNames.Of(item.Column.Value);
            var column = new PlanColumn(given ?? "expanded", ScalarType.Dynamic);
            expanded.Add(new ExpandedColumn(column, value));
            Expression result = item.To is { } type ? To(column.Reference(), type) : column.Reference();
            if (given is not null && row.Table.Column(given) is not null)
            {
                results[given] = new Assignment(Column(given, result), result);
            }
            else
            {
                added.Add(new Assignment(Column(given is null ? names.Unnamed() : names.Unique(given), result), result));
            }
        }

        PlanColumn? index = null;
        if (expand.Parameters.FirstOrDefault(static p => p.Name == "with_itemindex") is { } named)
        {
            index = new PlanColumn(names.Unique(named.Word), ScalarType.Long);
        }

        var limit = expand.Limit is { } syntax ? Whole(syntax, "the limit") ?? 0 : expand.Parameters.Any(static p => p.Name == "old") ? OldExpandLimit : int.MaxValue;
        var pairs = expand.Parameters.Any(static p => p.Name is "kind" or "bagexpansion" && p.Word == "array");
        var node = new Expand(row.Node, expanded, index, pairs, limit) { Number = number };
        Assignment[] all =
        [
            .. row.Table.Columns.Select(c => results.GetValueOrDefault(c.Name) ?? Assignment.Keep(c)),
            .. index is null ? Array.Empty<Assignment>() : [Assignment.Keep(index)],
            .. added,
            .. number is null ? Array.Empty<Assignment>() : [Assignment.Keep(number)],
        ];
        return Grown(row.Table, new Project(node, all), expand.Span);
    }

    BoundTable Parse(RowContext row, ParseOperator parse)
    {
        var value = Scalar(parse.Value);
        if (IsUnknown(value))
        {
            return BoundTable.Unknown;
        }

        if (Text(value) is not { } text)
        {
            Mistyped(parse.Value.Span, "what is parsed", "a string", value);
            return BoundTable.Unknown;
        }

        var kind = parse.Parameters.LastOrDefault(static p => p.Name == "kind")?.Word ?? "simple";
        var flags = parse.Parameters.LastOrDefault(static p => p.Name == "flags")?.Word ?? "";
        if (parse.Pattern.Count == 0 || ParsePattern(parse, kind, flags) is not { } pattern)
        {
            return BoundTable.Unknown;
        }

        var regex = Constant.Text(pattern);
        var columns = parse.Pattern.OfType<ParseColumn>().ToArray();
        var raw = columns.Select((_, i) => MatchFunctions.Extract.Call(text, regex, Constant.Long(i + 1))).ToArray();
        var typed = columns.Select((c, i) => To(raw[i], c.Type ?? ScalarType.String)).ToArray();

        // Unless relaxed, one column that cannot be read as its type makes the whole row one that does not match.
        var conditions = new List<Expression> { MatchFunctions.Regex.Call(text, regex) };
        if (kind != "relaxed")
        {
            conditions.AddRange(typed.Where(static t => t.Type != ScalarType.String).Select(static t => LogicFunctions.Not.Call(CompareFunctions.IsNull.Call(t))));
        }

        var matched = new PlanColumn("matched", ScalarType.Bool);
        Expression matches = conditions.Count == 1 ? conditions[0] : LogicFunctions.And.Call(conditions);
        PlanNode node = Plan.Algebra.Project.Extend(row.Node, new Assignment(matched, matches));
        if (parse.Where)
        {
            node = new Filter(node, matched.Reference());
        }

        var results = new Dictionary<string, Assignment>(StringComparer.Ordinal);
        for (var i = 0; i < columns.Length; i++)
        {
            var type = typed[i].Type;
            var result = ChoiceFunctions.If.Call(matched.Reference(), typed[i], type == ScalarType.String ? Constant.Text("") : Constant.Null(type));
            results[columns[i].Name] = new Assignment(Column(columns[i].Name, result), result);
        }

        Assignment[] all =
        [
            .. row.Table.Columns.Select(c => results.Remove(c.Name, out var replaced) ? replaced : Assignment.Keep(c)),
            .. columns.Where(c => results.ContainsKey(c.Name)).Select(c => results[c.Name]).Distinct(),
        ];
        return Grown(row.Table, new Project(node, all), parse.Span);
    }

    // The pattern as one regular expression with a group per column.
    string? ParsePattern(ParseOperator parse, string kind, string flags)
    {
        var isRegex = kind == "regex";
        var lazy = !isRegex || flags.Contains('U');
        var pattern = new StringBuilder(isRegex && flags.Contains('i') ? "(?i)" : "").Append("(?s)\\A");
        for (var i = 0; i < parse.Pattern.Count; i++)
        {
            var last = i == parse.Pattern.Count - 1;
            switch (parse.Pattern[i])
            {
                case ParseStar:
                    pattern.Append(last ? ".*" : ".*?");
                    break;
                case ParseColumn column:
                    // Where nothing says that a number ends, it ends with its digits.
                    var open = isRegex || (!last && parse.Pattern[i + 1] is ParseStar);
                    pattern.Append(open && Digits(column.Type) is { } digits ? digits : last || !lazy ? "(.*)" : "(.*?)");
                    break;
                case ParseText text:
                    if (Scalar(text.Value) is not Constant { Value: string written })
                    {
                        diagnostics.Add(Messages.ConstantNeeded(text.Span, "a delimiter of `parse`"));
                        return null;
                    }

                    if (isRegex)
                    {
                        if (RustRegex.Translate(written, out var reason) is not { } translated)
                        {
                            diagnostics.Add(Messages.BadRegex(text.Span, reason!));
                            return null;
                        }

                        // Groups of the delimiters must not shift those of the columns.
                        pattern.Append("(?:").Append(Uncaptured(translated)).Append(')');
                    }
                    else
                    {
                        pattern.Append(Regex.Escape(written));
                    }

                    break;
            }
        }

        return pattern.Append(parse.Pattern[^1] is ParseColumn or ParseStar ? "\\z" : "").ToString();
    }

    static string? Digits(ScalarType? type) => type switch
    {
        ScalarType.Int or ScalarType.Long => "(-?[0-9]+)",
        ScalarType.Real or ScalarType.Decimal => @"(-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)",
        _ => null,
    };

    static string Uncaptured(string regex)
    {
        var result = new StringBuilder();
        var inClass = false;
        for (var i = 0; i < regex.Length; i++)
        {
            var c = regex[i];
            result.Append(c);
            if (c == '\\' && i + 1 < regex.Length)
            {
                result.Append(regex[++i]);
            }
            else if (c == '[')
            {
                inClass = true;
            }
            else if (c == ']')
            {
                inClass = false;
            }
            else if (c == '(' && !inClass && (i + 1 == regex.Length || regex[i + 1] != '?'))
            {
                result.Append("?:");
            }
        }

        return result.ToString();
    }
}
