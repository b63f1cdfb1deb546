// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Tapwatch.Languages.Aql;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Tests.Languages.Aql;

/// <summary>The views of the repository, for binding.</summary>
static class AqlViews
{
    static readonly Lazy<ViewCatalog> _catalog = new(Load);

    internal static ViewCatalog Catalog => _catalog.Value;

    internal static Query Translate(string text, bool strict = false) =>
        AqlLanguage.Translate(new SourceText("query", text), new BindContext(Catalog) { Strict = strict });

    static ViewCatalog Load()
    {
        var loader = new ViewLoader();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Root(), "views", "qradar"), "*.json").Order(StringComparer.Ordinal))
        {
            loader.Add(Path.GetFileName(file), File.ReadAllBytes(file));
        }

        return loader.Build();
    }

    static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", ".."));
}
