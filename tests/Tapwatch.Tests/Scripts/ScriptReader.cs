// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Tapwatch.Tests.Scripts;

/// <summary>
/// Reads scripted query tests. A script is a text of sections separated by empty lines:
/// <c>table NAME</c> with a header and rows; <c>now TIME</c>; <c>skip REASON</c> for the case that follows; <c>kql</c> (<c>cql</c>, <c>aql</c>), the query,
/// <c>----</c> and the rows expected; <c>plan</c>, <c>----</c> and the plan of the query before; <c>error</c>, the query, <c>----</c> and the messages.
/// Several languages may stand one below the other before one <c>----</c>: one question, one answer. Its header has names only, since types differ by language.
/// Lines that begin with <c>#</c> between sections are comments.
/// </summary>
static class ScriptReader
{
    static readonly string[] _languages = ["kql", "cql", "aql"];

    public static IReadOnlyList<ScriptCase> Read(string name, string[] lines)
    {
        var cases = new List<ScriptCase>();
        var tables = new List<ScriptTable>();
        var now = new DateTime(2026, 1, 5, 12, 0, 0, DateTimeKind.Utc);
        var language = _languages.FirstOrDefault(l => name.StartsWith(l + "/", StringComparison.Ordinal)) ?? "kql";
        var query = "";
        string? skip = null;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].TrimEnd();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var start = i;
            var others = new List<(int Line, string Language, string Query)>();
            var (word, rest) = line.IndexOf(' ') is var space and > 0 ? (line[..space], line[(space + 1)..].Trim()) : (line, "");
            switch (word)
            {
                case "table":
                    tables.Add(new ScriptTable(rest, Block(lines, ref i)));
                    continue;
                case "now":
                    now = DateTime.Parse(rest, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);
                    continue;
                case "skip":
                    skip = rest;
                    continue;
                case "plan":
                    i++;
                    break;
                case "error":
                    language = rest.Length > 0 ? rest : language;
                    query = Query(lines, ref i);
                    break;
                case var first when _languages.Contains(first):
                    (language, query) = (first, Query(lines, ref i));
                    while (i < lines.Length && _languages.Contains(lines[i].TrimEnd()))
                    {
                        var at = i + 1;
                        others.Add((at, lines[i].TrimEnd(), Query(lines, ref i)));
                    }

                    break;
                default:
                    throw new FormatException($"{name}:{i + 1}: a section begins with table, now, skip, kql, cql, aql, plan or error, not with {word}");
            }

            if (i >= lines.Length || lines[i].TrimEnd() != "----")
            {
                throw new FormatException($"{name}:{start + 1}: `----` is missing");
            }

            var from = i + 1;
            var expected = Block(lines, ref i);
            var kind = word switch { "plan" => ScriptExpectation.Plan, "error" => ScriptExpectation.Error, _ => ScriptExpectation.Table };
            var @case = new ScriptCase(name, start + 1, language, query, kind, expected, [.. tables], now, skip) { ExpectedLines = (from, from + expected.Count), IsShared = others.Count > 0 };
            cases.Add(@case);
            cases.AddRange(others.Select(o => @case with { Line = o.Line, Language = o.Language, Query = o.Query, IsFollower = true }));
            skip = null;
        }

        return cases;
    }

    static string Query(string[] lines, ref int i)
    {
        var query = new List<string>();
        for (i++; i < lines.Length && lines[i].TrimEnd() != "----" && !(lines[i - 1].Trim().Length == 0 && _languages.Contains(lines[i].TrimEnd())); i++)
        {
            query.Add(lines[i]);
        }

        return string.Join('\n', query).TrimEnd();
    }

    // The lines behind this one, up to an empty line.
    static List<string> Block(string[] lines, ref int i)
    {
        var block = new List<string>();
        for (i++; i < lines.Length && lines[i].Trim().Length > 0; i++)
        {
            block.Add(lines[i].TrimEnd());
        }

        return block;
    }
}
