// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Languages.Kql.Functions;

/// <summary>Texts of a known form taken apart.</summary>
static class KqlParsers
{
    public static IEnumerable<KqlFunction> All =>
    [
        new("parse_url", 1, 1, static c => ParseFunctions.Url.Call(c.Text(0))),
        new("parseurl", 1, 1, static c => ParseFunctions.Url.Call(c.Text(0))),
        new("parse_urlquery", 1, 1, static c => ParseFunctions.UrlQuery.Call(c.Text(0))),
        new("parseurlquery", 1, 1, static c => ParseFunctions.UrlQuery.Call(c.Text(0))),
        new("parse_path", 1, 1, static c => ParseFunctions.Path.Call(c.Text(0))),
        new("parse_version", 1, 1, static c => ParseFunctions.Version.Call(c.Text(0))),
        new("parse_xml", 1, 1, static c => ParseFunctions.Xml.Call(c.Text(0))),
        new("parse_csv", 1, 1, static c => ParseFunctions.Csv.Call(c.Text(0))),
        new("parse_command_line", 2, 2, CommandLine),
    ];

    static Expression? CommandLine(KqlCall call)
    {
        if (call.Constant<string>(1) is not { } parser)
        {
            return null;
        }

        if (!parser.Equals("windows", StringComparison.OrdinalIgnoreCase))
        {
            call.Binder.Report(Plan.Diagnostics.Messages.BadLiteral(call.ArgumentSyntax(1).Span, parser, "kind of command line (windows)"));
            return null;
        }

        return ParseFunctions.CommandLine.Call(call.Text(0));
    }
}
