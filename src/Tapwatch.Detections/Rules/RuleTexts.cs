// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Detections.Rules;

/// <summary>Reads query files.</summary>
static class RuleTexts
{
    /// <summary>Whether the file is a query, and in which language.</summary>
    public static RuleLanguage? LanguageOf(RuleFile file) => file.Extension switch
    {
        ".kql" => RuleLanguage.Kql,
        ".cql" => RuleLanguage.Cql,
        ".aql" => RuleLanguage.Aql,
        _ => null,
    };

    /// <summary>The queries among the files, language by language; one that cannot be read is reported.</summary>
    public static IEnumerable<Rule> Read(IReadOnlyList<RuleFile> files, ICollection<Diagnostic> messages)
    {
        foreach (var file in files.Where(static f => LanguageOf(f) is not null).OrderBy(LanguageOf))
        {
            if (TryRead(file, messages) is { } text)
            {
                yield return new Rule(LanguageOf(file)!.Value, text);
            }
        }
    }

    /// <summary>The text of a file, or null after a message.</summary>
    public static SourceText? TryRead(RuleFile file, ICollection<Diagnostic> messages)
    {
        try
        {
            return file.ReadSource();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            messages.Add(Messages.UnreadableRule(default, e.Message) with { Source = new SourceText(file.Path, "") });
            return null;
        }
    }
}
