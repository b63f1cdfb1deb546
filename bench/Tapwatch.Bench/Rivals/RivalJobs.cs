// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Bench.Data;
using Tapwatch.Bench.Rounds;

namespace Tapwatch.Bench.Rivals;

/// <summary>The questions of everyday work, put to Tapwatch and to whatever else this machine has for them.</summary>
/// <param name="tapwatch">The published program.</param>
/// <param name="bench">The folder <c>bench</c> of the project, where the rivals' queries are.</param>
/// <param name="data">Where the logs are made.</param>
/// <param name="tools">What this machine has.</param>
/// <param name="bytes">The size of the logs.</param>
/// <param name="threads">How many threads databases may use.</param>
/// <param name="slow">Whether programs that need minutes take part.</param>
sealed class RivalJobs(string tapwatch, string bench, DataSet data, Tools tools, long bytes, int threads, bool slow)
{
    const string Words = "-e CreateTrafficMirrorSession -e ModifyTrafficMirrorSession -e DeleteTrafficMirrorSession";

    /// <summary>Slow programs get this part of the data.</summary>
    const int Part = 16;

    readonly LogFormat _cloudTrail = LogFormat.Of("cloudtrail");

    public IEnumerable<(string Name, Func<Job> Make)> All =>
    [
        ("scan", Scan), ("filter", Filter), ("count", Count), ("distinct", Distinct), ("gz", Compressed), ("gz-count", CompressedCount), ("gz-members", CompressedMembers), ("formats", Formats),
    ];

    Job Scan()
    {
        var lines = data.Lines(_cloudTrail, bytes);
        return new("Scan: every detection over CloudTrail lines",
            $"`tapwatch scan -f csv {Path.GetFileName(lines)}`: all detections in all three languages. The others decide one detection only, or none: `cat` copies, `rg` finds words.",
            [
                new("tapwatch scan", $"'{tapwatch}' scan -f csv '{lines}'", Answers.Count, bytes),
                new("tapwatch scan, one thread", $"'{tapwatch}' scan -f csv -j 1 '{lines}'", Answers.Count, bytes),
                .. Copying(lines), .. Searching(lines), .. Databases("filter", lines).Select(static c => c with { Answer = null }),
            ]);
    }

    Job Filter()
    {
        var lines = data.Lines(_cloudTrail, bytes);
        var part = data.Lines(_cloudTrail, bytes / Part);
        return new("Filter: one detection's condition over CloudTrail lines",
            "`bench/queries/filter.kql` and the same condition in the rivals' languages.",
            [
                new("tapwatch query", $"'{tapwatch}' query -l kql --file '{Query("filter.kql")}' -f csv '{lines}'", Answers.BelowHeading, bytes),
                .. Copying(lines), .. Searching(lines), .. Databases("filter", lines),
                .. tools.Has("jq") ? [new("jq", $"jq -r -f '{Query("filter.jq")}' '{part}'", Answers.Rows, bytes / Part)] : Array.Empty<Contender>(),
                .. tools.Has("mlr") ? [new("Miller", $"mlr --ijsonl --onidx filter '$eventSource == \"ec2.amazonaws.com\" && is_absent($errorCode) && $eventName =~ \"^(Create|Modify|Delete)TrafficMirrorSession$\"' then cut -f eventID '{part}'", Answers.Rows, bytes / Part)] : Array.Empty<Contender>(),
            ]);
    }

    Job Count()
    {
        var lines = data.Lines(_cloudTrail, bytes);
        var part = data.Lines(_cloudTrail, bytes / Part);
        return new("Count: events by name, over every record",
            "`bench/queries/count.kql`: no word to look for, every record is read.",
            [
                new("tapwatch query", $"'{tapwatch}' query -l kql --file '{Query("count.kql")}' -f csv '{lines}'", Answers.BelowHeading, bytes),
                .. Copying(lines), .. Databases("count", lines),
                .. tools.Has("jq") ? [new("jq and uniq -c", $"jq -r -f '{Query("count.jq")}' '{part}' | sort | uniq -c | awk '{{print $2 \",\" $1}}'", Answers.Rows, bytes / Part)] : Array.Empty<Contender>(),
                .. tools.Has("mlr") ? [new("Miller", $"mlr --ijsonl --ocsv count -g eventName '{part}'", Answers.BelowHeading, bytes / Part)] : Array.Empty<Contender>(),
            ]);
    }

    Job Distinct()
    {
        var lines = data.Lines(_cloudTrail, bytes);
        return new("Distinct: addresses by caller and hour, the top 20, over every record",
            "`bench/queries/distinct.kql`: about 150,000 groups, each with its set of addresses.",
            [
                new("tapwatch query", $"'{tapwatch}' query -l kql --file '{Query("distinct.kql")}' -f csv '{lines}'", Answers.ByHour, bytes),
                .. Copying(lines), .. Databases("distinct", lines),
            ]);
    }

