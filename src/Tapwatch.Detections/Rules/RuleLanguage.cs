// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Detections.Rules;

/// <summary>The languages rules are written in.</summary>
public enum RuleLanguage
{
    /// <summary>Kusto Query Language, as Microsoft Sentinel runs it.</summary>
    Kql,

    /// <summary>CrowdStrike Query Language, as LogScale runs it.</summary>
    Cql,

    /// <summary>Ariel Query Language, as QRadar runs it.</summary>
    Aql,
}

/// <summary>The names of the languages.</summary>
public static class RuleLanguages
{
    /// <summary>All three, by short name.</summary>
    public static IReadOnlyList<string> Names { get; } = ["kql", "cql", "aql"];

    /// <summary>The short name: that of the flag and of the file extension.</summary>
    public static string ShortName(this RuleLanguage language) => Names[(int)language];

    /// <summary>The languages of which something holds.</summary>
    internal static RuleLanguage[] Where(Func<RuleLanguage, bool> holds)
    {
        var found = new RuleLanguage[Names.Count];
        var count = 0;
        for (var language = RuleLanguage.Kql; (int)language < found.Length; language++)
        {
            if (holds(language))
            {
                found[count++] = language;
            }
        }

        return count == found.Length ? found : found[..count];
    }

    /// <summary>The language of that short name, whatever its case.</summary>
    public static bool TryParse(string name, out RuleLanguage language)
    {
        var index = Names.ToList().FindIndex(n => string.Equals(n, name, StringComparison.OrdinalIgnoreCase));
        language = (RuleLanguage)Math.Max(0, index);
        return index >= 0;
    }
}
