// SPDX-License-Identifier: Apache-2.0

using System.Collections.Frozen;

namespace Tapwatch.Detections.Rules;

/// <summary>
/// Functions of KQL that are texts: those built in (ASIM's), each under the names its head gives (<c>// as: …</c>), and those of the user, each under the
/// name of its file. Parameters are those a text declares with <c>declare query_parameters</c>.
/// </summary>
static class SavedFunctions
{
    const string Names = "// as: ";

    /// <summary>The folder among rules whose <c>.kql</c> files are functions, not rules.</summary>
    public const string Folder = "functions";

    static readonly Lazy<FrozenDictionary<string, string>> _builtIn = new(static () => RuleFile.BuiltIn("views")
        .Where(static f => f.Extension == ".kql")
        .Select(static f => f.Read())
        .SelectMany(static t => t.Split('\n').Where(static l => l.StartsWith(Names, StringComparison.Ordinal)).SelectMany(static l => l[Names.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)), static (text, name) => (Name: name.Trim(), Text: text))
        .ToFrozenDictionary(static f => f.Name, static f => f.Text, StringComparer.Ordinal));

    /// <summary>The functions built in, and of the same name those given.</summary>
    public static IReadOnlyDictionary<string, string> With(IReadOnlyDictionary<string, string> given)
    {
        var all = new Dictionary<string, string>(_builtIn.Value, StringComparer.Ordinal);
        foreach (var (name, text) in given)
        {
            all[name] = text;
        }

        return all;
    }

    /// <summary>Whether a file is a saved function.</summary>
    public static bool Is(string path) => path.EndsWith(".kql", StringComparison.OrdinalIgnoreCase) && Path.GetFileName(Path.GetDirectoryName(path)) == Folder;
}
