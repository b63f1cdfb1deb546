// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Plain = Tapwatch.Plan.Functions.TextFunctions;

namespace Tapwatch.Languages.Aql.Functions;

/// <summary>Functions of text.</summary>
static class TextFunctions
{
    public static IEnumerable<AqlFunction> All =>
    [
        new("LOWER", 1, 1, "1 argument", static c => Plain.Lower.Call(c.Text(0))),
        new("UPPER", 1, 1, "1 argument", static c => Plain.Upper.Call(c.Text(0))),
        new("STR", 1, 1, "1 argument", static c => c.Text(0)),
        new("STRLEN", 1, 1, "1 argument", static c => Plain.Length.Call(c.Text(0))),
        new("CONCAT", 1, 64, "1 or more arguments", static c => Plain.Concat.Call([.. Enumerable.Range(0, c.Count).Select(c.Text)])),
        new("UTF8", 1, 1, "1 argument", static c => c.Binder.Utf8(c.Syntax.Arguments[0])),
        new("BASE64", 1, 1, "1 argument", static c => Encodings.ToBase64.Call(c.Binder.Utf8(c.Syntax.Arguments[0]))),
        new("STRPOS", 2, 3, "(text, part, from)", StrPos),
        new("SUBSTRING", 2, 3, "(text, start, end)", Substring),
        new("REPLACEALL", 3, 3, "('regex', text, replacement)", static c => Replace(c, MatchFunctions.ReplaceRegex)),
        new("REPLACEFIRST", 3, 3, "('regex', text, replacement)", static c => Replace(c, MatchFunctions.ReplaceFirstRegex)),
    ];

    static Expression StrPos(FunctionCall call) => call.Count == 2
        ? Plain.IndexOf.Call(call.Text(0), call.Text(1))
        : TextPositionFunctions.IndexFrom.Call(call.Text(0), call.Text(1), call.Long(2), Constant.Long(-1), Constant.Long(1));

    static Expression Substring(FunctionCall call)
    {
        var text = call.Text(0);
        var start = call.Long(1);
        if (call.Count == 2)
        {
            return Plain.Substring.Call(text, start, Constant.Long(int.MaxValue));
        }

        // The guide's examples, (userName, 0, 3) and (sourceip, 3, 5), fit an end as in Java.
        var end = call.Long(2);
        if (start is not Constant { Value: 0L })
        {
            call.Diagnostics.Add(Messages.AqlSubstringEnd(call.At(2)));
        }

        var length = (start, end) is (Constant { Value: long from }, Constant { Value: long to })
            ? Constant.Long(Math.Max(0, to - from))
            : (Expression)Plan.Functions.NumberFunctions.Subtract.Call(end, start);
        return Plain.Substring.Call(text, start, length);
    }

    // The regular expression comes first (AQL guide).
    static Expression? Replace(FunctionCall call, Function function)
    {
        if (call.Binder.Regex(call.Syntax.Arguments[0]) is not { } regex || call.Constant(2, "the replacement") is not { } replacement)
        {
            return null;
        }

        return function.Call(call.Text(1), Constant.Text(regex.Net), Constant.Text(Replacement(replacement)));
    }

    // Java quotes by backslash where .NET doubles the dollar.
    static string Replacement(string java)
    {
        var net = new StringBuilder();
        for (var i = 0; i < java.Length; i++)
        {
            if (java[i] == '\\' && i + 1 < java.Length)
            {
                i++;
                net.Append(java[i] == '$' ? "$$" : java[i].ToString());
            }
            else
            {
                net.Append(java[i]);
            }
        }

        return net.ToString();
    }
}
