// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Languages.Kql.Binding;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Functions;

/// <summary>Functions with regular expressions.</summary>
static class KqlPatterns
{
    public static IEnumerable<KqlFunction> All =>
    [
        new("extract", 3, 4, Extract),
        new("extract_all", 2, 3, ExtractAll),
        new("extractall", 2, 3, ExtractAll),
        new("replace_regex", 3, 3, static c => Replace(c, 0, 1, 2)),
        new("replace", 3, 3, static c => Replace(c, 2, 0, 1)),
        new("trim", 2, 2, static c => Trim(c, start: true, end: true)),
        new("trim_start", 2, 2, static c => Trim(c, start: true, end: false)),
        new("trim_end", 2, 2, static c => Trim(c, start: false, end: true)),
        new("regex_quote", 1, 1, static c => RegexTextFunctions.QuoteRegex.Call(c.Text(0))),
        new("indexof_regex", 2, 5, static c => c.Binder.RegexOf(c[1], c.ArgumentSyntax(1)) is { } regex
            ? RegexTextFunctions.IndexOfRegex.Call(c.Text(0), Constant.Text(regex), c.Count > 2 ? c.Long(2) : Constant.Long(0), c.Count > 3 ? c.Long(3) : Constant.Long(-1), c.Count > 4 ? c.Long(4) : Constant.Long(1))
            : null),
    ];

    static Expression? Extract(KqlCall call)
    {
        if (call.Binder.RegexOf(call[0], call.ArgumentSyntax(0)) is not { } regex)
        {
            return null;
        }

        var captured = call.NonNull(MatchFunctions.Extract.Call(call.Text(2), Constant.Text(regex), call.Long(1)));
        return call.Count > 3 && KqlBinder.TypeArgument(call.ArgumentSyntax(3)) is { } type ? call.Binder.To(captured, type) : captured;
    }

    static Expression? ExtractAll(KqlCall call)
    {
        if (call.Binder.RegexOf(call[0], call.ArgumentSyntax(0)) is not { } regex)
        {
            return null;
        }

        return RegexTextFunctions.ExtractAll.Call(call.Text(call.Count - 1), Constant.Text(regex), call.Count > 2 ? call.Dynamic(1) : Constant.Null(ScalarType.Dynamic));
    }

    static Expression? Replace(KqlCall call, int text, int pattern, int with)
    {
        if (call.Binder.RegexOf(call[pattern], call.ArgumentSyntax(pattern)) is not { } regex)
        {
            return null;
        }

        var replacement = call.Text(with);
        return call.NonNull(MatchFunctions.ReplaceRegex.Call(call.Text(text), Constant.Text(regex), replacement is Constant { Value: string written } ? Constant.Text(Rewrite(written)) : replacement));
    }

    // \1 and \0 refer to groups in Kusto, $1 in .NET.
    static string Rewrite(string replacement)
    {
        var result = new StringBuilder();
        for (var i = 0; i < replacement.Length; i++)
        {
            var c = replacement[i];
            if (c == '\\' && i + 1 < replacement.Length && char.IsAsciiDigit(replacement[i + 1]))
            {
                result.Append("${").Append(replacement[++i]).Append('}');
            }
            else if (c == '\\' && i + 1 < replacement.Length && replacement[i + 1] == '\\')
            {
                result.Append('\\');
                i++;
            }
            else
            {
                result.Append(c == '$' ? "$$" : c.ToString());
            }
        }

        return result.ToString();
    }

    static Expression? Trim(KqlCall call, bool start, bool end)
    {
        if (call.Binder.RegexOf(call[0], call.ArgumentSyntax(0)) is not { } regex)
        {
            return null;
        }

        var text = call.Text(1);
        if (start)
        {
            text = MatchFunctions.ReplaceRegex.Call(text, Constant.Text($@"\A(?:{regex})"), Constant.Text(""));
        }

        return end ? MatchFunctions.ReplaceRegex.Call(text, Constant.Text($@"(?:{regex})\z"), Constant.Text("")) : text;
    }
}
