// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Rules;
using Tapwatch.Languages.Aql;
using Tapwatch.Languages.Cql;
using Tapwatch.Languages.Kql;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Catalog;

namespace Tapwatch.Detections.Running;

/// <summary>Hands a text to the front end of its language.</summary>
static class Translation
{
    public static Query Translate(Rule rule, BindContext context) => rule.Language switch
    {
        RuleLanguage.Kql => KqlLanguage.Translate(rule.Text, context),
        RuleLanguage.Cql => CqlLanguage.Translate(rule.Text, context),
        _ => AqlLanguage.Translate(rule.Text, context),
    };
}
