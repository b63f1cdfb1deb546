// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Tapwatch.Tests.Scripts;

namespace Tapwatch.Tests.Languages.Printing;

/// <summary>Parse, print, parse: the same tree, in all three languages.</summary>
public sealed partial class RoundTripTests(ITestOutputHelper output)
{
    const int OfOwn = 25;
    const int OfOthers = 2;

    static readonly string[] _words = ["(", ")", "[", "]", ",", "|", "-", "*", ".", "=", "!", "1", "x", "\"x\"", "'x'", " not ", " NOT ", " and ", " OR ", " "];

    /// <summary>Our rules, the queries of our scripts, and specimens of what is only read and not run.</summary>
    [Theory]
    [InlineData("kql")]
    [InlineData("cql")]
    [InlineData("aql")]
    public void What_our_own_queries_say_is_printed(string name)
    {
        var language = PrintedLanguage.Of(name);
        var queries = Own(name).ToArray();
        Assert.All(queries, q => Assert.True(language.Parse(q) is not null, q));
        Assert.Empty(queries.Select(q => (Query: q, Problem: language.Problem(q, out _))).Where(static p => p.Problem is not null).Select(static p => $"{p.Query}\n{p.Problem}"));
    }

    /// <summary>A kind of node that no query of ours has: nothing holds that it can be printed.</summary>
    [Theory]
    [InlineData("kql")]
    [InlineData("cql")]
    [InlineData("aql")]
    public void Every_kind_of_node_occurs_in_a_query_that_is_printed(string name)
    {
        var language = PrintedLanguage.Of(name);
        var seen = new HashSet<Type>();
        foreach (var tree in Own(name).Select(language.Parse).OfType<object>())
        {
            language.AddKinds(tree, seen);
            language.AddKinds(language.Parse(language.Print(tree)), seen);
        }

        var missing = string.Join('\n', language.Kinds().Except(seen).Select(static t => $"{t.Name}: no script and no specimen has it").Order(StringComparer.Ordinal));
        Assert.True(missing.Length == 0, missing);
    }

    [Theory]
    [InlineData("kql")]
    [InlineData("cql")]
    [InlineData("aql")]
    public void What_people_write_is_printed(string name)
    {
        var language = PrintedLanguage.Of(name);
        var problems = SharedMaterial.Corpus(name).Select(q => (q.Id, Problem: language.Problem(q.Query, out _))).Where(static p => p.Problem is not null).Select(static p => $"{p.Id} {p.Problem}").ToArray();
        SharedMaterial.Report($"{name}-printing.txt", problems);
        Assert.Empty(problems);
    }

    /// <summary>Queries with words moved about: what of it is still a query must be printed, too.</summary>
    [Theory]
    [InlineData("kql")]
    [InlineData("cql")]
    [InlineData("aql")]
    public void What_nobody_writes_is_printed(string name)
    {
        var language = PrintedLanguage.Of(name);
        var own = Own(name).Select(static q => (Query: q, Times: OfOwn));
        var queries = SharedMaterial.Root is null ? own : own.Concat(SharedMaterial.Corpus(name).Select(static q => (q.Query, Times: OfOthers)));
        var problems = new List<string>();
        var (valid, all) = (0, 0);
        foreach (var (query, times) in queries.Where(static q => q.Query.Length < 2000))
        {
            // What becomes of a query depends on nothing but itself: a new script brings no surprise to others.
            var random = new Random(Seed(query));
            for (var run = 0; run < times; run++, all++)
            {
                var text = Mutated(query, random);
                if (language.Problem(text, out var isQuery) is { } problem)
                {
                    problems.Add($"{text}\n    {problem}");
                }

                valid += isQuery ? 1 : 0;
            }
        }

        output.WriteLine($"{valid} of {all} are queries");
        SharedMaterial.Report($"{name}-mutations.txt", problems);
        Assert.True(valid > all / 20, $"only {valid} of {all} are queries");
        Assert.Empty(problems);
    }

    static int Seed(string text) => text.Aggregate(17, static (seed, c) => unchecked((seed * 31) + c));

    // Words taken out, put in twice, changed for others, or two changing places.
    static string Mutated(string text, Random random)
    {
        var pieces = Word().Matches(text).Select(static m => m.Value).ToList();
        string[] words = [.. pieces, .. _words];
        for (var change = random.Next(1, 4); change > 0 && pieces.Count > 1; change--)
        {
            var at = random.Next(pieces.Count);
            switch (random.Next(5))
            {
                case 0:
                    pieces.RemoveAt(at);
                    break;
                case 1:
                    pieces.Insert(at, pieces[at]);
                    break;
                case 2:
                    var other = random.Next(pieces.Count);
                    (pieces[at], pieces[other]) = (pieces[other], pieces[at]);
                    break;
                case 3:
                    pieces[at] = words[random.Next(words.Length)];
                    break;
                default:
                    pieces.Insert(at, words[random.Next(words.Length)]);
                    break;
            }
        }

        return string.Concat(pieces);
    }

    static IEnumerable<string> Own(string language)
    {
        var root = Path.GetFullPath(Path.Combine(Here(), "..", "..", "..", ".."));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(root, "rules"), "*." + language, SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            yield return File.ReadAllText(file);
        }

        foreach (var specimen in File.ReadAllText(Path.Combine(Here(), "specimens." + language)).ReplaceLineEndings("\n").Split("\n\n"))
        {
            yield return specimen;
        }

        var scripts = Path.Combine(root, "tests", "scripts");
        foreach (var file in Directory.EnumerateFiles(scripts, "*.test", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            foreach (var @case in ScriptReader.Read(Path.GetRelativePath(scripts, file).Replace('\\', '/'), File.ReadAllLines(file)).Where(c => c.Language == language && c.Expectation == ScriptExpectation.Table))
            {
                yield return @case.Query;
            }
        }
    }

    static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    // Strings, words, numbers, blanks, signs.
    [GeneratedRegex("""@?"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[A-Za-z_$@#][A-Za-z0-9_:.]*|[0-9]+[a-z]*|\s+|.""", RegexOptions.Singleline)]
    private static partial Regex Word();
}
