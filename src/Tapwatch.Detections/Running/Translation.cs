// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Rules;
using Tapwatch.Languages.Aql;
using Tapwatch.Languages.Cql;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Detections.Running;

/// <summary>Hands a text to the front end of its language.</summary>
static class Translation
{
    public static Query Translate(Rule rule, BindContext context) => rule.Language switch
    {
        RuleLanguage.Cql => CqlLanguage.Translate(rule.Text, context),
        RuleLanguage.Aql => AqlLanguage.Translate(rule.Text, context),
        _ => new Query(null, [Messages.UnsupportedConstruct(default, "the query", rule.Language.ShortName().ToUpperInvariant()) with { Source = rule.Text }]),
    };
}
