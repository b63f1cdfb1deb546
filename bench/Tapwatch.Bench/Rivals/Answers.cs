// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Bench.Rivals;

/// <summary>Programs write the same row in different ways; these read them into one.</summary>
static class Answers
{
    /// <summary>Rows without a heading, whatever the quotes: commas between the values of a row.</summary>
    public static IEnumerable<string> Rows(IEnumerable<string> lines) =>
        lines.Where(static l => l.Length > 0).Select(static l => l.Replace("\"", "", StringComparison.Ordinal).Replace('\t', ','));

    /// <summary>The same below a heading.</summary>
    public static IEnumerable<string> BelowHeading(IEnumerable<string> lines) => Rows(lines.Skip(1));

    /// <summary>Rows below a heading whose second value is a time, of which the hour counts.</summary>
    public static IEnumerable<string> ByHour(IEnumerable<string> lines) =>
        BelowHeading(lines).Select(static l => l.Split(',')).Select(static p => $"{p[0]},{p[1][..13]},{p[2]}");

    /// <summary>How many findings there are: one a line below the heading.</summary>
    public static IEnumerable<string> Count(IEnumerable<string> lines) => [$"{lines.Skip(1).Count()}"];
}
