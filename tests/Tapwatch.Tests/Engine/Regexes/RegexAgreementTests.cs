// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.RegularExpressions;
using Tapwatch.Engine.Regexes;

namespace Tapwatch.Tests.Engine.Regexes;

/// <summary>The framework's engine says what is right.</summary>
public class RegexAgreementTests
{
    [Theory]
    [InlineData("(?i)mon(?:i(?:t(?:or?)?)?)?\\s+c", "show MONIT  capture")]
    [InlineData("^a$", "a\n")]
    [InlineData("^a$", "a\n\n")]
    [InlineData("a\\z", "a\n")]
    [InlineData("(?m)^b$", "a\nb\nc")]
    [InlineData("\\bcat\\b", "a cat.")]
    [InlineData("\\Bcat", "concat")]
    [InlineData("[^\\]a-c-]+x", "]ab-dx")]
    [InlineData("[]x]y", "]y")]
    [InlineData("a{2,3}?b|a{,3}", "aa{,3}")]
    [InlineData("(?s).(?-s).", "\nx")]
    [InlineData("(?i:A)b", "ab")]
    [InlineData("(?<n>a)(b)(?<m>c)", "abc")]
    [InlineData("(a|ab)(c|bcd)(d*)", "abcd")]
    [InlineData("(\\w+?)\\s*=\\s*\"([^\"]*)\"", "key = \"v 1\"")]
    [InlineData("\\x41\\u0042\\t", "AB\t")]
    [InlineData("(?:(a)|b)*", "ab")]
    [InlineData("x\\s+(?:[^\\s;]+\\s+){0,3}?((?:int\\s+|gi)\\S*\\d)", "x cap int gi0/1 both")] // the framework's linear engine takes one word too many here
    [InlineData("", "x")]
    public void Agrees(string pattern, string text) => Compare(pattern, text, mustBeRun: true);

    [Theory]
    [InlineData("\\p{L}")]
    [InlineData("(?=a)")]
    [InlineData("(a)\\1")]
    [InlineData("é")]
    [InlineData("(?x) a b")]
    [InlineData("[a-z-[aeiou]]")]
    [InlineData("(?#c)a")]
    [InlineData("(?<1>a)")]
    [InlineData("(?:a{900}){900}")]
    public void Leaves_to_the_framework_what_goes_beyond(string pattern) => Assert.Null(RegexProgram.Of(pattern));

    [Fact]
    public void Agrees_on_made_up_patterns_and_texts()
    {
        var random = new Random(5);
        var run = 0;
        for (var i = 0; i < 1200; i++)
        {
            var pattern = Pattern(random, 3);
            try
            {
                _ = new Regex(pattern);
            }
            catch (ArgumentException)
            {
                continue;
            }

            for (var j = 0; j < 6; j++)
            {
                run += Compare(pattern, Text(random), mustBeRun: false) ? 1 : 0;
            }
        }

        Assert.True(run > 4000, $"only {run} were run");
    }

    [Fact]
    public void Takes_time_in_step_with_the_length_of_the_text()
    {
        var program = RegexProgram.Of("(?:a+)+b|(?:\\s*x?\\s*)*y")!;
        var text = Encoding.ASCII.GetBytes(new string('a', 100_000) + new string(' ', 100_000));
        Assert.False(new RegexAutomaton(program).IsMatch(text));
    }

    // More states than are kept: the table is begun anew on the way.
    [Fact]
    public void Forgets_states_when_there_are_too_many()
    {
        var random = new Random(3);
        var automaton = new RegexAutomaton(RegexProgram.Of("a[ab]{14}c")!);
        var regex = new Regex("a[ab]{14}c");
        for (var i = 0; i < 20; i++)
        {
            var text = string.Concat(Enumerable.Range(0, 3000).Select(_ => "ab"[random.Next(2)])) + (i % 2 == 0 ? "c" : "");
            Assert.Equal(regex.IsMatch(text), automaton.IsMatch(Encoding.ASCII.GetBytes(text)));
        }
    }

    /// <summary>Whether the pattern was run here at all.</summary>
    static bool Compare(string pattern, string text, bool mustBeRun)
    {
        if (RegexProgram.Of(pattern) is not { } program)
        {
            Assert.False(mustBeRun, pattern);
            return false;
        }

        var bytes = Encoding.ASCII.GetBytes(text);
        var regex = new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
        var expected = regex.Match(text);
        var shown = $"/{pattern}/ in {text}";
        Assert.True(expected.Success == new RegexAutomaton(program).IsMatch(bytes), shown);
        Assert.True(regex.GetGroupNumbers().Length == program.Groups, "groups of " + shown);
        if (program.CanTrace)
        {
            // Every match, one after the other, and every group of it.
            var tracer = new RegexTracer(program);
            tracer.Begin(bytes.Length);
            var from = 0;
            for (var match = expected; ; match = match.NextMatch())
            {
                Assert.True(match.Success == (from <= bytes.Length && tracer.Find(bytes, from)), $"a match from {from} on of {shown}");
                if (!match.Success)
                {
                    break;
                }

                for (var group = 0; group < program.Groups; group++)
                {
                    var wanted = match.Groups[group];
                    Assert.True((wanted.Success ? (wanted.Index, wanted.Index + wanted.Length) : (-1, -1)) == tracer.Group(group), $"group {group} from {from} on of {shown}");
                }

                from = match.Index + Math.Max(1, match.Length);
            }
        }

        return true;
    }

    static string Pattern(Random random, int depth)
    {
        string Inner() => Pattern(random, depth - 1);
        string[] atoms = ["a", "b", "c", "A", ".", "\\w", "\\s", "\\d", "[ab]", "[^a\\s]", "[a-c_]", "\\W", " ", "\\.", "1", "\n"];
        string[] assertions = ["^", "$", "\\b", "\\B", "\\A", "\\z", "\\Z"];
        string[] quantifiers = ["*", "+", "?", "{2}", "{1,2}", "{0,1}", "{2,}"];
        return depth == 0 || random.Next(6) == 0
            ? random.Next(8) == 0 ? assertions[random.Next(assertions.Length)] : atoms[random.Next(atoms.Length)]
            : random.Next(8) switch
            {
                0 => $"({Inner()})",
                1 => $"(?:{Inner()}|{Inner()})",
                2 => $"(?:{Inner()}){quantifiers[random.Next(quantifiers.Length)]}{(random.Next(3) == 0 ? "?" : "")}",
                3 => $"({Inner()}|{Inner()})",
                4 => $"(?{"ims"[random.Next(3)]}:{Inner()})",
                5 => $"(?{"ims"[random.Next(3)]}){Inner()}",
                _ => Inner() + Inner(),
            };
    }

    static string Text(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => "aabbcCA 1._\n\t-"[random.Next(14)]));
}
