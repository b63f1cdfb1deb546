// SPDX-License-Identifier: Apache-2.0

using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>What a text of a known form is made of.</summary>
public static class ParseFunctions
{
    public static readonly Function Url = Function.Of("parse.url", "The parts of a URL: Scheme, Host, Port, Path, Username, Password, Query Parameters, Fragment.", T.Dynamic, T.String);
    public static readonly Function UrlQuery = Function.Of("parse.url_query", "The parameters of the query part of a URL, as an object under Query Parameters.", T.Dynamic, T.String);
    public static readonly Function Path = Function.Of("parse.path", "The parts of a file path: Scheme, RootPath, DirectoryPath, DirectoryName, Filename, Extension, AlternateDataStreamName.", T.Dynamic, T.String);
    public static readonly Function Version = Function.Of("parse.version", "A number that orders versions of one to four parts of up to eight digits; null when it is none.", T.Decimal, T.String);
    public static readonly Function Xml = Function.Of("parse.xml", "The elements, attributes (@name) and texts (#text) of an XML document as objects; null when it is none.", T.Dynamic, T.String);
    public static readonly Function CommandLine = Function.Of("parse.command_line", "The arguments of a command line as Windows takes it apart.", T.Dynamic, T.String);
    public static readonly Function Csv = Function.Of("parse.csv", "The values of the first record of comma-separated values.", T.Dynamic, T.String);

    internal static IEnumerable<Function> All => [Url, UrlQuery, Path, Version, Xml, CommandLine, Csv];
}