    Job Compressed()
    {
        var folder = data.Compressed(_cloudTrail, bytes);
        return new("Scan: every detection over CloudTrail `.json.gz` files of about 5 MB",
            $"`tapwatch scan -f csv {Path.GetFileName(folder)}`. libdeflate and pigz only decompress; speeds are of the decompressed bytes.",
            [
                new("tapwatch scan", $"'{tapwatch}' scan -f csv '{folder}'", Answers.Count, bytes),
                .. tools.Has("libdeflate-gunzip") ? [new("libdeflate-gunzip, two at a time", $"find '{folder}' -name '*.gz' -print0 | xargs -0 -P 2 -n 1 libdeflate-gunzip -c > /dev/null", null, bytes)] : Array.Empty<Contender>(),
                .. tools.Has("pigz") && slow ? [new("pigz -dc", $"find '{folder}' -name '*.gz' -print0 | xargs -0 pigz -dc > /dev/null", null, bytes)] : Array.Empty<Contender>(),
                .. tools.Has("zcat") && slow ? [new("zcat", $"find '{folder}' -name '*.gz' -print0 | xargs -0 zcat > /dev/null", null, bytes)] : Array.Empty<Contender>(),
                .. tools.Has("rg") ? [new("rg -z -i -F", $"rg -z -c -i -F {Words} '{folder}'", null, bytes)] : Array.Empty<Contender>(),
                .. ClickHouse("filter-gz", folder, comparable: false),
            ]);
    }

    Job CompressedMembers()
    {
        var file = data.Members(_cloudTrail, bytes);
        return new("Scan: every detection over one gzip file of many members",
            $"`tapwatch scan -f csv {Path.GetFileName(file)}`. The others only decompress, none of them a file with several threads; speeds are of the decompressed bytes.",
            [
                new("tapwatch scan", $"'{tapwatch}' scan -f csv '{file}'", Answers.Count, bytes),
                .. tools.Has("libdeflate-gunzip") ? [new("libdeflate-gunzip", $"libdeflate-gunzip -c '{file}' > /dev/null", null, bytes)] : Array.Empty<Contender>(),
                .. tools.Has("pigz") && slow ? [new("pigz -dc", $"pigz -dc '{file}' > /dev/null", null, bytes)] : Array.Empty<Contender>(),
                .. tools.Has("zcat") && slow ? [new("zcat", $"zcat '{file}' > /dev/null", null, bytes)] : Array.Empty<Contender>(),
            ]);
    }

    Job CompressedCount()
    {
        var folder = data.Compressed(_cloudTrail, bytes);
        return new("Count: events by name, over every record of the `.json.gz` files", "`bench/queries/count.kql`.",
            [
                new("tapwatch query", $"'{tapwatch}' query -l kql --file '{Query("count.kql")}' -f csv '{folder}'", Answers.BelowHeading, bytes),
                .. ClickHouse("count-gz", folder, comparable: true),
            ]);
    }

    Job Formats()
    {
        List<Contender> contenders = [];
        foreach (var format in LogFormat.All)
        {
            var lines = data.Lines(format, bytes / 4);
            contenders.Add(new($"tapwatch scan, {format.Name}", $"'{tapwatch}' scan -f csv '{lines}'", Answers.Count, bytes / 4));
            contenders.Add(new($"cat, {format.Name}", $"cat '{lines}' > /dev/null", null, bytes / 4));
        }

        return new("Scan: every detection over each kind of log", $"{DataSet.Size(bytes / 4)} of each.", contenders);
    }

    static IEnumerable<Contender> Copying(string path) => [new("cat", $"cat '{path}' > /dev/null", null, new FileInfo(path).Length)];

    IEnumerable<Contender> Searching(string path) =>
        tools.Has("rg") ? [new("rg -i -F", $"rg -i -F {Words} '{path}'", null, bytes)] : [];

    IEnumerable<Contender> Databases(string query, string path)
    {
        if (tools.HasPackage("@duckdb/node-api"))
        {
            yield return new("DuckDB", $"node '{Path.Combine(bench, "rivals", "duckdb.mjs")}' '{tools.Npm}' {threads} '{Query(query + ".duckdb.sql")}' '{path}'", Answers.Rows, bytes);
        }

        foreach (var contender in ClickHouse(query, path, comparable: true))
        {
            yield return contender;
        }
    }

    IEnumerable<Contender> ClickHouse(string query, string path, bool comparable) =>
        tools.HasPackage("chdb")
            ? [new("ClickHouse", $"node '{Path.Combine(bench, "rivals", "clickhouse.mjs")}' '{tools.Npm}' {threads} '{Query(query + ".clickhouse.sql")}' '{path}'", comparable ? Answers.Rows : null, bytes)]
            : [];

    string Query(string name) => Path.Combine(bench, "queries", name);
}
