// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Binding;
using Tapwatch.Languages.Kql.Parsing;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Languages.Kql;

/// <summary>Kusto Query Language as Microsoft Sentinel and Defender take it.</summary>
public static class KqlLanguage
{
    const int MostRounds = 8;

    /// <summary>The plan of a query over the <c>sentinel</c> tables of the catalog, and every message. Never throws.</summary>
    public static Query Translate(SourceText text, BindContext context)
    {
        var parsed = new DiagnosticBag(text);
        var body = KqlParser.Parse(parsed);

        // Names that only some place of the text makes columns of a table are found out by binding: then it is bound again with them.
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        for (var round = 1; ; round++)
        {
            var diagnostics = new DiagnosticBag(text);
            foreach (var diagnostic in parsed.ToList())
            {
                diagnostics.Add(diagnostic);
            }

            var binder = new KqlBinder(diagnostics, context, new WantedColumns(wanted, Last: round == MostRounds));
            var root = binder.Bind(body);
            if (binder.Wants.Count == 0)
            {
                return new Query(diagnostics.HasErrors ? null : root, diagnostics.ToList()) { LookBack = binder.LookBack, Withheld = binder.Withheld };
            }

            wanted.UnionWith(binder.Wants);
        }
    }
}
