// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Aql.Binding;
using Tapwatch.Languages.Aql.Parsing;
using Tapwatch.Languages.Aql.Syntax;
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
        if (Parser.Parse(diagnostics) is not { } select)
        {
            return new Query(null, diagnostics.ToList());
        }

        var state = new BindState(context, diagnostics);
        var root = SelectBinder.Bind(state, select);
        if (select.Time is null && select.Source is TableSyntax)
        {
            diagnostics.Add(Messages.AqlNoTime(new SourceSpan(select.Span.End, 0)));
        }

        return new Query(diagnostics.HasErrors ? null : root, diagnostics.ToList()) { LookBack = state.LookBack };
    }
}
