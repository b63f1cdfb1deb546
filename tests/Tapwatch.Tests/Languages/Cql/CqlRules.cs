// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Tapwatch.Tests.Languages.Cql;

/// <summary>Rules the vendor's documents state in words, as queries over events that tell right from wrong.</summary>
static class CqlRules
{
    // Events with every combination of a few values, missing ones included.
    static readonly string _events = string.Join('\n', Events());

    static IEnumerable<string> Events()
    {
        var id = 0;
        foreach (var foo in new[] { null, "7", "42", "bar", "m/fisk/i", "Huck" })
        {
            foreach (var raw in new[] { "foo bar", "bar", "+ 3 foo", "https:", "https: //www.example.com/", "x" })
            {
                foreach (var other in new[] { null, "\"a\":\"1\",\"statuscode\":\"200\"", "\"a\":\"1\",\"b\":\"2\",\"user\":\"ann\"", "\"b\":\"2\",\"200\":\"statuscode\"" })
                {
                    var parts = new[] { string.Create(CultureInfo.InvariantCulture, $"\"id\":\"{id++}\""), $"\"text\":\"{raw}\"", foo is null ? null : $"\"foo\":\"{foo}\"", other };
                    yield return "{" + string.Join(',', parts.OfType<string>()) + "}";
                }
            }
        }
    }

    public static string? Judge(string id, string query) => id switch
    {
        "spec-prec-1" => Same(query, "(foo < 42) AND \"*+*\" AND \"*3*\""),
        "spec-prec-4" => Same(query, "(NOT foo) AND bar"),
        "spec-prec-5" => Same(query, "foo AND statuscode!=200"),
        "spec-prec-6" => Same(query, "NOT bar"),
        "spec-or-case" => Same(query, "case { a=1; b=2 }"),
        "spec-and-pipe" => Same(query, "a=1 | b=2"),
        "spec-slash-3" => Same(query, "\"*https:*\""),
        "spec-slash-8" => Same(query, "foo=\"m/fisk/i\""),
        "spec-exists" => Same(query, "test(user == user)"),
        "spec-notexists" => Same(query, "!test(user == user)"),
        "spec-lhs-num" => Same(query, "\"200\" = \"statuscode\""),
        "spec-slash-2" or "spec-slash-6" or "spec-resv-1" or "spec-hyphen" => Refused(query),
        "spec-hyphen-q" => CqlRows.Translate(query).Succeeded ? null : "is refused",
        "spec-neq-missing" => Gives("createEvents([\"a\"]) | case { foo != bar | x := \"in\"; * | x := \"out\" } | case { foo = bar | y := \"in\"; foo < 1 | y := \"in\"; foo = * | y := \"in\"; * | y := \"out\" } | select([x, y])", "in | out"),
        "spec-eval-null" => Gives($"createEvents([\"x\"]) | a := \"old\" | {query} | b := missing > 3 | select([a, b])", "old | ∅"),
        "spec-eval-fmt" => Gives($"createEvents([\"x\"]) | {query} | select(b)", "23"),
        "spec-eval-cos" => Gives($"createEvents([\"{{\\\"1\\\":0}}\"]) | parseJson() | {query} | select(c)", "1"),
        "spec-match-qstar" => Gives($"createEvents([\"x=1\", \"z=1\"]) | kvParse() | {query} | select([x, y])", "1 | 1"),
        "spec-inline-flag-v1" or "spec-inline-flag-v2" => InlineFlag(query),
        _ => "this rule has no test",
    };

    static string[] Run(string query, string step) => CqlRows.Of($"@rawstring := text | {step} | {query}\n| select(id)", _events);

    // The same events pass both.
    static string? Same(string query, string other)
    {
        var (ours, theirs) = (Run(query, "a := a"), Run(other, "a := a"));
        return ours.SequenceEqual(theirs) ? ours.Length is 0 or 144 ? "tells nothing apart" : null : $"keeps {string.Join(',', ours)}, not {string.Join(',', theirs)}";
    }

    static string? Refused(string query) => CqlRows.Translate(query).Succeeded ? "is accepted" : null;

    static string? Gives(string query, string expected)
    {
        var rows = string.Join(',', CqlRows.Of(query));
        return rows == expected ? null : $"gives {rows} instead of {expected}";
    }

    // Here as in the engine that is the default since 1.227, with a warning.
    static string? InlineFlag(string query)
    {
        var warned = CqlRows.Translate(query).Diagnostics.Any(static d => d.Code == "TW4203");
        return warned ? Gives($"createEvents([\"f=huck\", \"f=SAW\", \"f=x\"]) | kvParse() | {query} | select(f)", "huck,SAW") : "does not warn";
    }
}
