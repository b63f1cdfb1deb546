// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.DynamicBuilding;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>URLs taken apart.</summary>
static class UrlKernels
{
    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(ParseFunctions.Url, static _ => Building(Url)),
        PerRow(ParseFunctions.UrlQuery, static _ => Building(UrlQuery)),
    ];

    static bool Url(in Arguments a, JsonBuilder json)
    {
        var rest = a.Text(0).Trim(" \t\r\n"u8);
        var fragment = After(ref rest, "#"u8);
        var query = After(ref rest, "?"u8);
        ReadOnlySpan<byte> scheme = default;
        ReadOnlySpan<byte> authority = default;
        var at = rest.IndexOf("://"u8);
        if (at > 0)
        {
            scheme = rest[..at];
            rest = rest[(at + 3)..];
            var end = rest.IndexOf((byte)'/');
            authority = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[end..];
        }

        ReadOnlySpan<byte> user = default;
        var sign = authority.LastIndexOf((byte)'@');
        if (sign >= 0)
        {
            user = authority[..sign];
            authority = authority[(sign + 1)..];
        }

        var password = After(ref user, ":"u8);
        // The colons of an IPv6 address stand in brackets.
        var colon = authority.LastIndexOf((byte)':');
        var hasPort = colon >= 0 && authority[colon..].IndexOf((byte)']') < 0;
        json.Raw("{\"Scheme\":"u8);
        json.Text(scheme);
        Part(json, "Host"u8, hasPort ? authority[..colon] : authority);
        Part(json, "Port"u8, hasPort ? authority[(colon + 1)..] : default);
        Part(json, "Path"u8, rest);
        Part(json, "Username"u8, user);
        Part(json, "Password"u8, password);
        json.Raw(",\"Query Parameters\":"u8);
        Parameters(query, json);
        Part(json, "Fragment"u8, fragment);
        json.Raw("}"u8);
        return true;
    }

    static bool UrlQuery(in Arguments a, JsonBuilder json)
    {
        var query = a.Text(0);
        json.Raw("{\"Query Parameters\":"u8);
        Parameters(query.StartsWith("?"u8) ? query[1..] : query, json);
        json.Raw("}"u8);
        return true;
    }

    static void Part(JsonBuilder json, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        json.Raw(","u8);
        json.Text(name);
        json.Raw(":"u8);
        json.Text(value);
    }

    // What stands behind the mark, which ends what stays.
    static ReadOnlySpan<byte> After(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> mark)
    {
        var at = text.IndexOf(mark);
        if (at < 0)
        {
            return default;
        }

        var after = text[(at + 1)..];
        text = text[..at];
        return after;
    }

    static void Parameters(ReadOnlySpan<byte> query, JsonBuilder json)
    {
        json.Raw("{"u8);
        var first = true;
        while (!query.IsEmpty)
        {
            var end = query.IndexOf((byte)'&');
            var pair = end < 0 ? query : query[..end];
            query = end < 0 ? default : query[(end + 1)..];
            if (pair.IsEmpty)
            {
                continue;
            }

            var value = After(ref pair, "="u8);
            json.Raw(first ? [] : ","u8);
            json.Text(pair);
            json.Raw(":"u8);
            json.Text(value);
            first = false;
        }

        json.Raw("}"u8);
    }
}
