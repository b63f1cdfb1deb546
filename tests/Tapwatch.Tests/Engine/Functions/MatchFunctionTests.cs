// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Functions;
using static Tapwatch.Plan.Functions.MatchFunctions;

namespace Tapwatch.Tests.Engine.Functions;

public class MatchFunctionTests
{
    [Theory]
    [InlineData("CreateTrafficMirror", "createtrafficmirror", "true")]
    [InlineData("\u212Aelvin", "kelvin", "true")] // the Kelvin sign folds to k
    [InlineData("\u017Fet", "SET", "true")] // so does the long s
    [InlineData("MÜLLER", "müller", "true")]
    [InlineData("muller", "müller", "false")]
    [InlineData("ΣΊΣΥΦΟΣ", "σίσυφος", "true")] // final sigma is a sigma
    [InlineData("\u0131", "I", "false")] // the dotless i folds to itself
    public void Equal_case_aside(string a, string b, string expected) => Assert.Equal(expected, FunctionCase.Of(EqualIgnoreCase, a, b));

    [Fact]
    public void Equal_to_one_of_several() => Assert.Equal("true", FunctionCase.Of(EqualAnyIgnoreCase, "B", "a", "b"));

    [Theory]
    [InlineData("xTrafficMirrory", "trafficmirror", "true")]
    [InlineData("ma\u212Ae", "KE", "true")]
    [InlineData("abc", "", "true")]
    [InlineData("abc", "d", "false")]
    public void Contains_case_aside(string a, string b, string expected) => Assert.Equal(expected, FunctionCase.Of(ContainsIgnoreCase, a, b));

    [Fact]
    public void Starts_and_ends()
    {
        Assert.Equal("true", FunctionCase.Of(StartsWithIgnoreCase, "GetX", "get"));
        Assert.Equal("false", FunctionCase.Of(StartsWith, "GetX", "get"));
        Assert.Equal("true", FunctionCase.Of(EndsWithIgnoreCase, "end.", "D."));
        Assert.Equal("true", FunctionCase.Of(EndsWith, "end.", "d."));
    }

    [Theory]
    [InlineData("alpha_beta", "alpha", "true")] // _ is no part of a term
    [InlineData("alphabeta", "alpha", "false")]
    [InlineData("ПриветМир", "привет", "false")]
    [InlineData("привет мир", "ПРИВЕТ", "true")]
    [InlineData("version=1.2.3", "2.3", "true")]
    [InlineData("a b", " ", "true")]
    [InlineData("NAÏVE", "naïve", "true")]
    [InlineData("xmirror mirror", "Mirror", "true")] // the second occurrence counts
    [InlineData("1_2_3", "1", "true")]
    public void Terms_case_aside(string text, string term, string expected) => Assert.Equal(expected, FunctionCase.Of(HasTermIgnoreCase, text, term));

    [Fact]
    public void Any_and_all_terms()
    {
        Assert.Equal("true", FunctionCase.Of(HasAnyTermIgnoreCase, "a port mirror", "span", "MIRROR"));
        Assert.Equal("true", FunctionCase.Of(HasAllTermsIgnoreCase, "a port mirror", "port", "MIRROR"));
        Assert.Equal("false", FunctionCase.Of(HasAllTermsIgnoreCase, "a port mirror", "port", "span"));
    }

    [Theory]
    [InlineData("CreateTrafficMirrorSession", "%TrafficMirror%", "true")]
    [InlineData("abc", "a_c", "true")]
    [InlineData("añc", "a_c", "true")] // one character of two bytes
    [InlineData("a😀c", "a_c", "true")] // and of four
    [InlineData("abbc", "a_c", "false")]
    [InlineData("abc", "abc", "true")]
    [InlineData("abcabd", "%ab_", "true")]
    [InlineData("aab", "a%b%b", "false")]
    [InlineData("", "%", "true")]
    [InlineData("x", "", "false")]
    public void Like_over_the_whole_text(string text, string pattern, string expected) => Assert.Equal(expected, FunctionCase.Of(Like, text, pattern));

    [Fact]
    public void Like_and_glob_case_aside()
    {
        Assert.Equal("true", FunctionCase.Of(LikeIgnoreCase, "PUT ñ", "put Ñ"));
        Assert.Equal("true", FunctionCase.Of(GlobIgnoreCase, "a_B.c", "A_b*"));
        Assert.Equal("false", FunctionCase.Of(Glob, "a_B.c", "A_b*"));
        Assert.Equal("false", FunctionCase.Of(Glob, "axb", "a_b"));
    }

    [Theory]
    [InlineData("CreateTrafficMirrorSession", "(?i)trafficmirror(session|target)", "true")]
    [InlineData("abc", "^b", "false")]
    [InlineData("ñandú", "^.{5}$", "true")]
    [InlineData("TRAFFIC\u212A", "(?i)(get|traffick)x?", "true")] // a literal the expression needs, in other letters
    [InlineData("a traffic mirror", ".*(span|traffic).*mirror", "true")]
    [InlineData("a traffic", ".*(span|traffic).*mirror", "false")]
    public void Regex_somewhere(string text, string pattern, string expected) => Assert.Equal(expected, FunctionCase.Of(MatchFunctions.Regex, text, pattern));

    [Theory]
    [InlineData("ab", "a|ab", "true")]
    [InlineData("abc", "a|ab", "false")]
    [InlineData("ab", "(?x) a b # all of it", "true")]
    public void Regex_of_the_whole_text(string text, string pattern, string expected) => Assert.Equal(expected, FunctionCase.Of(RegexWhole, text, pattern));

    [Theory]
    [InlineData("user=ann, user=bob", "user=(\\w+)", 1, "ann")]
    [InlineData("user=ann", "user=(\\w+)", 0, "user=ann")]
    [InlineData("nobody", "user=(\\w+)", 1, "∅")]
    [InlineData("x", "(a)?x", 1, "")]
    [InlineData("x", "x", 7, "")]
    public void Extracts_a_group(string text, string pattern, int group, string expected) => Assert.Equal(expected, FunctionCase.Of(Extract, text, pattern, group));

    [Fact]
    public void Replaces_an_empty_match() => Assert.Equal("x", FunctionCase.Of(ReplaceRegex, "", "^$", "x"));

    [Fact]
    public void Replaces_every_match() => Assert.Equal("<1>-<22>", FunctionCase.Of(ReplaceRegex, "1-22", "(\\d+)", "<$1>"));
}
