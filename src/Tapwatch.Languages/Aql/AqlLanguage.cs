// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Aql.Parsing;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Languages.Aql;

/// <summary>IBM QRadar's Ariel Query Language (AQL): text to plan.</summary>
public static class AqlLanguage
{
    /// <summary>The plan of a query, or every message that says why there is none. Never throws.</summary>
    public static Query Translate(SourceText text, BindContext context)
    {
        var diagnostics = new DiagnosticBag(text);
        Parser.Parse(diagnostics);
        return new Query(null, diagnostics.ToList());
    }
}
