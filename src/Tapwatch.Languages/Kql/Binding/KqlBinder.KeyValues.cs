// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Functions;
using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>parse-kv: keys and values between delimiters, between any signs, or where a regular expression finds them.</summary>
sealed partial class KqlBinder
{
    BoundTable ParseKv(RowContext row, ParseKvOperator parse)
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

        if (Pairs(parse, text) is not { } pairs)
        {
            return BoundTable.Unknown;
        }

        var bag = new PlanColumn("pairs", ScalarType.Dynamic);
        var results = new Dictionary<string, Assignment>(StringComparer.Ordinal);
        foreach (var column in parse.Columns)
        {
            var type = column.Type ?? ScalarType.String;
            Expression found = To(DynamicFunctions.Member.Call(bag.Reference(), Constant.Text(column.Name)), ScalarType.String);
            found = type == ScalarType.Dynamic ? DynamicFunctions.Member.Call(bag.Reference(), Constant.Text(column.Name)) : To(found, type);
            results[column.Name] = new Assignment(Column(column.Name, found), found);
        }

        Assignment[] all =
        [
            .. row.Table.Columns.Select(c => results.Remove(c.Name, out var replaced) ? replaced : Assignment.Keep(c)),
            .. parse.Columns.Where(c => results.ContainsKey(c.Name)).Select(c => results[c.Name]).Distinct(),
        ];
        return Grown(row.Table, new Project(Plan.Algebra.Project.Extend(row.Node, new Assignment(bag, pairs)), all), parse.Span);
    }

    Expression? Pairs(ParseKvOperator parse, Expression text)
    {
        string? pair = null, split = null, regex = null;
        var (quotes, escapes, greedy) = ("", "", false);
        foreach (var property in parse.Properties)
        {
            switch (property.Name)
            {
                case "pair_delimiter":
                    pair = property.Word;
                    break;
                case "kv_delimiter":
                    split = property.Word;
                    break;
                case "quote":
                    // One character opens and closes, two do in turn.
                    quotes += property.Word.Length == 1 ? property.Word + property.Word : property.Word;
                    break;
                case "escape":
                    escapes += property.Word;
                    break;
                case "greedy":
                    greedy = property.Word == "true";
                    break;
                case "regex":
                    regex = property.Word;
                    break;
                default:
                    diagnostics.Add(Messages.UnknownParameter(property.Span, "parse-kv", property.Name, null));
                    return null;
            }
        }

        if (regex is not null)
        {
            if (RustRegex.Translate(regex, out var reason) is { } translated)
            {
                return KeyValueFunctions.Matched.Call(text, Constant.Text(translated));
            }

            diagnostics.Add(Messages.BadRegex(parse.Span, reason!));
            return null;
        }

        return pair is null && split is null
            ? KeyValueFunctions.Worded.Call(text, Constant.Text(quotes), Constant.Text(escapes))
            : KeyValueFunctions.Delimited.Call(text, Constant.Text(pair ?? " "), Constant.Text(split ?? "="), Constant.Text(quotes), Constant.Text(escapes), Constant.Bool(greedy));
    }
}
