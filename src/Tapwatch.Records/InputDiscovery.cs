// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Records.Sources;

namespace Tapwatch.Records;

/// <summary>Turns the paths a user gives into sources.</summary>
public static class InputDiscovery
{
    const string ReadAlready = "a link to a file that is read already";

    /// <summary>A search: what it found, and where it has been.</summary>
    sealed record Search(FoundSources Found, SeenPaths Seen, List<string> Above, InputReport Report);

    /// <summary>
    /// The sources at the given paths, in their order; folders with all that is below them, by ordinal order of names; <c>-</c> is standard input.
    /// What cannot be opened, loops and special files go into the report.
    /// </summary>
    public static IReadOnlyList<InputSource> Find(IEnumerable<string> paths, InputReport report)
    {
        var search = new Search(new FoundSources(), new SeenPaths(), [], report);
        foreach (var path in paths)
        {
            if (path == "-" && InputSource.StandardInputIsClosed)
            {
                report.AddProblem(new ReadProblem(path, null, null, ReadProblemCodes.Unreadable, "standard input is closed"));
            }
            else if (path == "-")
            {
                search.Found.Add(InputSource.StandardInput());
            }
            else
            {
                Visit(path, search, named: true);
            }
        }

        return search.Found;
    }

    /// <param name="path">The file or folder.</param>
    /// <param name="search">The search.</param>
    /// <param name="named">Whether the user gave this very path.</param>
    /// <param name="ahead">What the folder holds, if it is one that was listed ahead.</param>
    static void Visit(string path, Search search, bool named, Task<FolderListing>? ahead = null)
    {
        var report = search.Report;
        try
        {
            if (Directory.Exists(path))
            {
                VisitFolder(path, search, named, ahead);
                return;
            }

            var attributes = new FileInfo(path);
            if (!attributes.Exists)
            {
                report.AddProblem(new ReadProblem(path, null, null, ReadProblemCodes.Missing, "no such file or folder"));
            }
            else if (SpecialFile.Kind(path) is { } kind)
            {
                // A pipe the user names (as with <(zcat …) in a shell) is meant; one met in a folder would block.
                if (named && kind == SpecialFile.Pipe)
                {
                    search.Found.Add(InputSource.Pipe(path));
                }
                else if (named)
                {
                    report.AddProblem(new ReadProblem(path, null, null, ReadProblemCodes.Unreadable, $"{kind}, which has no end to read up to"));
                }
                else
                {
                    report.AddSkipped(path, kind);
                }
            }
            else if (attributes.LinkTarget is not null && FaultOf(attributes) is { } fault)
            {
                report.AddProblem(new ReadProblem(path, null, null, fault.Code, fault.Text));
            }
            else if (search.Seen.AddFile(RealPath(path, search, attributes.LinkTarget is not null)) || named)
            {
                search.Found.Add(InputSource.File(path));
            }
            else
            {
                report.AddSkipped(path, ReadAlready);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report.AddProblem(new ReadProblem(path, null, null, ReadProblemCodes.Unreadable, e.Message));
        }
    }

    /// <summary>What is wrong with a link that leads to no file.</summary>
    static (string Code, string Text)? FaultOf(FileInfo link)
    {
        try
        {
            return link.ResolveLinkTarget(returnFinalTarget: true) is { Exists: true } ? null : (ReadProblemCodes.Missing, "a link to something that does not exist");
        }
        catch (IOException)
        {
            return (ReadProblemCodes.LinkLoop, "a link that leads back to itself");
        }
    }

    static void VisitFolder(string path, Search search, bool named, Task<FolderListing>? ahead)
    {
        var real = RealPath(path, search, new DirectoryInfo(path).LinkTarget is not null);
        if (search.Above.Contains(real, StringComparer.Ordinal))
        {
            search.Report.AddProblem(new ReadProblem(path, null, null, ReadProblemCodes.LinkLoop, $"a link back to {real}, which is being read already"));
            return;
        }

        var isNew = search.Seen.AddFolder(real);
        if (!isNew && !named)
        {
            search.Report.AddSkipped(path, "a link to a folder that is read already");
            return;
        }

        var listing = ahead is null ? FolderListing.Of(path) : ahead.GetAwaiter().GetResult();
        var (names, regular) = (listing.Paths, listing.Regular);
        var files = FilesOf(names, regular);
        if (isNew)
        {
            search.Seen.AddFiles(real, files);
        }

        search.Above.Add(real);
        for (var i = 0; i < names.Length; i++)
        {
            if (regular[i] is not var (size, written))
            {
                Visit(names[i], search, named: false, listing.TakeFolder(i));
                continue;
            }

            // Most of what a folder holds; its parents are resolved already, so its path is the real one but for theirs.
            var name = Path.GetFileName(names[i].AsSpan());
            if (isNew ? !search.Seen.IsMet(real, name) : search.Seen.AddFile(Path.Join(real, name)))
            {
                search.Found.Add(files, files.Add(name, size, written));
            }
            else
            {
                search.Report.AddSkipped(names[i], ReadAlready);
            }
        }

        search.Above.RemoveAt(search.Above.Count - 1);
    }

    /// <summary>Room for the regular files of a folder.</summary>
    static FolderFiles FilesOf(string[] paths, (long Size, DateTime Written)?[] regular)
    {
        var (count, bytes, folder) = (0, 0, "");
        for (var i = 0; i < paths.Length; i++)
        {
            if (regular[i] is not null)
            {
                var name = Path.GetFileName(paths[i].AsSpan());
                bytes += Encoding.UTF8.GetByteCount(name);
                folder = count++ == 0 ? paths[i][..^name.Length] : folder;
            }
        }

        return new FolderFiles(folder, count, bytes);
    }

    /// <summary>The same for what was met in a folder whose real path is known.</summary>
    static string RealPath(string path, Search search, bool isLink) =>
        isLink || search.Above.Count == 0 ? RealPath(path) : Path.Combine(search.Above[^1], Path.GetFileName(path));

    /// <summary>The path with all links in it followed.</summary>
    static string RealPath(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var parent = Path.GetDirectoryName(full);
        if (parent is null)
        {
            return full;
        }

        FileSystemInfo info = Directory.Exists(full) ? new DirectoryInfo(full) : new FileInfo(full);
        var target = info.ResolveLinkTarget(returnFinalTarget: true);
        return target is not null ? RealPath(target.FullName) : Path.Combine(RealPath(parent), Path.GetFileName(full));
    }
}
