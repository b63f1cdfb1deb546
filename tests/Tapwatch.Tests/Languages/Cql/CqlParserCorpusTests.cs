// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Parsing;
using Tapwatch.Languages.Cql.Printing;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Tests.Languages.Cql;

/// <summary>The parser against queries as people wrote them.</summary>
public class CqlParserCorpusTests(ITestOutputHelper output)
{
    [Fact]
    public void Reads_98_of_100_queries_of_the_corpus()
    {
        var queries = SharedMaterial.Corpus("cql").ToList();
        var failed = new List<string>();
        var different = new List<string>();
        foreach (var (id, query) in queries)
        {
            var diagnostics = new DiagnosticBag(new SourceText(id, query));
            var tree = CqlParser.Parse(diagnostics.Source, diagnostics);
            if (diagnostics.HasErrors)
            {
                failed.Add(DiagnosticRenderer.Render(diagnostics.ToList().First(d => d.IsError)));
                continue;
            }

            var again = new DiagnosticBag(new SourceText(id, CqlPrinter.Print(tree)));
            var reread = CqlParser.Parse(again.Source, again);
            if (TreeText.Of(tree) != TreeText.Of(reread))
            {
                different.Add(id + ": " + again.Source.Text);
            }
        }

        output.WriteLine($"parsed {queries.Count - failed.Count} of {queries.Count}, {100.0 * (queries.Count - failed.Count) / queries.Count:0.00} %");
        foreach (var message in failed.Concat(different))
        {
            output.WriteLine(message);
        }

        Assert.True(failed.Count <= queries.Count * 0.02, $"{failed.Count} of {queries.Count} do not parse");
        Assert.Empty(different);
    }
}
