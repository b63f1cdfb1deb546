// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Languages.Aql.Functions;

/// <summary>The aggregate functions of the guide; the API lists DISTINCTCOUNT as well.</summary>
static class AggregateNames
{
    static readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase)
        { "COUNT", "SUM", "AVG", "MIN", "MAX", "FIRST", "LAST", "UNIQUECOUNT", "DISTINCTCOUNT", "STDEV", "STDEVP" };

    public static IEnumerable<string> All => _names;

    public static bool Contains(string name) => _names.Contains(name);
}
