// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Tests.Languages.Cql;

/// <summary>What users are told, word for word.</summary>
public class CqlMessageTests
{
    [Theory]
    [InlineData("| table a, b", "error TW1203: `table` is the name of a function and cannot stand alone", "write `table([a, b])`")]
    [InlineData("x IN (\"a\",\"b\")", "error TW1207: `in` is a function, not an operator", "write `in(x, values=[\"a\", \"b\"])`")]
    [InlineData("field == \"x\"", "error TW1204: a filter compares with `=`", "write `field=value`; to compare two fields write `test(a == b)`")]
    [InlineData("a=1 && b=2", "error TW1206: `&&` is no operator", "write `AND`")]
    [InlineData("groupBy(a,b)", "warning TW2201: `groupBy` takes one argument without a name; these are read as a list", "write `groupBy([a, b])`")]
    [InlineData("limit(10)", "error TW2003: there is no function `limit`", "write `head(10)` or `tail(10)`")]
    [InlineData("where a=1", "warning TW4202: `where` is no command: events that do not contain the word `where` are dropped", "a condition stands by itself: `| field=value`, or `| test(a > b)` to compare fields")]
    [InlineData("dc(user)", "error TW2003: there is no function `dc`", "write `count(field, distinct=true)`")]
    [InlineData("isNull(a)", "error TW2003: there is no function `isNull`", "write `field!=*` for a missing field, `field=*` for one that is there")]
    [InlineData("gruopBy(a)", "error TW2003: there is no function `gruopBy`", "did you mean `groupBy`?")]
    [InlineData("groupBy(a, functoin=count())", "error TW2007: `groupBy` has no parameter `functoin`", "did you mean `function`?")]
    [InlineData("host-name=x", "error TW1208: the field name `host-name` needs quotes", "write `\"host-name\"`")]
    [InlineData("a or b c", "warning TW4201: OR binds tighter than the AND between conditions side by side: this part is evaluated first", "put parentheses around what belongs together")]
    [InlineData("a=/(?i)x|y/", "warning TW4203: `(?i)` before alternatives: LogScale's older engine (default before 1.227) applies it to the first alternative only, here it applies to all", "write `/x|y/i`")]
    [InlineData("a < b", "error TW2204: the right side of `<`, `<=`, `>` and `>=` must be a number", "to compare fields write `test(a < other)`")]
    [InlineData("test(a = b)", "error TW2007: `test` has no parameter `a`", "compare with `==`: `=` names a parameter")]
    [InlineData("test(a > 1 and b > 2)", "error TW1209: an expression cannot hold `and`", "write two steps: `| test(a) | test(b)`")]
    [InlineData("a := /x/", "error TW1202: a regular expression is no value", "use `field=/…/` in a condition, or `regex(\"(?<name>…)\", field=field)` to extract")]
    [InlineData("a=/(?=x)/", "error TW3201: look-around in a regular expression is not supported here: expressions run in linear time", null)]
    [InlineData("a=/[/", "error TW1006: the regular expression is not valid: Unterminated [] set", null)]
    [InlineData("hashRewrite(a, salt=s)", "error TW3002: `hashRewrite` is valid CQL but not supported here", null)]
    [InlineData("ioc:lookup(field=a)", "error TW2205: `ioc:lookup` needs the argument `type`", null)]
    [InlineData("ipLocation(a)", "warning TW4207: `ipLocation` needs the file `ipLocation`, which is not given: the run ends if an event gets this far", "give it: `--table \"ipLocation=FILE\"`")]
    [InlineData("match(file=\"a.csv\", field=b)", "warning TW4207: `match` needs the file `a.csv`, which is not given: the run ends if an event gets this far", "give it: `--table \"a.csv=FILE\"`")]
    [InlineData("join({a=1}, field=b, start=7d)", "warning TW4208: `start` of `join` changes nothing here: the subquery reads all the data given", null)]
    [InlineData("a=1\ngroupBy(a)", "warning TW1201: a new step begins here, but there is no `|` before it", "write `|` between the steps")]
    [InlineData("id = lower(x)", "error TW1211: the right side of `=` is a pattern, never a call", "write `id =~ lower(…)`")]
    [InlineData("_time=*", "warning TW2203: `_time` is not a field of LogScale; read as `@timestamp`", "write `@timestamp`")]
    [InlineData("a=?who", "warning TW4204: no value is given for the parameter `who`; read as `*`", null)]
    [InlineData("$gone()", "warning TW2208: there is no saved query `gone` here: the run ends if an event gets this far", "give the package or the folder that holds it: `--package PATH`")]
    [InlineData("coalesce(a, b) as c", "warning TW1210: `as c` after a call is not CQL; LogScale would search for these words", "write `c := coalesce([a, b])`")]
    public void Tells_what_is_wrong_and_what_helps(string query, string message, string? help)
    {
        var first = CqlRows.Translate(query).Diagnostics[0];
        var lines = DiagnosticRenderer.Render(first).Split('\n');

        Assert.Equal(message, lines[0][(lines[0].IndexOf(": ", StringComparison.Ordinal) + 2)..]);
        Assert.Equal(help, first.Help);
    }

    [Fact]
    public void Points_at_the_part_it_means()
    {
        var message = CqlRows.Translate("a=1 | groupBy([b], function=sun(c))").Diagnostics.Single();

        Assert.Equal(
            """
            query:1:29: error TW2003: there is no function `sun`
                a=1 | groupBy([b], function=sun(c))
                                            ^~~
                help: did you mean `sum`?
            """,
            DiagnosticRenderer.Render(message));
    }

    [Theory]
    [InlineData("coalesce(a, b) as c")]
    [InlineData("groupBy(a, b)")]
    [InlineData("table([_time])")]
    [InlineData("a=1 groupBy(b)")]
    public void Strict_refuses_what_LogScale_refuses(string query)
    {
        Assert.True(CqlRows.Translate(query).Succeeded);
        Assert.False(CqlRows.Translate(query, strict: true).Succeeded);
    }

    [Fact]
    public void Tells_all_mistakes_at_once()
    {
        var messages = CqlRows.Translate("a == 1 | nosuch(b) | test(c = d)").Diagnostics;

        Assert.Equal(["TW1204", "TW2003", "TW2007"], messages.Select(static m => m.Code));
    }
}
