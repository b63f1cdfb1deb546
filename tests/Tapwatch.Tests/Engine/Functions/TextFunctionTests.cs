// SPDX-License-Identifier: Apache-2.0

using static Tapwatch.Plan.Functions.TextFunctions;

namespace Tapwatch.Tests.Engine.Functions;

public class TextFunctionTests
{
    [Theory]
    [InlineData("Straße ÄÖÜ", "straße äöü")]
    [InlineData("CreateTrafficMirrorSession", "createtrafficmirrorsession")]
    [InlineData("", "")]
    public void Makes_text_lower_case(string text, string expected) => Assert.Equal(expected, FunctionCase.Of(Lower, text));

    [Theory]
    [InlineData("naïve", "NAÏVE")]
    [InlineData("привет", "ПРИВЕТ")]
    public void Makes_text_upper_case(string text, string expected) => Assert.Equal(expected, FunctionCase.Of(Upper, text));

    [Theory]
    [InlineData("  a b \t", "a b")]
    [InlineData("\u00a0x\u2003", "x")]
    [InlineData("   ", "")]
    public void Trims_white_space_at_both_ends(string text, string expected) => Assert.Equal(expected, FunctionCase.Of(Trim, text));

    [Theory]
    [InlineData("añb", "3")]
    [InlineData("a😀b", "3")]
    [InlineData("", "0")]
    public void Length_counts_characters(string text, string expected) => Assert.Equal(expected, FunctionCase.Of(Length, text));

    [Fact]
    public void Concat_takes_null_as_empty() => Assert.Equal("a-b", FunctionCase.Of(Concat, "a", null, "-", "b"));

    [Theory]
    [InlineData("abcdef", 1, 2, "bc")]
    [InlineData("añ😀b", 1, 2, "ñ😀")]
    [InlineData("abc", 2, 100, "c")]
    [InlineData("abc", 9, 1, "")]
    public void Substring_counts_characters(string text, int start, int length, string expected) =>
        Assert.Equal(expected, FunctionCase.Of(Substring, text, start, length));

    [Theory]
    [InlineData("añbñ", "b", "2")]
    [InlineData("abc", "x", "-1")]
    [InlineData("abc", "", "0")]
    public void Index_counts_characters(string text, string sought, string expected) => Assert.Equal(expected, FunctionCase.Of(IndexOf, text, sought));

    [Theory]
    [InlineData("a.b.c", ".", "::", "a::b::c")]
    [InlineData("aaa", "aa", "b", "ba")]
    [InlineData("abc", "", "x", "abc")]
    public void Replaces_every_occurrence(string text, string sought, string with, string expected) =>
        Assert.Equal(expected, FunctionCase.Of(Replace, text, sought, with));

    [Theory]
    [InlineData("a/b/c", "/", "c")]
    [InlineData("abc", "/", "abc")]
    [InlineData("abc/", "/", "")]
    public void Takes_the_last_segment(string text, string separator, string expected) => Assert.Equal(expected, FunctionCase.Of(LastSegment, text, separator));

    [Theory]
    [InlineData("a,b,,c", ",", """["a","b","","c"]""")]
    [InlineData("say \"hi\"", ",", "[\"say \\\"hi\\\"\"]")]
    public void Splits_into_a_json_array(string text, string separator, string expected) => Assert.Equal(expected, FunctionCase.Of(Split, text, separator));

    [Fact]
    public void Null_makes_null() => Assert.Equal("∅", FunctionCase.Of(Lower, [null]));
}
