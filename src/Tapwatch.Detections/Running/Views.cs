// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Rules;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Detections.Running;

/// <summary>Loads the views built in and those of the user, which add to them or replace single mappings.</summary>
static class Views
{
    const string Lists = ".tables";

    // The vendor of whose tables each is in a file of its name. Others have one table, told of in many files.
    const string OneTablePerFile = "sentinel";

    // What was begun ahead, for one catalog: what a catalog has may be added to.
    static Ahead? _ahead;

    sealed record Ahead(string Vendor, Lazy<ViewCatalog> Catalog);

    // A folder each.
    static readonly string[] _vendors = ["arg", "logscale", "qradar", "sentinel", "tapwatch"];

    /// <summary>The catalog of the views built in, each vendor's read when it is first asked for. Nothing is wrong with them; a test holds that.</summary>
    public static ViewCatalog BuiltIn()
    {
        var catalog = new ViewCatalog();
        foreach (var vendor in _vendors)
        {
            catalog.AddLater(vendor, () => TakeAhead(vendor) ?? Load([], vendor + "/").Catalog, table => vendor == OneTablePerFile && _ahead is null ? TryLoad(vendor, table) : null);
        }

        return catalog;
    }

    /// <summary>Reads the views built in of a vendor. The next catalog that needs them has them.</summary>
    public static void ReadAhead(string vendor)
    {
        var ahead = new Ahead(vendor, new(() => Load([], vendor + "/").Catalog));
        _ahead = ahead;
        _ = ahead.Catalog.Value;
    }

    static ViewCatalog? TakeAhead(string vendor) => Interlocked.Exchange(ref _ahead, null) is { } ahead && ahead.Vendor == vendor ? ahead.Catalog.Value : null;

    /// <summary>A catalog with one table, and the lists, which may have more of its columns; null when no view is named so.</summary>
    static ViewCatalog? TryLoad(string vendor, string table)
    {
        var path = $"views/{vendor}/{table}.json";
        if (RuleFile.TryBuiltInBytes(path) is not { } view)
        {
            return null;
        }

        var loader = new ViewLoader();
        loader.Add(path, view);
        var catalog = loader.Build();
        foreach (var file in RuleFile.BuiltIn($"views/{vendor}/tables").Reverse())
        {
            if (TableList.Read(RuleFile.BuiltInBytes(file.Path), out _) is { } list)
            {
                catalog.Add(list);
            }
        }

        return catalog;
    }

    /// <summary>The catalog of the views built in and of those at the given paths, with every message about them.</summary>
    /// <param name="paths">Files and folders.</param>
    /// <param name="builtIn">The folder of those built in.</param>
    public static (ViewCatalog Catalog, IReadOnlyList<Diagnostic> Diagnostics) Load(IReadOnlyList<string> paths, string builtIn = "")
    {
        var loader = new ViewLoader();
        var messages = new List<Diagnostic>();
        var lists = new List<TableList>();
        foreach (var file in RuleFile.BuiltIn("views").Where(f => f.Extension != ".kql" && f.Path.StartsWith("views/" + builtIn, StringComparison.Ordinal)))
        {
            Add(file.Path, RuleFile.BuiltInBytes(file.Path));
        }

        foreach (var path in paths)
        {
            try
            {
                string[] files = Directory.Exists(path)
                    ? [.. Directory.GetFiles(path, "*.json", SearchOption.AllDirectories), .. Directory.GetFiles(path, "*" + Lists, SearchOption.AllDirectories)]
                    : [path];
                Array.Sort(files, StringComparer.Ordinal);
                foreach (var file in files)
                {
                    Add(file, File.ReadAllBytes(file));
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                messages.Add(Messages.BadView(default, $"cannot be read: {e.Message}") with { Source = new SourceText(path, "") });
            }
        }

        var catalog = loader.Build();
        foreach (var list in Enumerable.Reverse(lists))
        {
            catalog.Add(list);
        }

        return (catalog, [.. messages, .. loader.Diagnostics]);

        void Add(string path, byte[] bytes)
        {
            if (!path.EndsWith(Lists, StringComparison.OrdinalIgnoreCase))
            {
                loader.Add(path, bytes);
            }
            else if (TableList.Read(bytes, out var problem) is { } list)
            {
                lists.Add(list);
            }
            else
            {
                messages.Add(Messages.BadView(default, problem!) with { Source = new SourceText(path, "") });
            }
        }
    }
}
