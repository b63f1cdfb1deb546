// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Globalization;
using BenchmarkDotNet.Running;
using Tapwatch.Bench;
using Tapwatch.Bench.Data;
using Tapwatch.Bench.Growth;
using Tapwatch.Bench.Rivals;
using Tapwatch.Bench.Rounds;

// The commands of the bench: `rivals` compares with other programs, `growth` shows how time grows with the size of things, `stages` times the
// parts of the scan by themselves. None of them is a test; none fetches anything.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var folder = new Option<string>("--data") { Description = "Where made-up logs are kept between runs", DefaultValueFactory = static _ => Path.Combine(Path.GetTempPath(), "tapwatch-bench") };
var size = new Option<string>("--size") { Description = "Size of the data: 64MiB, 1GiB, …", DefaultValueFactory = static _ => "1GiB" };
var rounds = new Option<int>("--rounds") { Description = "Rounds that count, after one that does not", DefaultValueFactory = static _ => 5 };
var program = new Option<string?>("--tapwatch") { Description = "The published program; published anew when not given" };
var npm = new Option<string?>("--npm") { Description = "Folder with node_modules that hold @duckdb/node-api and chdb" };
var only = new Option<string[]>("--only") { Description = "Only these jobs", AllowMultipleArgumentsPerToken = true };
var slow = new Option<bool>("--slow") { Description = "Let programs take part that need minutes" };
var output = new Option<string?>("--output") { Description = "Write the report to this file as well" };

var rivals = new Command("rivals", "Compare with cat, ripgrep, jq, Miller, libdeflate, DuckDB and ClickHouse, as far as they are installed") { folder, size, rounds, program, npm, only, slow, output };
rivals.SetAction(parsed =>
{
    var bytes = Sizes.Parse(parsed.GetValue(size)!);
    var tools = new Tools(parsed.GetValue(npm));
    var data = new DataSet(parsed.GetValue(folder)!);
    var tapwatch = Checkout.Program(parsed.GetValue(program));
    var jobs = new RivalJobs(tapwatch, Checkout.Bench, data, tools, bytes, Environment.ProcessorCount, parsed.GetValue(slow));
    var tournament = new Tournament(parsed.GetValue(rounds), data.Folder);
    var chosen = parsed.GetValue(only) is { Length: > 0 } names ? names : null;
    List<Standing> standings = [.. jobs.All.Where(j => chosen is null || chosen.Contains(j.Name)).Select(j => tournament.Play(j.Make()))];
    var settings = $"{parsed.GetValue(size)} of made-up logs, in the page cache; medians of {parsed.GetValue(rounds)} paired rounds of whole processes, start-up included.";
    if (tools.Missing.Count > 0)
    {
        settings += $" Not installed: {string.Join(", ", tools.Missing)}.";
    }

    Checkout.Write(parsed.GetValue(output), Report.Heading("Tapwatch and others", settings, tapwatch) + string.Join('\n', standings.Select(static s => s.ToMarkdown())));
    return standings.All(static s => s.Agrees) ? 0 : 1;
});

var largest = new Option<string>("--largest") { Description = "The largest data", DefaultValueFactory = static _ => "1GiB" };
var growth = new Command("growth", "How time grows with bytes, files, rules, columns and groups") { folder, largest, rounds, program, only, output };
growth.SetAction(parsed =>
{
    var data = new DataSet(parsed.GetValue(folder)!);
    var tapwatch = Checkout.Program(parsed.GetValue(program));
    var series = new GrowthSeries(tapwatch, data, Sizes.Parse(parsed.GetValue(largest)!), parsed.GetValue(rounds));
    var chosen = parsed.GetValue(only) is { Length: > 0 } names ? names : null;
    var text = Report.Heading("How time grows", $"Medians of {parsed.GetValue(rounds)} rounds of whole processes, start-up included, data in the page cache.", tapwatch);
    Checkout.Write(parsed.GetValue(output), text + string.Join('\n', series.All.Where(s => chosen is null || chosen.Contains(s.Name)).Select(static s => s.Make().ToMarkdown())));
});

var make = new Command("data", "Only make the data") { folder, size };
make.SetAction(parsed =>
{
    var data = new DataSet(parsed.GetValue(folder)!);
    foreach (var format in LogFormat.All)
    {
        Console.WriteLine(data.Lines(format, Sizes.Parse(parsed.GetValue(size)!)));
        if (format.Wrapper is not null)
        {
            Console.WriteLine(data.Compressed(format, Sizes.Parse(parsed.GetValue(size)!)));
        }
    }
});

var stages = new Command("stages", "Time the stages of a scan by themselves (BenchmarkDotNet; what follows is its own)") { TreatUnmatchedTokensAsErrors = false };
stages.SetAction(static parsed => { BenchmarkSwitcher.FromAssembly(typeof(Checkout).Assembly).Run([.. parsed.UnmatchedTokens]); });

return new RootCommand("Measures Tapwatch. Results of a run go to bench/results with machine and commit.") { rivals, growth, make, stages }.Parse(args).Invoke();
