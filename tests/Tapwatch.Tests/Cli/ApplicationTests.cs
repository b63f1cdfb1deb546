// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Cli;
using Tapwatch.Tests.Published;

namespace Tapwatch.Tests.Cli;

public sealed class ApplicationTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("tapwatch-").FullName;

    [Theory]
    [InlineData("tapwatch: there is no command `sacn`, did you mean `scan`?; `tapwatch --help` lists them", "sacn")]
    [InlineData("tapwatch: there is no option `--formt`, did you mean `--format`?; `tapwatch scan --help` lists them", "scan", "--demo", "--formt", "json")]
    [InlineData("tapwatch: there is no option `--formt`, did you mean `--format`?; `tapwatch scan --help` lists them", "scan", "--demo", "--formt=json")]
    [InlineData("tapwatch: `--format` must be one of table, json, ndjson, csv, sarif, ocsf, not `jsn`; did you mean `json`?", "scan", "--demo", "-f", "jsn")]
    [InlineData("tapwatch: `--fail-on` must be one of informational, low, medium, high, critical, not `hihg`; did you mean `high`?", "scan", "--demo", "--fail-on", "hihg")]
    [InlineData("tapwatch: `--now` must be a time such as `2026-01-05T09:00:00Z`, not `yesterday`", "scan", "--demo", "--now", "yesterday")]
    [InlineData("tapwatch: `--jobs` must be a number from 1 to 1024, not `0`", "scan", "--demo", "-j", "0")]
    [InlineData("tapwatch: nothing to scan: give a file or folder, `-` for standard input, or `--demo`", "scan")]
    [InlineData("tapwatch: there is no file or folder `/no/such/place`", "scan", "/no/such/place")]
    [InlineData("tapwatch: which language? give `-l kql`, `-l cql` or `-l aql`", "query", "-q", "x")]
    [InlineData("tapwatch: there is no query: give it as `-q TEXT`, `--file FILE` or as the first argument", "query", "-l", "kql")]
    [InlineData("tapwatch: give the query with `-q` or with `--file`, not both", "query", "-l", "kql", "-q", "x", "--file", "y")]
    [InlineData("tapwatch: `--table` must be NAME=FILE, not `Hosts`", "query", "-l", "kql", "-q", "x", "--table", "Hosts")]
    [InlineData("tapwatch: there is no detection `aws-traffic-mirror-sesion`; did you mean `aws-traffic-mirror-session`?", "rules", "show", "aws-traffic-mirror-sesion")]
    public void What_was_mistyped_is_said_and_ends_with_2(string expected, params string[] args)
    {
        var run = Run(args);
        Assert.Equal(expected, run.Error.TrimEnd());
        Assert.Equal("", run.Output);
        Assert.Equal(2, run.Code);
    }

    [Fact]
    public void A_full_disk_behind_the_messages_does_not_end_the_run()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "there is no /dev/full here");
        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 1);
        using var error = new MessageWriter(full);
        using var output = new StringWriter();
        Assert.Equal(2, Application.Run(["query", "-l", "kql", "NoSuchTable"], output, error, TextReader.Null, TimeProvider.System, TestContext.Current.CancellationToken));
        Assert.Equal(0, Application.Run(["query", "-l", "kql", "print 1"], output, error, TextReader.Null, TimeProvider.System, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_full_disk_behind_the_results_is_said()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "there is no /dev/full here");
        using var output = new StreamWriter(new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 1)) { AutoFlush = true };
        using var error = new StringWriter();
        Assert.Equal(3, Application.Run(["query", "-l", "kql", "print 1"], output, error, TextReader.Null, TimeProvider.System, TestContext.Current.CancellationToken));
        Assert.StartsWith("tapwatch: cannot go on: No space left on device", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "x\na\\x1b[31m\\u202e\n")]
    [InlineData(false, "x\na\u001b[31m\u202e\n")]
    public void CSV_does_not_steer_the_terminal_it_is_shown_on(bool isTerminal, string expected)
    {
        using var output = new StringWriter();
        using var terminal = new Terminal(output, TextWriter.Null, TextReader.Null, TimeProvider.System) { OutputIsTerminal = isTerminal };
        Application.Run(["query", "-l", "kql", "print x = 'a\\u001b[31m\\u202e'", "-f", "csv"], terminal, TestContext.Current.CancellationToken);
        Assert.Equal(expected, output.ToString());
    }

    [Fact]
    public void A_stream_that_refuses_messages_does_not_end_the_run()
    {
        using var error = new MessageWriter(new RefusingStream());
        using var output = new StringWriter();
        Assert.Equal(2, Application.Run(["query", "-l", "kql", "NoSuchTable"], output, error, TextReader.Null, TimeProvider.System, TestContext.Current.CancellationToken));
    }

    sealed class RefusingStream : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new UnauthorizedAccessException("Access to the path is denied.");

        public override void Write(byte[] buffer, int offset, int count) => throw new UnauthorizedAccessException("Access to the path is denied.");
    }

    [Fact]
    public void A_folder_without_logs_is_no_all_clear()
    {
        File.WriteAllText(Path.Combine(_folder, "readme.txt"), "hello\n");
        var run = Run("scan", _folder, "-f", "csv");
        Assert.Contains("warning: no log record was read, so there was nothing to find anything in", run.Error, StringComparison.Ordinal);
        Assert.Contains("readme.txt", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, run.Code);
    }

    [Fact]
    public void A_path_nearly_right_is_offered()
    {
        File.WriteAllText(Path.Combine(_folder, "trail.json"), "");
        var run = Run("scan", Path.Combine(_folder, "trial.json"));
        Assert.Contains($"did you mean `{Path.Combine(_folder, "trail.json")}`?", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, run.Code);
    }

    [Theory]
    [InlineData]
    [InlineData("--help")]
    [InlineData("scan", "--help")]
    [InlineData("query", "-h")]
    [InlineData("test", "--help")]
    [InlineData("rules", "--help")]
    public void Help_has_examples(params string[] args)
    {
        var run = Run(args);
        Assert.Contains("Examples:", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, run.Code);
    }

    [Fact]
    public void Rules_are_listed_by_technique_and_platform()
    {
        Assert.Equal(15, Lines(Run("rules").Output));
        Assert.Equal(15, Lines(Run("rules", "--tag", "T1020").Output));
        Assert.Equal(0, Lines(Run("rules", "--tag", "T102").Output));
        Assert.All(Run("rules", "--platform", "aws").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), l => Assert.StartsWith("aws-", l, StringComparison.Ordinal));
    }

    [Fact]
    public void A_detection_is_explained_with_its_queries_and_guide()
    {
        var run = Run("rules", "show", "aws-traffic-mirror-session");
        Assert.Contains("T1020.001", run.Output, StringComparison.Ordinal);
        Assert.Contains("AWSCloudTrail", run.Output, StringComparison.Ordinal);
        Assert.Contains("FROM events", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, run.Code);
    }

    [Fact]
    public void A_rule_file_with_an_error_ends_lint_with_2()
    {
        File.WriteAllText(Path.Combine(_folder, "detection.yaml"), "id: demo\n");
        var run = Run("lint", _folder);
        Assert.Contains("detection.yaml:1:1: error TW6002: the key `title` is missing", run.Output, StringComparison.Ordinal);
        Assert.Equal(2, run.Code);
    }

    [Fact]
    public void A_stopped_run_ends_with_130()
    {
        using var error = new StringWriter();
        var code = Application.Run(["scan", "--demo"], TextWriter.Null, error, TextReader.Null, TimeProvider.System, new CancellationToken(canceled: true));
        Assert.Equal("tapwatch: stopped", error.ToString().TrimEnd());
        Assert.Equal(130, code);
    }

    [Fact]
    public void A_fault_of_ours_is_one_line_and_ends_with_3()
    {
        using var error = new StringWriter();
        var code = Application.Run(["rules"], new BrokenWriter(), error, TextReader.Null, TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Equal("tapwatch: internal fault: InvalidOperationException: no \\x1b (TAPWATCH_DEBUG=1 shows where)", error.ToString().TrimEnd());
        Assert.Equal(3, code);
    }

    [Fact]
    public void Progress_tells_share_rate_and_remaining_time() => Assert.Equal(
        "1.0 GiB of 4.0 GiB (25%), 2,000,000 records, 512.0 MiB/s, 6.00 s left",
        Tapwatch.Cli.Rendering.ProgressLine.Text(1L << 30, 4L << 30, TimeSpan.FromSeconds(2), 2_000_000));

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static int Lines(string text) => text.Count(c => c == '\n');

    internal static (int Code, string Output, string Error) Run(params string[] args)
    {
        if (PublishedProgram.Path is { } program)
        {
            return PublishedProgram.Run(program, args);
        }

        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = Application.Run(args, output, error, new StringReader(""), TimeProvider.System, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }

    sealed class BrokenWriter : StringWriter
    {
        public override void WriteLine(string? value) => throw new InvalidOperationException("no \x1b");
    }
}
