// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Tapwatch.Cli;
using Tapwatch.Tests.Scripts;

namespace Tapwatch.Tests.Published;

/// <summary>The published program gives the bytes that the code tested here gives. Only where TAPWATCH_PROGRAM names such a program.</summary>
public sealed class PublishedProgramTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("tapwatch-").FullName;

    /// <summary>Every query of the scripts, with its tables as files, its rows, warnings, errors and exit code.</summary>
    [Theory]
    [InlineData("kql")]
    [InlineData("cql")]
    [InlineData("aql")]
    public void Every_script_gives_the_same(string language)
    {
        Assert.SkipWhen(PublishedProgram.Path is null, "TAPWATCH_PROGRAM names no published program");
        var (different, answered) = (new List<string>(), 0);
        var cases = ScriptTests.Scripts().SelectMany(static s => s).Where(c => c.Language == language).ToArray();
        Parallel.ForEach(cases, new ParallelOptions { CancellationToken = TestContext.Current.CancellationToken }, @case =>
        {
            string[] args =
            [
                "query", "-l", language, "-q", @case.Query, "-f", "json", "-j", "1", "--now", @case.Now.ToString("O", CultureInfo.InvariantCulture),
                .. @case.Tables.SelectMany((t, i) => new[] { "--table", $"{t.Name}={File(@case, i, t)}" }),
            ];
            var (here, published) = (InProcess(args), PublishedProgram.Run(PublishedProgram.Path!, args));
            if (here.Code == 0)
            {
                Interlocked.Increment(ref answered);
            }

            if (here != published)
            {
                lock (different)
                {
                    different.Add($"{@case}\nhere:      {here}\npublished: {published}");
                }
            }
        });
        Assert.True(different.Count == 0, string.Join("\n\n", different));
        Assert.True(answered > cases.Length * 0.8, $"{answered} of {cases.Length}");
    }

    [Theory]
    [InlineData("scan", "--demo", "-f", "json")]
    [InlineData("scan", "--demo", "-f", "table")]
    [InlineData("scan", "--demo", "-f", "csv")]
    [InlineData("scan", "--demo", "-f", "sarif")]
    [InlineData("scan", "--demo", "-f", "ndjson", "--fail-on", "high")]
    [InlineData("rules", "-f", "json")]
    [InlineData("rules", "show", "aws-traffic-mirror-session")]
    [InlineData("--help")]
    [InlineData("scan", "--help")]
    [InlineData("scan", "--no-such-flag")]
    [InlineData("scan", "/no/such/folder")]
    [InlineData("query", "-l", "kql", "-q", "print x =")]
    public void A_command_gives_the_same(params string[] args)
    {
        Assert.SkipWhen(PublishedProgram.Path is null, "TAPWATCH_PROGRAM names no published program");
        var (here, published) = (InProcess(args), PublishedProgram.Run(PublishedProgram.Path!, args));
        Assert.Equal(here.Output.Replace("Tapwatch.Tests", "tapwatch", StringComparison.Ordinal), published.Output);
        Assert.Equal(here.Code, published.Code);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static (int Code, string Output, string Error) InProcess(string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = Application.Run(args, output, error, TextReader.Null, TimeProvider.System, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }

    // As CSV with the types in the header; what is null is an empty cell.
    string File(ScriptCase @case, int index, ScriptTable table)
    {
        var path = Path.Combine(_folder, $"{@case.ToString().Replace('/', '-').Replace(':', '-')}-{index}.csv");
        System.IO.File.WriteAllLines(path, table.Lines.Select(static line => string.Join(',', line.Split('|').Select(static c => Quoted(c.Trim())))));
        return path;
    }

    static string Quoted(string cell) => cell == "null" ? "" : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
