// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Languages.Aql.Functions;
using Tapwatch.Languages.Aql.Printing;
using Tapwatch.Languages.Aql.Syntax;

namespace Tapwatch.Languages.Aql.Binding;

/// <summary>
/// The name of a result column without alias, as a console gives it: a column as written, <c>dateformat_starttime_yyyy_MM_dd</c> for a function,
/// <c>SUM_eventcount</c> for an aggregate, <c>COUNT</c> for <c>COUNT(*)</c> (measured on 7.6.0).
/// </summary>
static class ResultName
{
    public static string Of(ExpressionSyntax value) => value switch
    {
        NameSyntax name => name.Name,
        CallSyntax call => OfCall(call),
        CaseSyntax => "case",
        IfSyntax => "if",
        _ => Words(value),
    };

    static string OfCall(CallSyntax call)
    {
        var name = AggregateNames.Contains(call.Name) ? call.Name.ToUpperInvariant() : call.Name.ToLowerInvariant();
        var words = string.Join('_', call.Arguments.Select(Words).Where(static w => w.Length > 0));
        return words.Length == 0 ? name : $"{name}_{words}";
    }

    static string Words(ExpressionSyntax value) => value switch
    {
        CallSyntax call => OfCall(call),
        StarSyntax => "",
        _ => Words(Printer.Print(value)),
    };

    // Runs of letters and digits, joined by one underscore.
    static string Words(string text)
    {
        var words = new StringBuilder();
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                words.Append(c);
            }
            else if (words.Length > 0 && words[^1] != '_')
            {
                words.Append('_');
            }
        }

        return words.ToString().TrimEnd('_');
    }
}
