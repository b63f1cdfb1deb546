// SPDX-License-Identifier: Apache-2.0

using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>Fields found in text of a format, as a JSON object of texts; null when the text is not of that format. And JSON written from fields.</summary>
public static class FieldParserFunctions
{
    public static readonly Function OfCsv = Function.Of("bag.of_csv", "The values of a line between delimiters (second, constant) under the names in a JSON array (third, constant); in double quotes a delimiter is part of the value. With the fourth, white space around values and their quotes does not count.", T.String, T.String, T.String, T.String, T.Bool);
    public static readonly Function OfWidths = Function.Of("bag.of_widths", "Parts of fixed widths (second, a JSON array, constant) under the names in the third; with the fourth without white space around them.", T.String, T.String, T.String, T.String, T.Bool);
    public static readonly Function OfXml = Function.Of("bag.of_xml", "Texts of elements and attributes of XML under dotted names (root.element, root.element.attribute; root.element[0]… when there are several) behind the prefix.", T.String, T.String, T.String);
    public static readonly Function OfCef = Function.Of("bag.of_cef", "The header and extension of a CEF message: prefixes of header, extension and label fields; with the fifth fields with a label keep their own name too.", T.String, T.String, T.String, T.String, T.String, T.Bool);
    public static readonly Function OfLeef = Function.Of("bag.of_leef", "The header and extension of a LEEF message: prefixes of header, extension and label fields; the delimiter of version 1 (empty: tab).", T.String, T.String, T.String, T.String, T.String, T.String);
    public static readonly Function OfUri = Function.Of("bag.of_uri", "The parts of a URI (scheme, host, port, path, query, fragment, username, password) behind the prefix; the third (empty: none) stands before text that names no scheme. Null without a host.", T.String, T.String, T.String, T.String);
    public static readonly Function Refine = Function.Of("bag.refine", "Without the members that begin with one of the second (JSON arrays, constant) unless with one of the third; without empty ones when the fifth is true; the longest prefix of the fourth taken off names.", T.String, T.String, T.String, T.String, T.String, T.Bool);
    public static readonly Function Nested = Function.Of("bag.nested", "A JSON object of names (dotted, with array positions; constant) and values in turn, nested as the names say; null values are left out.", T.String, T.String).Repeating().WithNulls();
    public static readonly Function Matches = Function.Of("bag.matches", "For each match of the regular expression (.NET syntax, constant) a JSON array of what its groups captured, in a JSON array; null without a match.", T.String, T.String, T.String);
    public static readonly Function Captures = Function.Of("bag.captures", "What the groups of the regular expression (.NET syntax, constant) captured in the first match, by number, in a JSON array; null without a match.", T.String, T.String, T.String);
    public static readonly Function PrettyJson = Function.Of("bag.pretty_json", "JSON with a line per value, indented so far; other text as it is.", T.String, T.String, T.Long);
    public static readonly Function PrettyXml = Function.Of("bag.pretty_xml", "XML with a line per element, indented so far; attributes each on a line where the element would be wider than the third; other text as it is.", T.String, T.String, T.Long, T.Long);
    public static readonly Function Lowercase = Function.Of("bag.lowercase", "Names in lower case when the second is true, values when the third is.", T.String, T.String, T.Bool, T.Bool);
    public static readonly Function Transposed = Function.Of("bag.transposed", "Of a JSON array of objects an array of one object per member: its name under the second, its values under row[1], row[2]… or under the values that the member named by the third (empty: none) has; names and the third are constant.", T.String, T.String, T.String, T.String);
    public static readonly Function IsXml = Function.Of("bag.is_xml", "Whether the text is well-formed XML.", T.Bool, T.String);
    public static readonly Function IsJson = Function.Of("bag.is_json", "Whether the text is JSON.", T.Bool, T.String);

    internal static IEnumerable<Function> All => [OfCsv, OfWidths, OfXml, OfCef, OfLeef, OfUri, Refine, Nested, Matches, Captures, PrettyJson, PrettyXml, Lowercase, Transposed, IsXml, IsJson];
}
