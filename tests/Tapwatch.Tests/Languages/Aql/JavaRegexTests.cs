// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Tapwatch.Languages.Aql.Binding;

namespace Tapwatch.Tests.Languages.Aql;

/// <summary>Java's regular expressions (java.util.regex.Pattern) in .NET's words: what they match, and what is refused.</summary>
public sealed class JavaRegexTests
{
    [Theory]
    [InlineData(@"^\w+$", "abc_1", true)]
    [InlineData(@"^\w+$", "é", false)]
    [InlineData(@"^\d$", "\u0663", false)]
    [InlineData(@"^[\w.-]+$", "a.b-c", true)]
    [InlineData(@"\Qa.b[c]\E$", "xa.b[c]", true)]
    [InlineData(@"\Qa.b\E", "aXb", false)]
    [InlineData(@"^\p{Alpha}\p{Punct}[\p{Digit}x]$", "a!7", true)]
    [InlineData(@"^\p{IsL}+$", "äß", true)]
    [InlineData(@"^\p{Alpha}+$", "abc", true)]
    [InlineData(@"^\x{41}+$", "AAA", true)]
    [InlineData(@"^a++b$", "aaab", true)]
    [InlineData(@"^a*+b{2}+$", "abb", true)]
    [InlineData(@"^[a-c[x-z]]+$", "abyz", true)]
    [InlineData(@"^[a-c[x-z]]+$", "m", false)]
    [InlineData(@"^[a-z&&[^aeiou]]+$", "xyz", true)]
    [InlineData(@"^[a-z&&[^aeiou]]+$", "xaz", false)]
    [InlineData(@"(?iu)^ABC$", "abc", true)]
    [InlineData(@"(?d)^abc$", "abc", true)]
    [InlineData(@"(?u)abc(?i:D)e", "abcde", true)]
    [InlineData(@"(?s)a.c", "a\nc", true)]
    [InlineData(@"^\x{41}\x{1F600}$", "A\U0001F600", true)]
    [InlineData(@"^\0101\07$", "A\a", true)]
    [InlineData(@"a\h\R", "a\u00A0\r\n", true)]
    [InlineData(@"^[^\s]+$", "ab", true)]
    [InlineData(@"\\d", @"\d", true)]
    [InlineData(@"a\+\+", "a++", true)]
    public void Matches_as_in_Java(string java, string text, bool matches)
    {
        var result = JavaRegex.ToNet(java);
        Assert.Null(result.Unsupported ?? result.Error);
        Assert.Equal(matches, Regex.IsMatch(text, result.Net!, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking));
    }

    [Theory]
    [InlineData("a(?=b)", "look-ahead")]
    [InlineData("(?<!a)b", "look-behind")]
    [InlineData("(?>a)b", "an atomic group")]
    [InlineData(@"(a)\1", "a back-reference")]
    [InlineData(@"(?<x>a)\k<x>", "a back-reference")]
    [InlineData("[a-z&&[def]]", "`&&` in a character class")]
    [InlineData("[a[^b]]", "a negated class within a character class")]
    [InlineData(@"[\W\H]", @"`\H` in a character class")]
    [InlineData(@"(?U)\w", "the flag U")]
    [InlineData(@"\Ga", @"`\G`")]
    [InlineData(@"[\x{1F600}]", "this code point")]
    public void Refuses_by_name(string java, string construct) => Assert.Equal(construct, JavaRegex.ToNet(java).Unsupported);

    [Theory]
    [InlineData("(")]
    [InlineData("[")]
    [InlineData("[a[b]")]
    [InlineData("*")]
    [InlineData("(?<")]
    [InlineData(@"a\")]
    public void Says_what_is_no_regular_expression(string java) => Assert.NotNull(JavaRegex.ToNet(java).Error);

    [Fact]
    public void No_pattern_makes_it_throw()
    {
        var random = new Random(3);
        string[] pieces = ["(", ")", "[", "]", "^", "&&", "-", "a", "\\", "x{", "}", "0", "7", "?", "*", "+", "{2}", "(?i)", "(?", ":", "Q", "E", "p{Alpha}", "|", "$", ".", "\\0", "\\x{41}", "1"];
        for (var run = 0; run < 20_000; run++)
        {
            JavaRegex.ToNet(string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => pieces[random.Next(pieces.Length)])));
        }
    }
}
