// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Plan.Diagnostics;

/// <summary>TW12, TW22, TW32, TW42: CQL.</summary>
public static partial class Messages
{
    /// <summary>TW1201: two steps without a pipe between them.</summary>
    public static Diagnostic CqlMissingPipe(SourceSpan at) =>
        Accepted("TW1201", at, "a new step begins here, but there is no `|` before it", "write `|` between the steps");

    /// <summary>TW1202: a regular expression where a value must stand.</summary>
    public static Diagnostic CqlRegexAsValue(SourceSpan at) =>
        Wrong("TW1202", at, "a regular expression is no value", "use `field=/…/` in a condition, or `regex(\"(?<name>…)\", field=field)` to extract");

    /// <summary>TW1203: the name of a function alone.</summary>
    public static Diagnostic CqlReservedWord(SourceSpan at, string name, string rest) =>
        Wrong("TW1203", at, $"`{name}` is the name of a function and cannot stand alone", ReservedHelp(name, rest));

    /// <summary>TW1204: <c>==</c> in a filter.</summary>
    public static Diagnostic CqlDoubleEquals(SourceSpan at) =>
        Wrong("TW1204", at, "a filter compares with `=`", "write `field=value`; to compare two fields write `test(a == b)`");

    /// <summary>TW1205: a bare word that ends in two slashes.</summary>
    public static Diagnostic CqlEndsInSlashes(SourceSpan at, string word) =>
        Wrong("TW1205", at, $"`{word}` ends in `//`, which is neither a comment nor a word", "put the word in quotes, or a space before the comment");

    /// <summary>TW1206: a boolean operator of another language.</summary>
    public static Diagnostic CqlForeignOperator(SourceSpan at, string symbol, string word) =>
        Wrong("TW1206", at, $"`{symbol}` is no operator", $"write `{word}`");

    /// <summary>TW1207: <c>field IN (values)</c>.</summary>
    public static Diagnostic CqlForeignIn(SourceSpan at, string field, string values) =>
        Wrong("TW1207", at, "`in` is a function, not an operator", $"write `in({field}, values=[{values}])`");

    /// <summary>TW1208: a field name with a character that needs quotes.</summary>
    public static Diagnostic CqlNameNeedsQuotes(SourceSpan at, string name) =>
        Wrong("TW1208", at, $"the field name `{name}` needs quotes", $"write `\"{name}\"`");

    /// <summary>TW1209: AND or OR inside an expression.</summary>
    public static Diagnostic CqlLogicInExpression(SourceSpan at, string word) =>
        Wrong(
            "TW1209",
            at,
            $"an expression cannot hold `{word}`",
            word.Equals("or", StringComparison.OrdinalIgnoreCase) ? "write `case { test(a); test(b) }`" : "write two steps: `| test(a) | test(b)`");

    /// <summary>TW1210: a name after <c>as</c> behind a call.</summary>
    public static Diagnostic CqlAliasAfterCall(SourceSpan at, string name, string fix) =>
        Accepted("TW1210", at, $"`as {name}` after a call is not CQL; LogScale would search for these words", $"write `{fix}`");

    /// <summary>TW1211: a call on the right of <c>=</c>.</summary>
    public static Diagnostic CqlCallOnTheRight(SourceSpan at, string field, string function) =>
        Wrong("TW1211", at, "the right side of `=` is a pattern, never a call", $"write `{field} =~ {function}(…)`");

    /// <summary>TW4201: OR beside AND.</summary>
    public static Diagnostic CqlOrBindsTighter(SourceSpan at, bool written) =>
        Differs(
            "TW4201",
            at,
            $"OR binds tighter than {(written ? "AND" : "the AND between conditions side by side")}: this part is evaluated first",
            "put parentheses around what belongs together");

    /// <summary>TW4202: a command of another language, which CQL takes for a word to search for.</summary>
    public static Diagnostic CqlForeignVerb(SourceSpan at, string word, string help) =>
        Differs("TW4202", at, $"`{word}` is no command: events that do not contain the word `{word}` are dropped", help);

    static string ReservedHelp(string name, string rest)
    {
        var names = rest.Split([',', ' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries);
        var plain = names.Length is > 0 and <= 20 && Array.TrueForAll(names, static n => n.All(static c => char.IsLetterOrDigit(c) || c is '_' or '.' or '@' or '#'));
        return plain switch
        {
            true when name is "table" or "select" or "drop" or "groupBy" or "sort" or "top" or "collect" => $"write `{name}([{string.Join(", ", names)}])`",
            true when name is "head" or "tail" && names.Length == 1 => $"write `{name}({names[0]})`",
            _ => $"write `{name}(…)` to call it, or `\"{name}\"` to search for the word",
        };
    }
}
