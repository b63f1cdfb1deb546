// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Optimizer;

namespace Tapwatch.Tests.Plan;

public class RegexLiteralsTests
{
    [Theory]
    [InlineData("CreateTrafficMirror", "CreateTrafficMirror")]
    [InlineData("(?i)CreateX|ModifyY", "CreateX,ModifyY")]
    [InlineData("^v1\\.compute\\..*attach$", "attach")]
    [InlineData("virtualNetworkTaps\\/write", "virtualNetworkTaps/write")]
    [InlineData("Create(Session|Target)", "Create")]
    [InlineData("(Create|Delete)Gadgets\\d+Session", "Gadgets")]
    [InlineData("Get(Mirror|Target)", "Mirror,Target")]
    [InlineData("CreateTraffic(Session|Target)?", "CreateTraffic")]
    [InlineData("ab?cdef", "cdef")]
    [InlineData("abc+d", "abc")]
    [InlineData("ab{0,2}c", "a")]
    [InlineData("(?<who>admin|root)", "admin,root")]
    [InlineData("[abc]def", "def")]
    [InlineData("a.b", "a")]
    public void Finds_what_every_match_must_hold(string pattern, string expected) =>
        Assert.Equal(expected, string.Join(',', RegexLiterals.Required(pattern)!));

    [Theory]
    [InlineData("abc|")]
    [InlineData("abc|.*")]
    [InlineData(".*")]
    [InlineData("(abc)?")]
    [InlineData("\\x41bc")]
    [InlineData("\\u0041bc")]
    [InlineData("(?!abc)d")]
    [InlineData("(?x) a b c")]
    [InlineData("(abc")]
    [InlineData("abc)")]
    [InlineData("[abc")]
    [InlineData("abc\\")]
    public void Demands_nothing_when_it_cannot_be_sure(string pattern) =>
        Assert.Null(RegexLiterals.Required(pattern));

    [Fact]
    public void Any_text_is_read_without_failing()
    {
        var random = new Random(7);
        const string alphabet = "ab(|)[]{}?*+\\^$.:<>=!i-0,1";
        for (var i = 0; i < 20_000; i++)
        {
            RegexLiterals.Required(new string([.. Enumerable.Range(0, random.Next(12)).Select(_ => alphabet[random.Next(alphabet.Length)])]));
        }
    }

    /// <summary>The law: whatever a regex matches holds one of its literals, case aside.</summary>
    [Fact]
    public void No_match_lacks_all_literals()
    {
        var random = new Random(11);
        const string patternAlphabet = "abc|()?*+.[]\\d";
        const string textAlphabet = "abcABC1";
        var checkedMatches = 0;
        for (var i = 0; i < 30_000; i++)
        {
            var pattern = new string([.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => patternAlphabet[random.Next(patternAlphabet.Length)])]);
            System.Text.RegularExpressions.Regex regex;
            try
            {
                regex = new(pattern, System.Text.RegularExpressions.RegexOptions.NonBacktracking | System.Text.RegularExpressions.RegexOptions.IgnoreCase);
            }
            catch (ArgumentException)
            {
                continue;
            }

            var text = new string([.. Enumerable.Range(0, random.Next(8)).Select(_ => textAlphabet[random.Next(textAlphabet.Length)])]);
            if (RegexLiterals.Required(pattern) is { Count: > 0 } literals && regex.IsMatch(text))
            {
                checkedMatches++;
                Assert.True(literals.Any(l => text.Contains(l, StringComparison.OrdinalIgnoreCase)), $"/{pattern}/ matches '{text}' without {string.Join(',', literals)}");
            }
        }

        Assert.True(checkedMatches > 500);
    }
}
