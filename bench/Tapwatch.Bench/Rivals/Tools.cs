// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Bench.Rivals;

/// <summary>Which programs this machine has. Nothing is fetched: what is missing is left out, and named.</summary>
/// <param name="npm">The folder that holds <c>node_modules</c> with <c>@duckdb/node-api</c> and <c>chdb</c>, or null.</param>
sealed class Tools(string? npm)
{
    public string? Npm { get; } = npm is null ? null : Path.GetFullPath(npm);

    public List<string> Missing { get; } = [];

    public bool Has(string program)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, program)));
        Note(found, program);
        return found;
    }

    public bool HasPackage(string package)
    {
        var found = Npm is not null && Directory.Exists(Path.Combine(Npm, "node_modules", package)) && Has("node");
        Note(found, package);
        return found;
    }

    void Note(bool found, string name)
    {
        if (!found && !Missing.Contains(name))
        {
            Missing.Add(name);
        }
    }
}
