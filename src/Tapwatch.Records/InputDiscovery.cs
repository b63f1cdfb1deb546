// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Sources;

namespace Tapwatch.Records;

/// <summary>Turns the paths a user gives into sources.</summary>
public static class InputDiscovery
{
    /// <summary>
    /// The sources at the given paths, in their order; folders with all that is below them, by ordinal order of names; <c>-</c> is standard input.
    /// What cannot be opened, loops and special files go into the report.
    /// </summary>
    public static IReadOnlyList<InputSource> Find(IEnumerable<string> paths, InputReport report)
    {
        var found = new List<InputSource>();
        foreach (var path in paths)
        {
            if (path == "-")
            {
                found.Add(InputSource.StandardInput());
            }
            else
            {
                Visit(path, found, [], report, named: true);
            }
        }

        return found;
    }

    /// <param name="path">The file or folder.</param>
    /// <param name="found">Gets the sources.</param>
    /// <param name="above">The real paths of the folders on the way here.</param>
    /// <param name="report">Gets what is left out.</param>
    /// <param name="named">Whether the user gave this very path.</param>
    static void Visit(string path, List<InputSource> found, List<string> above, InputReport report, bool named)
    {
        try
        {
            var isFolder = Directory.Exists(path);
            if (isFolder)
            {
                VisitFolder(path, found, above, report);
                return;
            }

            var attributes = new FileInfo(path);
            if (!attributes.Exists)
            {
                var dangling = attributes.LinkTarget is not null;
                report.AddProblem(new ReadProblem(path, null, null, ReadProblemCodes.Missing, dangling ? "a link to something that does not exist" : "no such file or folder"));
            }
            else if (attributes.LinkTarget is not null && LeadsNowhere(attributes))
            {
                report.AddProblem(new ReadProblem(path, null, null, ReadProblemCodes.LinkLoop, "a link that leads back to itself"));
            }
            else if (SpecialFile.Kind(path) is { } kind)
            {
                // A pipe the user names (as with <(zcat …) in a shell) is meant; one met in a folder would block.
                if (named && kind == SpecialFile.Pipe)
                {
                    found.Add(InputSource.Pipe(path));
                }
                else
                {
                    report.AddSkipped(path, kind);
                }
            }
            else
            {
                found.Add(InputSource.File(path));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report.AddProblem(new ReadProblem(path, null, null, ReadProblemCodes.Unreadable, e.Message));
        }
    }

    static bool LeadsNowhere(FileInfo link)
    {
        try
        {
            link.ResolveLinkTarget(returnFinalTarget: true);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    static void VisitFolder(string path, List<InputSource> found, List<string> above, InputReport report)
    {
        // The real path tells a loop of links; the same folder twice by different links is no loop and is read twice.
        var real = RealPath(path);
        if (above.Contains(real, StringComparer.Ordinal))
        {
            report.AddProblem(new ReadProblem(path, null, null, ReadProblemCodes.LinkLoop, $"a link back to {real}, which is being read already"));
            return;
        }

        var names = Directory.GetFileSystemEntries(path);
        Array.Sort(names, StringComparer.Ordinal);
        above.Add(real);
        foreach (var name in names)
        {
            Visit(name, found, above, report, named: false);
        }

        above.RemoveAt(above.Count - 1);
    }

    /// <summary>The path with the links of all its folders followed.</summary>
    static string RealPath(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var parent = Path.GetDirectoryName(full);
        if (parent is null)
        {
            return full;
        }

        var target = new DirectoryInfo(full).ResolveLinkTarget(returnFinalTarget: true);
        return target is not null ? RealPath(target.FullName) : Path.Combine(RealPath(parent), Path.GetFileName(full));
    }
}
