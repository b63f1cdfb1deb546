// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Binding;
using Tapwatch.Languages.Cql.Parsing;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Languages.Cql;

/// <summary>CrowdStrike LogScale's query language (CQL).</summary>
public static class CqlLanguage
{
    /// <summary>The plan of a query text over the LogScale events of the catalog, and every message about the text. Never throws.</summary>
    public static Query Translate(SourceText text, BindContext context)
    {
        var diagnostics = new DiagnosticBag(text);
        var syntax = CqlParser.Parse(text, diagnostics);
        var root = CqlBinder.Bind(syntax, context, diagnostics);
        var messages = context.Strict ? diagnostics.ToList().Select(Refused).ToList() : diagnostics.ToList();
        return new Query(messages.Any(static d => d.IsError) ? null : root, messages);
    }

    static Diagnostic Refused(Diagnostic diagnostic) =>
        diagnostic is { Kind: DiagnosticKind.Wrong, Severity: DiagnosticSeverity.Warning } ? diagnostic with { Severity = DiagnosticSeverity.Error } : diagnostic;
}
