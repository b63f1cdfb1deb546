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
    /// <summary>The plan of a query over the <c>sentinel</c> tables of the catalog, and every message. Never throws.</summary>
    public static Query Translate(SourceText text, BindContext context)
    {
        var diagnostics = new DiagnosticBag(text);
        var body = KqlParser.Parse(diagnostics);
        var binder = new KqlBinder(diagnostics, context);
        var root = binder.Bind(body);
        return new Query(diagnostics.HasErrors ? null : root, diagnostics.ToList()) { LookBack = binder.LookBack };
    }
}
