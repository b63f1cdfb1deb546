// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Tapwatch.Records;

namespace Tapwatch.Tests.Records;

/// <summary>Finding inputs in folders.</summary>
public sealed class DiscoveryTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("tapwatch").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    string Write(string name, string text = "x")
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    string Found(InputReport report) => string.Join(' ', InputDiscovery.Find([_folder], report).Select(s => Path.GetRelativePath(_folder, s.Name)));

    [Fact]
    public void Goes_through_folders_in_the_order_of_names()
    {
        Write("b.log");
        Write("a/2.log");
        Write("a/10.log");
        Write("B.log");
        Assert.Equal("B.log a/10.log a/2.log b.log", Found(new InputReport()));
    }

    [Fact]
    public void Many_files_are_found_in_order_with_what_is_among_them()
    {
        var names = Enumerable.Range(0, 600).Select(static i => $"{i:000}.log").ToArray();
        Array.ForEach(names, n => Write(n, n));
        File.Delete(Path.Combine(_folder, "300.log"));
        File.CreateSymbolicLink(Path.Combine(_folder, "300.log"), Path.Combine(_folder, "299.log"));
        Directory.CreateDirectory(Path.Combine(_folder, "400.d"));
        var report = new InputReport();
        var found = InputDiscovery.Find([_folder], report);
        Assert.Equal(names.Where(static n => n != "300.log"), found.Select(static s => Path.GetFileName(s.Name)));
        Assert.All(found, static s => Assert.Equal(7, s.Size));
        Assert.Equal(found.Select(static s => s.Name), Enumerable.Range(0, found.Count).Select(i => found[i].Name));
        Assert.Equal(["a link to a file that is read already"], report.Skipped.Select(static s => s.Reason));
    }

    // Folders are listed some ahead.
    [Fact]
    public void Many_folders_are_gone_through_in_order_with_what_is_among_them()
    {
        var expected = new List<string>();
        for (var i = 0; i < 70; i++)
        {
            foreach (var name in (string[])[$"{i:00}/a/1.log", $"{i:00}/b/2.log", $"{i:00}/c.log", $"{i:00}.log"])
            {
                Write(name);
                expected.Add(name);
            }

            Directory.CreateSymbolicLink(Path.Combine(_folder, $"{i:00}", "back"), _folder);
            Directory.CreateSymbolicLink(Path.Combine(_folder, $"{i:00}z"), Path.Combine(_folder, $"{i:00}", "a"));
        }

        var report = new InputReport();
        expected.Sort(StringComparer.Ordinal);
        Assert.Equal(expected.OrderBy(static n => n.Split('/')[0], StringComparer.Ordinal).ThenBy(static n => n, StringComparer.Ordinal), Found(report).Split(' '));
        Assert.Equal(70, report.ProblemCount);
        Assert.Equal(70, report.SkippedCount);
    }

    [Fact]
    public void Stands_a_loop_of_links()
    {
        Write("a/x.log");
        Directory.CreateSymbolicLink(Path.Combine(_folder, "a", "up"), _folder);
        Directory.CreateSymbolicLink(Path.Combine(_folder, "self"), Path.Combine(_folder, "self"));
        var report = new InputReport();
        Assert.Equal("a/x.log", Found(report));
        Assert.Equal(["link-loop", "link-loop"], report.Problems.Select(p => p.Code));
    }

    [Fact]
    public void Reads_once_what_several_links_lead_to()
    {
        Write("a/x.log");
        Directory.CreateSymbolicLink(Path.Combine(_folder, "b"), Path.Combine(_folder, "a"));
        File.CreateSymbolicLink(Path.Combine(_folder, "c.log"), Path.Combine(_folder, "a", "x.log"));
        var report = new InputReport();
        Assert.Equal("a/x.log", Found(report));
        Assert.Equal(2, report.SkippedCount);
        Assert.Equal(2, InputDiscovery.Find([Path.Combine(_folder, "c.log"), Path.Combine(_folder, "b", "x.log")], report).Count);
    }

    [Theory]
    [InlineData("b.log", "a.link b.log")]
    [InlineData("z/é.log", "a.link z/é.log")]
    public void Reads_under_the_name_met_first_what_a_link_leads_to(string target, string all)
    {
        File.CreateSymbolicLink(Path.Combine(_folder, "a.link"), Write(target));
        File.CreateSymbolicLink(Path.Combine(_folder, "z.link"), Path.Combine(_folder, target));
        var report = new InputReport();
        Assert.Equal(all.Split(' ')[..1], Found(report).Split(' '));
        Assert.Equal([target, "z.link"], report.Skipped.Select(s => Path.GetRelativePath(_folder, s.Name)));
    }

    [Fact]
    public void Reads_once_what_is_named_and_then_met_in_a_folder_and_the_other_way_round()
    {
        var paths = new[] { Write("a.log"), Write("b.log") };
        var report = new InputReport();
        Assert.Equal(paths[1..].Concat(paths[..1]), InputDiscovery.Find([paths[1], _folder], report).Select(static s => s.Name));
        Assert.Equal(1, report.SkippedCount);

        // A path that is named is meant, a folder's content only once.
        Write("c.log");
        report = new InputReport();
        Assert.Equal(["a.log", "b.log", "c.log", "a.log"], InputDiscovery.Find([_folder, paths[0], _folder], report).Select(static s => Path.GetFileName(s.Name)));
        Assert.Equal(3, report.SkippedCount);
    }

    [Fact]
    public void Reports_what_does_not_exist()
    {
        var report = new InputReport();
        Assert.Empty(InputDiscovery.Find([Path.Combine(_folder, "none")], report));
        Assert.Equal("missing@", RecordText.Problems(report));
    }

    [Fact]
    public void Passes_over_pipes_and_devices()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs mkfifo");
        Process.Start("mkfifo", Path.Combine(_folder, "pipe")).WaitForExit();
        File.CreateSymbolicLink(Path.Combine(_folder, "zero"), "/dev/zero");
        Write("a.log");
        var report = new InputReport();
        Assert.Equal("a.log", Found(report));
        Assert.Equal(["a named pipe", "a character device"], report.Skipped.Select(s => s.Reason));
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/null")]
    public void A_device_that_is_named_is_a_problem_as_it_has_no_end(string device)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /dev");
        var report = new InputReport();
        Assert.Empty(InputDiscovery.Find([device], report));
        Assert.Equal("unreadable@", RecordText.Problems(report));
    }

    [Fact]
    public void Reports_files_and_folders_it_may_not_read()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "root may read everything");
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.SetUnixFileMode(Write("secret.log"), UnixFileMode.None);
        File.SetUnixFileMode(Path.GetDirectoryName(Write("closed/x.log"))!, UnixFileMode.None);
        var report = new InputReport();
        foreach (var source in InputDiscovery.Find([_folder], report))
        {
            using var reader = new RecordReader(source, ReadOptions.Default, report);
            Assert.False(reader.TryRead(out _, TestContext.Current.CancellationToken));
        }

        File.SetUnixFileMode(Path.Combine(_folder, "closed"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.Equal(["unreadable", "unreadable"], report.Problems.Select(p => p.Code));
    }
}
