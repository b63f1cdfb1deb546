// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Tapwatch.Cli.Rendering;
using Tapwatch.Detections;
using Tapwatch.Detections.Rules;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Cli.Verbs;

/// <summary><c>tapwatch rules</c>: what detections there are, and what each is about.</summary>
static class RulesVerb
{
    const string Examples = """
        Examples:
          tapwatch rules
          tapwatch rules --platform aws
          tapwatch rules --tag T1020.001
          tapwatch rules show aws-traffic-mirror-session
        """;

    public static Command Create(Terminal terminal)
    {
        var tag = new Option<string?>("--tag") { Description = "Only detections of this ATT&CK technique; T1020 includes T1020.001", HelpName = "TECHNIQUE" };
        var platform = new Option<string?>("--platform") { Description = "Only detections for this platform", HelpName = "NAME" };
        var rules = Flags.Rules();
        rules.Recursive = true;
        var command = new Command("rules", "List detections, or explain one") { tag, platform, rules };
        Help.AddExamples(command, Examples);
        command.SetAction(parsed =>
        {
            var workspace = Load(parsed.GetValue(rules), terminal);
            var listed = workspace.Detections.Where(d => Matches(d, parsed.GetValue(tag), parsed.GetValue(platform))).ToArray();
            RuleList.Write(listed, terminal);
            terminal.Output.Flush();
            return Finish(workspace, terminal);
        });

        // Run when the program is published; nothing for users.
        var file = new Argument<string>("FILE");
        var store = new Command("store", "Prepare the rules built in and write them to a file") { file };
        store.Hidden = true;
        store.SetAction(parsed =>
        {
            using var output = File.Create(parsed.GetValue(file)!);
            Workspace.StoreRules(output);
            return ExitCode.Fine;
        });
        command.Add(store);

        var id = new Argument<string>("ID") { Description = "The id of a detection" };
        var show = new Command("show", "Explain a detection: what it finds, its queries, and what to do about a finding") { id };
        show.SetAction(parsed =>
        {
            var workspace = Load(parsed.GetValue(rules), terminal);
            var wanted = parsed.GetRequiredValue(id);
            if (workspace.Detections.FirstOrDefault(d => string.Equals(d.Id, wanted, StringComparison.OrdinalIgnoreCase)) is not { } detection)
            {
                var near = NearestName.Find(wanted, workspace.Detections.Select(static d => d.Id)) is { } nearest ? $"; did you mean `{nearest}`?" : "";
                throw new UsageException($"there is no detection `{wanted}`{near}");
            }

            RulePage.Write(detection, terminal.Output);
            terminal.Output.Flush();
            return Finish(workspace, terminal);
        });
        command.Subcommands.Add(show);
        return command;
    }

    static Workspace Load(string[]? rules, Terminal terminal)
    {
        Flags.CheckPaths(rules ?? []);
        return new Workspace(new WorkspaceOptions { Rules = rules ?? [], Clock = terminal.Clock });
    }

    static int Finish(Workspace workspace, Terminal terminal)
    {
        DiagnosticsOutput.Write(workspace.RuleDiagnostics, terminal.Error);
        return workspace.RuleDiagnostics.Any(static d => d.IsError) ? ExitCode.WrongInput : ExitCode.Fine;
    }

    static bool Matches(Detection detection, string? tag, string? platform) =>
        (tag is null || detection.Techniques.Any(t => t.Equals(tag, StringComparison.OrdinalIgnoreCase) || t.StartsWith(tag + ".", StringComparison.OrdinalIgnoreCase)))
        && (platform is null || detection.Platforms.Contains(platform, StringComparer.OrdinalIgnoreCase));
}
