// SPDX-License-Identifier: Apache-2.0

using System.IO.Compression;
using System.Text;
using Tapwatch.Detections.Rules.Yaml;
using Tapwatch.Detections.Tables;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Records;

namespace Tapwatch.Detections.Rules;

/// <summary>
/// Packages of LogScale, as folders or zip files: their saved queries (<c>queries/*.yaml</c>) and lookup files (<c>*.csv</c>, <c>*.json</c>). A folder without a
/// manifest will do: each <c>.cql</c> file in it is a saved query under its name.
/// </summary>
/// <param name="SavedQueries">Texts of queries by name, and by name behind that of the package (<c>scope/package:name</c>).</param>
/// <param name="Tables">Lookup files, by name and by name behind that of the package.</param>
/// <param name="Diagnostics">What could not be read.</param>
sealed record QueryPackages(IReadOnlyDictionary<string, string> SavedQueries, IReadOnlyList<UserTable> Tables, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>The folder whose files are watchlists of Sentinel, each under the name of its file.</summary>
    public const string Watchlists = "watchlists";

    const int LongestFile = 256 << 20;

    static readonly string[] _extensions = [".cql", ".kql", ".yaml", ".yml", ".csv", ".json"];

    static readonly EnumerationOptions _recursive = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, MaxRecursionDepth = 32 };

    /// <summary>Reads the packages at the paths. Of rules' paths only saved queries are taken, and all of what has a manifest.</summary>
    public static QueryPackages Load(IReadOnlyList<string> packages, IReadOnlyList<string> rules, CancellationToken cancellation)
    {
        var queries = new Dictionary<string, string>(StringComparer.Ordinal);
        var tables = new List<UserTable>();
        var messages = new List<Diagnostic>();
        foreach (var (path, isPackage) in packages.Select(static p => (p, true)).Concat(rules.Where(static r => !IsMissing(r)).Select(static r => (r, false))))
        {
            try
            {
                Add(path, isPackage);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                messages.Add(Messages.UnreadableRule(default, e.Message) with { Source = new SourceText(path, "") });
            }
        }

        return new QueryPackages(queries, tables, messages);

        void Add(string path, bool isPackage)
        {
            var files = Files(path);
            var manifest = files.Find(static f => Path.GetFileName(f.Name) is "manifest.yaml" or "manifest.yml");
            var package = manifest is null ? null : Mapping(manifest)?["name"] is YamlScalar name ? name.Text.Trim() : null;
            foreach (var file in files)
            {
                cancellation.ThrowIfCancellationRequested();
                switch (Path.GetExtension(file.Name).ToLowerInvariant())
                {
                    case ".cql":
                        AddQuery(Path.ChangeExtension(file.Name, null), file.Text());
                        AddQuery(Path.GetFileNameWithoutExtension(file.Name), file.Text());
                        break;
                    case ".kql" when SavedFunctions.Is(file.Path):
                        queries.TryAdd(Path.GetFileNameWithoutExtension(file.Name), file.Text());
                        break;
                    case ".csv" or ".json" when Path.GetFileName(Path.GetDirectoryName(file.Path)) == Watchlists && !isPackage:
                        AddWatchlist(file);
                        break;
                    case ".yaml" or ".yml" when LogScaleRuleReader.MayBeSavedQuery(file.Text()) && Mapping(file) is { } mapping && LogScaleRuleReader.SavedQuery(mapping) is { } query:
                        AddQuery(query.Name, query.Text.Text);
                        break;
                    case ".csv" or ".json" when isPackage || package is not null:
                        AddTable(file, package);
                        break;
                }
            }

            void AddWatchlist(PackageFile file)
            {
                if (UserTable.Open($"{Watchlists}/{Path.GetFileNameWithoutExtension(file.Name)}", file.Source(), messages, cancellation) is { } watchlist)
                {
                    tables.Add(watchlist);
                }
            }

            void AddQuery(string name, string text)
            {
                queries.TryAdd(name.Replace('\\', '/'), text);
                if (package is not null)
                {
                    queries.TryAdd($"{package}:{name.Replace('\\', '/')}", text);
                }
            }
        }

        void AddTable(PackageFile file, string? package)
        {
            string[] names = package is null ? [file.Name, Path.GetFileName(file.Name)] : [file.Name, Path.GetFileName(file.Name), $"{package}/{Path.GetFileName(file.Name)}"];
            foreach (var name in names.Distinct(StringComparer.Ordinal).Where(n => !tables.Exists(t => t.Name == n)))
            {
                if (UserTable.Open(name, file.Source(), messages, cancellation) is { } table)
                {
                    tables.Add(table);
                }
                else
                {
                    break;
                }
            }
        }
    }

    static bool IsMissing(string path) => !Directory.Exists(path) && !File.Exists(path);

    static YamlMapping? Mapping(PackageFile file) => YamlReader.Read(new DiagnosticBag(new SourceText(file.Name, file.Text()))) as YamlMapping;

    static List<PackageFile> Files(string path)
    {
        if (Directory.Exists(path))
        {
            return [.. Directory.EnumerateFiles(path, "*", _recursive).Where(IsKnown).Order(StringComparer.Ordinal)
                .Select(f => new PackageFile(Path.GetRelativePath(path, f).Replace('\\', '/'), f, () => RuleFile.TextOf(File.ReadAllBytes(f)), () => InputSource.File(f)))];
        }

        if (!path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            return [new PackageFile(Path.GetFileName(path), path, () => RuleFile.TextOf(File.ReadAllBytes(path)), () => InputSource.File(path))];
        }

        var files = new List<PackageFile>();
        using var archive = ZipFile.OpenRead(path);
        foreach (var entry in archive.Entries.Where(static e => IsKnown(e.Name)).OrderBy(static e => e.FullName, StringComparer.Ordinal))
        {
            var bytes = Read(entry);
            files.Add(new PackageFile(entry.FullName, entry.FullName, () => Encoding.UTF8.GetString(bytes), () => InputSource.Memory($"{path}!{entry.FullName}", bytes)));
        }

        return files;
    }

    static bool IsKnown(string name) => _extensions.Contains(Path.GetExtension(name).ToLowerInvariant());

    // What an entry says of its length may be wrong.
    static byte[] Read(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var memory = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            if (memory.Length + read > LongestFile)
            {
                throw new InvalidDataException($"{entry.FullName} is longer than {LongestFile >> 20} MiB");
            }

            memory.Write(buffer, 0, read);
        }

        return memory.ToArray();
    }

    sealed record PackageFile(string Name, string Path, Func<string> Text, Func<InputSource> Source);
}
