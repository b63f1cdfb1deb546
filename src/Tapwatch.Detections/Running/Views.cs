// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Rules;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Detections.Running;

/// <summary>Loads the views built in and those of the user, which add to them or replace single mappings.</summary>
static class Views
{
    public static (ViewCatalog Catalog, IReadOnlyList<Diagnostic> Diagnostics) Load(IReadOnlyList<string> paths)
    {
        var loader = new ViewLoader();
        var messages = new List<Diagnostic>();
        foreach (var file in RuleFile.BuiltIn("views"))
        {
            loader.Add(file.Path, RuleFile.BuiltInBytes(file.Path));
        }

        foreach (var path in paths)
        {
            try
            {
                var files = Directory.Exists(path) ? Directory.GetFiles(path, "*.json", SearchOption.AllDirectories) : [path];
                Array.Sort(files, StringComparer.Ordinal);
                foreach (var file in files)
                {
                    loader.Add(file, File.ReadAllBytes(file));
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                messages.Add(Messages.BadView(default, $"cannot be read: {e.Message}") with { Source = new SourceText(path, "") });
            }
        }

        var catalog = loader.Build();
        return (catalog, [.. messages, .. loader.Diagnostics]);
    }
}
