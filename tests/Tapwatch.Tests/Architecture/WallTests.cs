// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Tapwatch.Tests.Architecture;

/// <summary>Holds the walls of the house: which room may not know which other.</summary>
public class WallTests
{
    static string[] Formats =>
    [
        "Tapwatch.Records.CloudTrail", "Tapwatch.Records.AzureActivity", "Tapwatch.Records.GcpAudit", "Tapwatch.Records.Csv", "Tapwatch.Records.Syslog", "Tapwatch.Records.Tacacs",
    ];

    // How bytes become records is nobody's business above.
    static string[] Readers => [.. Formats, "Tapwatch.Records.Sources", "Tapwatch.Records.Framing", "Tapwatch.Records.Extraction", "Tapwatch.Records.Json"];

    static readonly (string Folder, string[] Forbidden)[] _walls =
    [
        ("src/Tapwatch.Records", ["Tapwatch.Plan", "Tapwatch.Languages", "Tapwatch.Engine", "Tapwatch.Detections", "Tapwatch.Cli"]),
        ("src/Tapwatch.Records/Columns", [.. Formats, "Tapwatch.Records.Json", "Tapwatch.Records.Sources", "Tapwatch.Records.Framing", "Tapwatch.Records.Extraction"]),
        ("src/Tapwatch.Records/Json", [.. Formats, "Tapwatch.Records.Sources", "Tapwatch.Records.Framing", "Tapwatch.Records.Extraction"]),
        ("src/Tapwatch.Records/Sources", [.. Formats, "Tapwatch.Records.Framing", "Tapwatch.Records.Extraction", "Tapwatch.Records.Json"]),
        ("src/Tapwatch.Records/Extraction", [.. Formats, "Tapwatch.Records.Sources", "Tapwatch.Records.Framing"]),
        ("src/Tapwatch.Records/CloudTrail", [.. Formats.Where(static f => f != "Tapwatch.Records.CloudTrail"), "Tapwatch.Records.Framing"]),
        ("src/Tapwatch.Records/AzureActivity", [.. Formats.Where(static f => f != "Tapwatch.Records.AzureActivity"), "Tapwatch.Records.Framing"]),
        ("src/Tapwatch.Records/GcpAudit", [.. Formats.Where(static f => f != "Tapwatch.Records.GcpAudit"), "Tapwatch.Records.Framing"]),
        ("src/Tapwatch.Records/Csv", [.. Formats.Where(static f => f != "Tapwatch.Records.Csv"), "Tapwatch.Records.Framing"]),
        ("src/Tapwatch.Records/Syslog", [.. Formats.Where(static f => f != "Tapwatch.Records.Syslog"), "Tapwatch.Records.Framing"]),

        // TACACS+ accounting lines carry the times of syslog.
        ("src/Tapwatch.Records/Tacacs", [.. Formats.Where(static f => f is not ("Tapwatch.Records.Tacacs" or "Tapwatch.Records.Syslog")), "Tapwatch.Records.Framing"]),
        ("src/Tapwatch.Plan", ["Tapwatch.Languages", "Tapwatch.Engine", "Tapwatch.Detections", "Tapwatch.Cli", .. Readers]),
        ("src/Tapwatch.Plan/Expressions", ["Tapwatch.Plan.Algebra", "Tapwatch.Plan.Catalog", "Tapwatch.Plan.Optimizer", "Tapwatch.Plan.Printing"]),
        ("src/Tapwatch.Plan/Functions", ["Tapwatch.Plan.Algebra", "Tapwatch.Plan.Catalog", "Tapwatch.Plan.Optimizer", "Tapwatch.Plan.Printing"]),
        ("src/Tapwatch.Plan/Algebra", ["Tapwatch.Plan.Catalog", "Tapwatch.Plan.Optimizer", "Tapwatch.Plan.Printing"]),
        ("src/Tapwatch.Languages", ["Tapwatch.Engine", "Tapwatch.Detections", "Tapwatch.Cli", .. Readers]),
        ("src/Tapwatch.Languages/Kql", ["Tapwatch.Languages.Cql", "Tapwatch.Languages.Aql"]),
        ("src/Tapwatch.Languages/Cql", ["Tapwatch.Languages.Kql", "Tapwatch.Languages.Aql"]),
        ("src/Tapwatch.Languages/Aql", ["Tapwatch.Languages.Kql", "Tapwatch.Languages.Cql"]),
        ("src/Tapwatch.Engine", ["Tapwatch.Languages", "Tapwatch.Detections", "Tapwatch.Cli", "Tapwatch.Plan.Catalog", "Tapwatch.Plan.Diagnostics"]),
        ("src/Tapwatch.Engine/Functions", ["Tapwatch.Engine.Operators", "Tapwatch.Engine.Scan"]),
        ("src/Tapwatch.Engine/Aggregates", ["Tapwatch.Engine.Operators", "Tapwatch.Engine.Scan"]),
        ("src/Tapwatch.Engine/Prefiltering", ["Tapwatch.Engine.Operators", "Tapwatch.Engine.Scan", "Tapwatch.Engine.Functions"]),
        ("src/Tapwatch.Detections", ["Tapwatch.Cli", "System.CommandLine", "Spectre.Console", .. Readers]),
        ("src/Tapwatch.Cli", ["Tapwatch.Engine", "Tapwatch.Languages", "Tapwatch.Plan.Algebra", "Tapwatch.Plan.Catalog", "Tapwatch.Plan.Optimizer", .. Readers]),
    ];

    public static TheoryData<string> Folders => [.. _walls.Select(w => w.Folder)];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_room_does_not_know_what_it_must_not_know(string folder)
    {
        var forbidden = _walls.Single(w => w.Folder == folder).Forbidden;
        var root = Path.Combine(Repository(), folder);
        var offences =
            from file in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            let text = File.ReadAllText(file)
            from name in forbidden
            where Regex.IsMatch(text, $@"(^|[^\w.""]){Regex.Escape(name)}\b", RegexOptions.Multiline)
            select $"{Path.GetRelativePath(root, file)} names {name}";

        Assert.Empty(offences);
    }

    [Fact]
    public void Every_project_has_walls()
    {
        var projects = Directory.EnumerateDirectories(Path.Combine(Repository(), "src")).Select(static d => "src/" + Path.GetFileName(d));

        Assert.Empty(projects.Except(_walls.Select(static w => w.Folder)));
    }

    static string Repository([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
