// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Tapwatch.Languages.Kql.Functions;
using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>The names columns get that the text does not name.</summary>
/// <remarks>The rules are those of Kusto's language service (ResultNameKind of each function).</remarks>
static class KqlNames
{
    static readonly HashSet<string> _namedByFirst = new(StringComparer.Ordinal)
    {
        "tostring", "split", "tohex", "todynamic", "toobject", "tolong", "toint", "toreal", "todouble", "todatetime", "totimespan", "totime", "tobool", "toboolean",
        "todecimal", "toguid", "parse_csv", "parsejson", "parse_json", "parse_xml", "format_datetime", "format_timespan", "startofday", "bin", "floor", "bin_at",
        "bin_auto", "binary_and", "binary_or", "binary_xor", "binary_not", "binary_shift_right", "binary_shift_left", "bitset_count_ones", "series_fir", "series_outliers",
        "series_iir", "series_fill_backward", "series_fill_forward", "series_fill_const", "series_fill_linear", "round", "ceiling", "pow", "sqrt", "log", "log2",
        "log10", "exp", "exp2", "exp10", "cos", "sin", "tan", "acos", "asin", "atan", "atan2", "abs", "rand", "gamma", "loggamma", "erf", "erfc", "format_bytes",
        "binary_all_or", "binary_all_and", "binary_all_xor", "take_anyif", "take_any", "any",
    };

    static readonly Dictionary<string, string> _prefixes = new(StringComparer.Ordinal)
    {
        ["make_list"] = "list",
        ["make_list_if"] = "list",
        ["make_list_with_nulls"] = "list",
        ["makelist"] = "list",
        ["make_set"] = "set",
        ["make_set_if"] = "set",
        ["makeset"] = "set",
        ["make_bag"] = "bag",
        ["make_bag_if"] = "bag",
        ["make_dictionary"] = "dictionary",
        ["buildschema"] = "schema",
        ["argmin"] = "min",
        ["argmax"] = "max",
        ["percentiles_array"] = "percentiles",
        ["percentilesw_array"] = "percentiles",
        ["percentilew"] = "percentile",
        ["tdigest_merge"] = "merge_tdigests",
        ["merge_tdigest"] = "merge_tdigests",
        ["any"] = "any",
        ["anyif"] = "any",
    };

    /// <summary>The name an expression gives its column, or null when it gives none.</summary>
    public static string? Of(KqlExpression expression) => expression switch
    {
        NameExpression name => name.Name,
        BracketExpression bracket => Of(bracket.Inner),
        MemberExpression member => Of(member.Target) is { } target ? $"{target}_{member.Member.Name}" : member.Member.Name,
        IndexExpression { Index: LiteralExpression literal } index when Of(index.Target) is { } target =>
            target + "_" + Convert.ToString(literal.Value, CultureInfo.InvariantCulture),
        IndexExpression index when Of(index.Target) is { } target => target + "_",
        CallExpression { Arguments: [var first, ..] } call when _namedByFirst.Contains(call.Function.Name) => first.Name?.Name ?? Of(first.Value),
        CallExpression { Arguments: [var first, ..], Function.Name: "strlen" or "string_size" } call => Of(first.Value) is { } argument ? $"{call.Function.Name}_{argument}" : null,
        CallExpression { Function.Name: "hll_merge" } => "hll_merged_result",
        CallExpression { Function.Name: "tdigest_merge" or "merge_tdigest" } => "tdigests_merge_result",
        CallExpression { Arguments: [var first, ..], Function.Name: "percentiles_array_tdigest" } => Of(first.Value) is { } digest ? "percentile_tdigest_" + digest : null,
        CallExpression { Arguments: [var first, ..], Function.Name: "gettype" } => Of(first.Value) is { } typed ? "type_" + typed : null,
        CallExpression { Arguments: [var first, ..], Function.Name: "treepath" } => Of(first.Value) is { } tree ? "tree_" + tree : null,
        CallExpression { Arguments: [var first, ..], Function.Name: "repeat" } => Of(first.Value) is { } repeated ? "repeat_" + repeated : null,
        CallExpression { Arguments: [var first, ..], Function.Name: "dcount_hll" or "percentile_tdigest" } call => Of(first.Value) is { } argument ? $"{call.Function.Name}_{argument}" : null,
        CallExpression { Arguments: [var first, ..], Function.Name: "array_sort_asc" or "array_sort_desc" } => Of(first.Value) is { } argument ? argument + "_sorted" : null,
        CallExpression { Arguments: [], Function.Name: "ingestion_time" } => "$IngestionTime",
        CallExpression { Arguments: [var only], Function.Name: "make_datetime" or "make_timespan" } => Of(only.Value),
        CallExpression { Arguments: [{ Value: LiteralExpression { Type: ScalarType.String, Value: string column } }, _], Function.Name: "column_ifexists" or "columnifexists" } => column,
        CallExpression call when KqlAggregates.Names.Contains(call.Function.Name) && call.Function.Name is not ("take_any" or "any" or "take_anyif" or "anyif" or "arg_max" or "arg_min") => OfAggregate(call),
        _ => null,
    };

    /// <summary>The name of an aggregate's column: <c>count_</c>, <c>sum_x</c>, <c>list_x</c>.</summary>
    public static string? OfAggregate(CallExpression call)
    {
        var name = call.Function.Name;
        if (name is "take_any" or "any" or "take_anyif" or "anyif" or "binary_all_or" or "binary_all_and" or "binary_all_xor")
        {
            return call.Arguments.Count > 0 ? (name.StartsWith("any", StringComparison.Ordinal) ? "any_" : "") + Of(call.Arguments[0].Value) : null;
        }

        var prefix = _prefixes.GetValueOrDefault(name, name);
        var argument = call.Arguments.Count > 0 ? Of(call.Arguments[0].Value) : null;
        if (name is "covariance" or "covariancep" or "covarianceif" or "covariancepif" && call.Arguments.Count > 1 && Of(call.Arguments[1].Value) is { } second)
        {
            argument += "_" + second;
        }

        var suffix = name is "percentile" or "percentilew" && call.Arguments is [.., { Value: LiteralExpression { Value: { } rank } }]
            ? "_" + Plain(Convert.ToString(rank, CultureInfo.InvariantCulture) ?? "")
            : "";
        return $"{prefix}_{argument}{suffix}";
    }

    static string Plain(string text) => string.Concat(text.Select(static c => char.IsLetterOrDigit(c) || c == '_' ? c : '_'));
}
