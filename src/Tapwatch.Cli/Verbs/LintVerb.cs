// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Tapwatch.Cli.Rendering;
using Tapwatch.Detections;

namespace Tapwatch.Cli.Verbs;

/// <summary><c>tapwatch lint</c>: every message about rules, without running them.</summary>
static class LintVerb
{
    const string Examples = """
        Examples:
          tapwatch lint rules/
          tapwatch lint hunting/query.kql

        Exit codes: 0 no errors, 2 errors
        """;

    public static Command Create(Terminal terminal)
    {
        var rules = new Argument<string[]>("RULES") { Description = "Files or folders of rules; none: those built in", Arity = ArgumentArity.ZeroOrMore };
        var views = Flags.Views();
        var strict = Flags.Strict();
        var tables = Flags.Tables();
        var external = Flags.External();
        var packages = Flags.Packages();
        var command = new Command("lint", "Check rules, their queries and their tests without running them") { rules, views, strict, tables, external, packages };
        Help.AddExamples(command, Examples);
        command.SetAction(parsed =>
        {
            var paths = parsed.GetValue(rules) ?? [];
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
                Clock = terminal.Clock,
            });
            var messages = workspace.Lint();

            // For lint the messages are the result.
            DiagnosticsOutput.Write(messages, terminal.Output);
            terminal.Output.Flush();
            var errors = messages.Count(static m => m.IsError);
            terminal.Error.WriteLine($"{Words.Count(workspace.Detections.Count, "detection")}, {Words.Count(workspace.Detections.Sum(static d => d.Rules.Count), "query", "queries")}: "
                + $"{Words.Count(errors, "error")}, {Words.Count(messages.Count - errors, "warning")}");
            return errors > 0 ? ExitCode.WrongInput : ExitCode.Fine;
        });
        return command;
    }
}
