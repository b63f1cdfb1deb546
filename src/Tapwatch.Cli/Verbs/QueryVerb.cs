// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Tapwatch.Cli.Rendering;
using Tapwatch.Detections;
using Tapwatch.Detections.Outputs;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Cli.Verbs;

/// <summary><c>tapwatch query</c>: one query over logs, rows out.</summary>
static class QueryVerb
{
    public const string Examples = """
        Examples:
          tapwatch query -l kql 'AWSCloudTrail | summarize count() by EventName' logs/
          tapwatch query -l cql -q 'eventName=/^CreateTrafficMirror/' logs/ -f json
          tapwatch query -l aql "SELECT username, COUNT(*) FROM events GROUP BY username" logs/
          tapwatch query -l kql --file rule.kql logs/ --now 2026-01-05T09:00:00Z
          tapwatch query -l kql -q 'Hosts | where Count > 3' --table Hosts=hosts.csv
          tapwatch query -l kql -q 'print strlen("tap")'
        """;

    static readonly string[] _formats = ["table", "json", "ndjson", "csv"];

    public static Command Create(Terminal terminal, CancellationToken cancellation)
    {
        var arguments = new Argument<string[]>("PATH") { Description = "Logs: files, folders, `-` for standard input. Without -q and --file the first is the query", Arity = ArgumentArity.ZeroOrMore };
        var language = new Option<string?>("--language", "-l") { Description = "Language of the query: kql, cql, aql", HelpName = "LANGUAGE" };
        var text = new Option<string?>("--query", "-q") { Description = "The query", HelpName = "TEXT" };
        var file = new Option<string?>("--file") { Description = "File with the query, `-` for standard input", HelpName = "FILE" };
        var format = Flags.Format(_formats);
        var tables = Flags.Tables();
        var external = Flags.External();
        var packages = Flags.Packages();
        var limits = Flags.VendorLimits();
        var parameters = Flags.Parameters();
        var views = Flags.Views();
        var plan = new Option<bool>("--plan") { Description = "Show the optimised plan instead of running it" };
        var strict = Flags.Strict();
        var now = Flags.Now();
        var jobs = Flags.Jobs();
        var command = new Command("query", "Run one query in any of the three languages") { arguments, language, text, file, format, tables, external, packages, parameters, limits, views, strict, plan, now, jobs };
        command.SetAction(parsed =>
        {
            var paths = (parsed.GetValue(arguments) ?? []).ToList();
            var source = Source(parsed.GetValue(text), parsed.GetValue(file), paths, terminal);
            var name = parsed.GetValue(language) ?? LanguageOfFile(parsed.GetValue(file)) ?? throw new UsageException("which language? give `-l kql`, `-l cql` or `-l aql`");
            Flags.CheckPaths(paths);
            Flags.CheckPaths(parsed.GetValue(views) ?? []);
            var request = new QueryRequest(Flags.LanguageOf("--language", name), source)
            {
                Paths = paths,
                Tables = Flags.TablesOf(parsed.GetValue(tables)),
                Threads = Flags.ThreadsOf(parsed.GetValue(jobs)),
            };
            var given = parsed.GetValue(packages) ?? [];
            Flags.CheckPaths(given);
            var workspace = new Workspace(new WorkspaceOptions
            {
                Packages = given,
                Parameters = Flags.ParametersOf(parsed.GetValue(parameters)),
                VendorLimits = parsed.GetValue(limits),
                External = Flags.ExternalOf(parsed.GetValue(external)),
                Views = parsed.GetValue(views) ?? [],
                Strict = parsed.GetValue(strict),
                Now = Flags.TimeOf("--now", parsed.GetValue(now)),
                Clock = terminal.Clock,
            });
            var chosen = parsed.GetValue(format) is { } asked ? Flags.Choice("--format", asked, _formats) : terminal.OutputIsTerminal ? "table" : "json";
            return parsed.GetValue(plan) ? ShowPlan(workspace, request, terminal, cancellation) : Run(workspace, request, chosen, terminal, cancellation);
        });
        return command;
    }

    static int Run(Workspace workspace, QueryRequest request, string format, Terminal terminal, CancellationToken cancellation)
    {
        ResultWriter writer = format switch
        {
            "table" => new ResultTable(terminal),
            "csv" => new CsvResultWriter(ShownText.Of(terminal)),
            "ndjson" => new NdjsonResultWriter(terminal.Output),
            _ => new JsonResultWriter(terminal.Output),
        };
        var outcome = workspace.Query(request, writer, cancellation);
        (writer as IDisposable)?.Dispose();
        terminal.Output.Flush();
        DiagnosticsOutput.Write(outcome.Diagnostics, terminal.Error);
        InputOutput.Write(request.Report, terminal.Error);
        return outcome.Succeeded ? ExitCode.Fine : ExitCode.WrongInput;
    }

    static int ShowPlan(Workspace workspace, QueryRequest request, Terminal terminal, CancellationToken cancellation)
    {
        var (plan, messages) = workspace.Plan(request, cancellation);
        DiagnosticsOutput.Write(messages, terminal.Error);
        if (plan is null)
        {
            return ExitCode.WrongInput;
        }

        terminal.Output.Write(SafeText.ForTerminalLines(plan));
        terminal.Output.Flush();
        return ExitCode.Fine;
    }

    static SourceText Source(string? text, string? file, List<string> paths, Terminal terminal)
    {
        if (text is not null && file is not null)
        {
            throw new UsageException("give the query with `-q` or with `--file`, not both");
        }

        if (text is not null)
        {
            return new SourceText("query", text);
        }

        if (file == "-")
        {
            return paths.Contains("-") ? throw new UsageException("standard input cannot be both the query and the data")
                : terminal.InputIsClosed() ? throw new UsageException("standard input, where the query shall come from, is closed")
                : new SourceText("query", terminal.Input.ReadToEnd());
        }

        if (file is not null)
        {
            Flags.CheckPaths([file]);
            try
            {
                return new SourceText(file, File.ReadAllText(file));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new UsageException($"cannot read `{file}`: {e.Message}");
            }
        }

        if (paths.Count == 0)
        {
            throw new UsageException("there is no query: give it as `-q TEXT`, `--file FILE` or as the first argument");
        }

        var query = new SourceText("query", paths[0]);
        paths.RemoveAt(0);
        return query;
    }

    static string? LanguageOfFile(string? file) => Path.GetExtension(file ?? "").ToLowerInvariant() switch { ".kql" => "kql", ".cql" => "cql", ".aql" => "aql", _ => null };
}
