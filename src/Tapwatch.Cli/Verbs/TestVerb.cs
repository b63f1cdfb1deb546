// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Tapwatch.Cli.Rendering;
using Tapwatch.Detections;
using Tapwatch.Detections.Testing;

namespace Tapwatch.Cli.Verbs;

/// <summary><c>tapwatch test</c>: the tests of detections, every rule in every language.</summary>
static class TestVerb
{
    const string Examples = """
        Examples:
          tapwatch test rules/
          tapwatch test rules/aws-traffic-mirror-session
          tapwatch test rules/ --junit results.xml

        Exit codes: 0 all passed, 1 a test failed, 2 a rule or its tests are wrong
        """;

    static readonly string[] _formats = ["table", "junit"];

    public static Command Create(Terminal terminal, CancellationToken cancellation)
    {
        var rules = new Argument<string[]>("RULES") { Description = "Files or folders of rules; none: those built in", Arity = ArgumentArity.ZeroOrMore };
        var junit = new Option<string?>("--junit") { Description = "File to write JUnit XML to", HelpName = "FILE" };
        var format = Flags.Format(_formats);
        var views = Flags.Views();
        var strict = Flags.Strict();
        var tables = Flags.Tables();
        var external = Flags.External();
        var packages = Flags.Packages();
        var now = Flags.Now();
        var verbose = new Option<bool>("--verbose", "-v") { Description = "List the tests that passed, too" };
        var command = new Command("test", "Run the tests of detections, in every language") { rules, junit, format, views, strict, tables, external, packages, now, verbose };
        Help.AddExamples(command, Examples);
        command.SetAction(parsed =>
        {
            var paths = parsed.GetValue(rules) ?? [];
            var chosen = parsed.GetValue(format) is { } given ? Flags.Choice("--format", given, _formats) : "table";
            Flags.CheckPaths(paths);
            Flags.CheckPaths(parsed.GetValue(views) ?? []);
            Flags.CheckPaths(parsed.GetValue(packages) ?? []);
            var workspace = new Workspace(new WorkspaceOptions
            {
                Rules = paths,
                Views = parsed.GetValue(views) ?? [],
                Strict = parsed.GetValue(strict),
                Tables = Flags.TablesOf(parsed.GetValue(tables)),
                External = Flags.ExternalOf(parsed.GetValue(external)),
                Packages = parsed.GetValue(packages) ?? [],
                Now = Flags.TimeOf("--now", parsed.GetValue(now)),
                Clock = terminal.Clock,
            });
            var table = new TestTable(terminal.Output, terminal.Colour, parsed.GetValue(verbose));
            var report = workspace.Test(chosen == "table" ? table.Write : null, cancellation);
            DiagnosticsOutput.Write(report.Diagnostics, terminal.Error);
            if (chosen == "table")
            {
                table.WriteTotal(report);
            }
            else
            {
                JUnitXml.Write(report, terminal.Output);
            }

            terminal.Output.Flush();
            WriteJUnit(parsed.GetValue(junit), report);
            return report.Failed > 0 ? ExitCode.Findings : report.Passed ? ExitCode.Fine : ExitCode.WrongInput;
        });
        return command;
    }

    static void WriteJUnit(string? path, TestReport report)
    {
        if (path is null)
        {
            return;
        }

        try
        {
            using var file = new StreamWriter(path);
            JUnitXml.Write(report, file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"cannot write `{path}`: {e.Message}");
        }
    }
}
