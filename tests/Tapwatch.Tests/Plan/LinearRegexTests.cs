// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Tests.Plan;

public class LinearRegexTests
{
    static readonly string[] _pieces =
        ["a", "b", ".", "*", "+?", "(", ")", "(?:", "(?i)", "(?=", "(?!", "(?<=", "(?<!", "(?>", "(?<n>", "(?(n)", "\\1", "\\k<n>", "\\G", "\\b", "\\d", "\\\\", "[a-z]", "[^", "]", "{2}", "{2,", "|", "^", "$", "\\p{L}", "\\Z", "\\"];

    [Fact]
    public void Judges_as_the_linear_time_engine_does()
    {
        var random = new Random(20260105);
        for (var i = 0; i < 3000; i++)
        {
            var pattern = string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => _pieces[random.Next(_pieces.Length)]));
            Assert.True(Accepts(() => _ = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)) == Accepts(() => LinearRegex.Check(pattern)), pattern);
        }
    }

    static bool Accepts(Action make)
    {
        try
        {
            make();
            return true;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
