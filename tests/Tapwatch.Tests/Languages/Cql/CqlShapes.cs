// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.RegularExpressions;
using Tapwatch.Languages.Cql.Parsing;
using Tapwatch.Languages.Cql.Syntax;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Tests.Languages.Cql;

/// <summary>
/// Compares our tree with one that a tree-sitter grammar gives. That grammar calls words identifiers, patterns or numbers as the place demands, not always alike:
/// here every word is a word. Comments and operator signs are left out.
/// </summary>
static class CqlShapes
{
    public static string? Judge(string query, string expected)
    {
        var bag = new DiagnosticBag(new SourceText("query", query));
        var tree = CqlParser.Parse(bag.Source, bag);
        if (bag.HasErrors)
        {
            return bag.ToList().First(static d => d.IsError).Message;
        }

        var ours = tree.Steps.Count == 0 ? "(query)" : $"(query {Pipeline(tree)})";
        var theirs = Normal(expected);
        return ours == theirs ? null : $"{ours} is not {theirs}";
    }

    static string Normal(string tree)
    {
        tree = Regex.Replace(tree, @"\s+", " ");
        tree = Regex.Replace(tree, @"\((identifier|unquoted_pattern|number|namespaced_identifier)\)", "(word)");
        tree = Regex.Replace(tree, @"\(unquoted_field_name( \(array_index \(digits\)\))?\)", "(word)");
        tree = Regex.Replace(tree, @" ?\((comment|additive_operator|multiplicative_operator|unary_operator)\)", "");
        tree = tree.Replace("(query_parameter (word))", "(query_parameter)", StringComparison.Ordinal).Replace("(regex (regex_body))", "(regex)", StringComparison.Ordinal);
        return tree;
    }

    static string Node(string name, params IEnumerable<string> parts)
    {
        var text = new StringBuilder("(").Append(name);
        foreach (var part in parts)
        {
            text.Append(' ').Append(part);
        }

        return text.Append(')').ToString();
    }

    static string Pipeline(PipelineSyntax pipeline) => Node("pipeline", pipeline.Steps.Select(Step));

    static string Step(StepSyntax step) => step switch
    {
        FilterStep filter => Node("filter", Filter(filter.Condition)),
        CallStep call => Call(call.Call),
        AssignStep { Value: CallSyntax call } assign => Node("eval_function_shorthand", Field(assign.Target), Call(call)),
        AssignStep assign => Node("eval_shorthand", Field(assign.Target), Node("expression", Expression(assign.Value))),
        CaseStep @case => Node("case_expression", @case.Clauses.Select(Pipeline)),
        MatchStep match => Node("match_expression", [Field(match.Field), .. match.Clauses.Select(Clause)]),
        _ => Node("other"),
    };

    static string Clause(MatchClauseSyntax clause) => Node(
        "match_pipeline",
        clause.Guard is WordPattern { Text: "*" } ? Node("match_guard") : Node("match_guard", Anchored(clause.Guard!)),
        Pipeline(clause.Body));

    static string Field(FieldSyntax field) => Node("field_name", field.Quoted ? "(quoted_string)" : "(word)");

    static string Filter(FilterSyntax filter) => filter switch
    {
        AndFilter and => Node("and_filter", and.Operands.Select(Filter)),
        OrFilter or => Node("or_filter", or.Operands.Select(Filter)),
        NotFilter not => Node("not_filter", Filter(not.Operand)),
        GroupFilter group => Node("parenthesized_filter", Node("filter", Filter(group.Inner))),
        FreeTextFilter text => Node("free_text_pattern", Pattern(text.Pattern)),
        CompareFilter { Operator: CompareOperator.Like } compare => Node("field_comparison", Field(compare.Field), Node("like_pattern", Pattern(compare.Pattern))),
        CompareFilter { Operator: CompareOperator.Equal or CompareOperator.NotEqual } compare =>
            Node("field_comparison", Field(compare.Field), Node("equality_pattern", Anchored(compare.Pattern))),
        CompareFilter compare => Node("field_comparison", Field(compare.Field), Pattern(compare.Pattern)),
        CallFilter call => Call(call.Call),
        _ => Node("other"),
    };

    static string Anchored(PatternSyntax pattern) => Node("anchored_pattern", Pattern(pattern));

    static string Pattern(PatternSyntax pattern) => pattern switch
    {
        WordPattern => "(word)",
        TextPattern => "(quoted_string)",
        RegexPattern => "(regex)",
        _ => "(query_parameter)",
    };

    static string Call(CallSyntax call) => call.Arguments.Count == 0
        ? Node("function_call", "(function_name (word))")
        : Node("function_call", "(function_name (word))", Node("function_arguments", call.Arguments.Select(Argument)));

    static string Argument(ArgumentSyntax argument) => argument.Name is null
        ? Node("unnamed_function_argument", Node("expression", Expression(argument.Value)))
        : Node("named_function_argument", "(field_name (word))", Node("expression", Expression(argument.Value)));

    static string Expression(ExpressionSyntax expression) => expression switch
    {
        WordExpression => "(word)",
        TextExpression => "(quoted_string)",
        BinaryExpression { Operator: "+" or "-" } sum => Node("additive_expression", Expression(sum.Left), Expression(sum.Right)),
        BinaryExpression product => Node("multiplicative_expression", Expression(product.Left), Expression(product.Right)),
        UnaryExpression unary => Node("unary_expression", Expression(unary.Operand)),
        ArraySyntax array => Node("array_expression", array.Items.Select(static i => Node("expression", Expression(i)))),
        CallSyntax call => Call(call),
        _ => Node("other"),
    };
}
