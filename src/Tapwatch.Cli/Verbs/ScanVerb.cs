// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Tapwatch.Cli.Rendering;
using Tapwatch.Detections;
using Tapwatch.Detections.Findings;
using Tapwatch.Detections.Outputs;
using Tapwatch.Detections.Rules;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Cli.Verbs;

/// <summary><c>tapwatch scan</c>: rules over logs, findings out.</summary>
static class ScanVerb
{
    public const string Examples = """
        Examples:
          tapwatch scan --demo
          tapwatch scan evidence/ --min-severity medium
          tapwatch scan evidence/ -f csv -o findings.csv
          tapwatch scan evidence/ -r my-rules/ --fail-on high
          zcat trail.json.gz | tapwatch scan - -f ndjson

        Exit codes: 0 fine, 1 findings (only with --fail-on), 2 a rule or flag is wrong, 3 unreadable input (only with --strict-input), 130 stopped
        """;

    static readonly string[] _formats = ["table", "json", "ndjson", "csv", "sarif", "ocsf"];

    public static Command Create(Terminal terminal, CancellationToken cancellation)
    {
        var paths = new Argument<string[]>("PATH") { Description = "Logs: files, folders (with all below them), archives, `-` for standard input", Arity = ArgumentArity.ZeroOrMore };
        var rules = Flags.Rules();
        var views = Flags.Views();
        var tables = Flags.Tables();
        var external = Flags.External();
        var packages = Flags.Packages();
        var limits = Flags.VendorLimits();
        var parameters = Flags.Parameters();
        var format = Flags.Format(_formats);
        var output = new Option<string?>("--output", "-o") { Description = "File to write the findings to", HelpName = "FILE" };
        var failOn = new Option<string?>("--fail-on") { Description = "Exit with 1 when a finding is at least this severe", HelpName = "SEVERITY" };
        var least = new Option<string?>("--min-severity") { Description = "Show only findings at least this severe", HelpName = "SEVERITY" };
        var language = new Option<string[]>("--language", "-l") { Description = "Run only the rules in this language: kql, cql, aql (repeatable)", HelpName = "LANGUAGE" };
        var demo = new Option<bool>("--demo") { Description = "Scan the telemetry that comes with the program" };
        var raw = new Option<bool>("--raw") { Description = "Put the raw records into the findings" };
        var strict = Flags.Strict();
        var strictInput = new Option<bool>("--strict-input") { Description = "Exit with 3 when some input could not be read" };
        var jobs = Flags.Jobs();
        var now = Flags.Now();
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Say only what is wrong" };
        var command = new Command("scan", "Run detections over logs and report findings")
        {
            paths, rules, views, tables, external, packages, parameters, limits, format, output, failOn, least, language, demo, raw, strict, strictInput, jobs, now, quiet,
        };
        command.SetAction(parsed =>
        {
            var job = new Job(terminal, cancellation)
            {
                Paths = parsed.GetValue(paths) ?? [],
                Demo = parsed.GetValue(demo),
                Format = parsed.GetValue(format) is { } given ? Flags.Choice("--format", given, _formats) : null,
                Output = parsed.GetValue(output),
                FailOn = Flags.SeverityOf("--fail-on", parsed.GetValue(failOn)),
                Least = Flags.SeverityOf("--min-severity", parsed.GetValue(least)),
                Languages = Flags.LanguagesOf("--language", parsed.GetValue(language)),
                Raw = parsed.GetValue(raw),
                StrictInput = parsed.GetValue(strictInput),
                Threads = Flags.ThreadsOf(parsed.GetValue(jobs)),
                Quiet = parsed.GetValue(quiet),
                Options = new WorkspaceOptions
                {
                    Rules = parsed.GetValue(rules) ?? [],
                    Views = parsed.GetValue(views) ?? [],
                    Strict = parsed.GetValue(strict),
                    Tables = Flags.TablesOf(parsed.GetValue(tables)),
                    External = Flags.ExternalOf(parsed.GetValue(external)),
                    Packages = parsed.GetValue(packages) ?? [],
                    Parameters = Flags.ParametersOf(parsed.GetValue(parameters)),
                    VendorLimits = parsed.GetValue(limits),
                    Now = Flags.TimeOf("--now", parsed.GetValue(now)),
                    Clock = terminal.Clock,
                },
            };
            return job.Run();
        });
        return command;
    }

