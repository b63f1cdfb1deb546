// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;

namespace Tapwatch.Tests.Languages.Cql;

/// <summary>The recorded cases whose expectation cannot be believed, with the reason.</summary>
static class CqlSkips
{
    public static Dictionary<string, string> Read([CallerFilePath] string here = "") =>
        File.ReadLines(Path.Combine(Path.GetDirectoryName(here)!, "cql-conformance-skips.txt"))
            .Where(static l => l.Length > 0 && l[0] != '#')
            .Select(static l => l.Split(": ", 2, StringSplitOptions.TrimEntries))

            .ToDictionary(static p => p[0], static p => p[1], StringComparer.Ordinal);
}
