// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Tapwatch.Tests.Architecture;

/// <summary>Holds the walls of the house: which room may not know which other.</summary>
public class WallTests
{
    static readonly (string Folder, string[] Forbidden)[] _walls =
    [
        ("src/Tapwatch.Records", ["Tapwatch.Plan", "Tapwatch.Languages", "Tapwatch.Engine", "Tapwatch.Detections", "Tapwatch.Cli"]),
        ("src/Tapwatch.Plan", ["Tapwatch.Languages", "Tapwatch.Engine", "Tapwatch.Detections", "Tapwatch.Cli"]),
        ("src/Tapwatch.Languages", ["Tapwatch.Engine", "Tapwatch.Detections", "Tapwatch.Cli"]),
        ("src/Tapwatch.Languages/Kql", ["Tapwatch.Languages.Cql", "Tapwatch.Languages.Aql"]),
        ("src/Tapwatch.Languages/Cql", ["Tapwatch.Languages.Kql", "Tapwatch.Languages.Aql"]),
        ("src/Tapwatch.Languages/Aql", ["Tapwatch.Languages.Kql", "Tapwatch.Languages.Cql"]),
        ("src/Tapwatch.Engine", ["Tapwatch.Languages", "Tapwatch.Detections", "Tapwatch.Cli"]),
        ("src/Tapwatch.Detections", ["Tapwatch.Cli", "System.CommandLine", "Spectre.Console"]),
        ("src/Tapwatch.Cli", ["Tapwatch.Engine.Operators", "Tapwatch.Languages.Kql", "Tapwatch.Languages.Cql", "Tapwatch.Languages.Aql"]),
    ];

    public static TheoryData<string> Folders => [.. _walls.Select(w => w.Folder)];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_room_does_not_know_what_it_must_not_know(string folder)
    {
        var forbidden = _walls.Single(w => w.Folder == folder).Forbidden;
        var root = Path.Combine(Repository(), folder);
        if (!Directory.Exists(root))
        {
            return;
        }

        var offences =
            from file in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            let text = File.ReadAllText(file)
            from name in forbidden
            where Regex.IsMatch(text, $@"(^|[^\w.""]){Regex.Escape(name)}\b", RegexOptions.Multiline)
            select $"{Path.GetRelativePath(root, file)} names {name}";

        Assert.Empty(offences);
    }

    static string Repository([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
