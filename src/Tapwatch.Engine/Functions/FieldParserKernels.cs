// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Fields;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Fields found in text of a format.</summary>
static class FieldParserKernels
{
    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(FieldParserFunctions.OfCsv, SeparatedFields.OfCsv),
        PerRow(FieldParserFunctions.OfWidths, SeparatedFields.OfWidths),
        PerRow(FieldParserFunctions.OfXml, XmlFields.Of),
        PerRow(FieldParserFunctions.OfCef, MessageFields.OfCef),
        PerRow(FieldParserFunctions.OfLeef, MessageFields.OfLeef),
        PerRow(FieldParserFunctions.OfUri, UriFields.Of),
        PerRow(FieldParserFunctions.Refine, JsonFields.Refine),
        PerRow(FieldParserFunctions.Nested, JsonFields.Nested),
        PerRow(FieldParserFunctions.Matches, static site => JsonFields.Matches(site, all: true)),
        PerRow(FieldParserFunctions.Captures, static site => JsonFields.Matches(site, all: false)),
        PerRow(FieldParserFunctions.PrettyJson, JsonFields.Pretty),
        PerRow(FieldParserFunctions.PrettyXml, XmlFields.Pretty),
        PerRow(FieldParserFunctions.Lowercase, JsonFields.Lowercase),
        PerRow(FieldParserFunctions.Transposed, TransposedFields.Of),
        PerRow(FieldParserFunctions.IsXml, XmlFields.IsXml),
        PerRow(FieldParserFunctions.IsJson, JsonFields.IsJson),
    ];
}
