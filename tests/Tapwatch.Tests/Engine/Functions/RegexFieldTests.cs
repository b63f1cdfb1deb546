// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Tests.Engine.Functions;

/// <summary>What the groups of an expression hold, as JSON: the same whichever engine runs it, the framework's says what is right.</summary>
public class RegexFieldTests
{
    [Theory]
    [InlineData("(?<user>\\w+)@(?<host>\\w+)", "ana@lab, bo@den")]
    [InlineData("(a)|(b)(c)?", "xbxa bc")]
    [InlineData("a*", "baac")]
    [InlineData("x*$", "axx")]
    [InlineData("\"([^\"]*)\"\\t", "\"a\\b\"\t\"c\"")]
    [InlineData("(?<n>a)(b)(?<m>c)", "abc")]
    [InlineData("^(\\S+) \\d", "port 1 port 2")]
    [InlineData("é(.)", "café1 é2")]
    [InlineData("(.)é?", "aé")]
    [InlineData("nowhere", "text")]
    [InlineData("", "")]
    public void Groups_are_those_of_the_framework(string pattern, string text)
    {
        var matches = Regex.Matches(text, pattern).ToArray();
        Assert.Equal(matches.Length == 0 ? "∅" : Groups(matches[0]), Value(FieldParserFunctions.Captures, pattern, text));
        Assert.Equal(matches.Length == 0 ? "∅" : $"[{string.Join(',', matches.Select(Groups))}]", Value(FieldParserFunctions.Matches, pattern, text));
    }

    static string Groups(Match match) => $"[{string.Join(',', match.Groups.Values.Select(static g => g.Success ? Quoted(g.Value) : "null"))}]";

    static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)}\"";

    static string Value(Function function, string pattern, string text)
    {
        var column = new PlanColumn("text", ScalarType.String);
        var plan = new Project(PlanRows.Table([column], [text]), [new Assignment(new PlanColumn("groups", ScalarType.String), function.Call(column.Reference(), Constant.Text(pattern)))]);
        return Assert.Single(PlanRows.Of(plan));
    }
}