    /// <summary>One scan as asked for.</summary>
    sealed class Job(Terminal terminal, CancellationToken cancellation)
    {
        public required IReadOnlyList<string> Paths { get; init; }

        public required bool Demo { get; init; }

        public required string? Format { get; init; }

        public required string? Output { get; init; }

        public required Severity? FailOn { get; init; }

        public required Severity? Least { get; init; }

        public required IReadOnlyList<RuleLanguage> Languages { get; init; }

        public required bool Raw { get; init; }

        public required bool StrictInput { get; init; }

        public required int? Threads { get; init; }

        public required bool Quiet { get; init; }

        public required WorkspaceOptions Options { get; init; }

        public int Run()
        {
            if (Paths.Count == 0 && !Demo)
            {
                throw new UsageException("nothing to scan: give a file or folder, `-` for standard input, or `--demo`");
            }

            Flags.CheckPaths(Paths);
            Flags.CheckPaths(Options.Rules);
            Flags.CheckPaths(Options.Views);
            Flags.CheckPaths(Options.Packages);
            using var progress = new ProgressLine(terminal, Quiet);
            var request = new ScanRequest { Paths = Paths, Demo = Demo, Languages = Languages, Raw = Raw, Threads = Threads, OnStart = progress.Start };
            progress.Watch(request.Report);
            var result = new Workspace(Options).Scan(request, cancellation);
            progress.Dispose();

            var findings = result.Findings.Where(f => Least is not { } least || f.Severity.Level >= least.Level).ToArray();
            WriteMessages(result.Diagnostics);
            ScanSummary.WriteProblems(result, request.Report, terminal.Error);
            Write(findings);
            if (!Quiet)
            {
                ScanSummary.Write(result, request.Report, findings.Length, terminal.Error);
            }

            return result.FailedRules > 0 || result.Diagnostics.Any(static d => d.IsError) ? ExitCode.WrongInput
                : StrictInput && request.Report.ProblemCount > 0 ? ExitCode.Fault
                : FailOn is { } severity && result.Findings.Any(f => f.Severity.Level >= severity.Level) ? ExitCode.Findings
                : ExitCode.Fine;
        }

        void WriteMessages(IReadOnlyList<Diagnostic> messages)
        {
            // What is odd about the user's own rules concerns them; what is odd about ours is for `lint`.
            var own = Options.Rules.Count > 0 && !Quiet;
            DiagnosticsOutput.Write(messages.Where(m => m.IsError || own), terminal.Error);
            var warnings = messages.Count(static m => !m.IsError);
            if (warnings > 0 && !own && !Quiet)
            {
                terminal.Error.WriteLine($"{Words.Count(warnings, "warning")} about the rules built in; `tapwatch lint` shows them");
            }
        }

        void Write(IReadOnlyList<Finding> findings)
        {
            if (Output is null)
            {
                Write(findings, terminal.Output, Format ?? (terminal.OutputIsTerminal ? "table" : "ndjson"));
                terminal.Output.Flush();
                return;
            }

            try
            {
                using var file = new StreamWriter(Output);
                Write(findings, file, Format ?? FormatOf(Output));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new UsageException($"cannot write `{Output}`: {e.Message}");
            }
        }

        void Write(IReadOnlyList<Finding> findings, TextWriter output, string format)
        {
            var now = Options.Now ?? terminal.Clock.GetUtcNow().UtcDateTime;
            switch (format)
            {
                case "table":
                    FindingTable.Write(findings, output, terminal.Colour && Output is null);
                    break;
                case "json":
                    FindingFormats.WriteJson(findings, output, now);
                    break;
                case "csv":
                    FindingFormats.WriteCsv(findings, Output is null ? ShownText.Of(terminal) : output);
                    break;
                case "sarif":
                    FindingFormats.WriteSarif(findings, output);
                    break;
                default:
                    FindingFormats.WriteNdjson(findings, output, now);
                    break;
            }
        }

        static string FormatOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".csv" => "csv",
            ".sarif" => "sarif",
            ".json" => "json",
            ".txt" => "table",
            _ => "ndjson",
        };
    }
}
