// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.DynamicBuilding;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>File paths, versions, command lines and CSV taken apart.</summary>
static class PathKernels
{
    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(ParseFunctions.Path, static _ => Building(Path)),
        PerRow(ParseFunctions.Version, Version),
        PerRow(ParseFunctions.CommandLine, static _ => Building(CommandLine)),
        PerRow(ParseFunctions.Csv, static _ => Building(Csv)),
    ];

    static bool Path(in Arguments a, JsonBuilder json)
    {
        var path = a.Text(0);
        ReadOnlySpan<byte> scheme = default;
        var at = path.IndexOf("://"u8);
        if (at > 0)
        {
            scheme = path[..at];
            path = path[(at + 3)..];
        }

        var root = path.Length > 1 && char.IsAsciiLetter((char)path[0]) && path[1] == ':' ? path[..(path.Length > 2 && path[2] is (byte)'/' or (byte)'\\' ? 3 : 2)] : default;
        var last = path.LastIndexOfAny("/\\"u8);
        var directory = last < 0 ? default : path[..last];
        var name = path[Math.Max(last + 1, last < 0 ? root.Length : 0)..];
        var colon = name.IndexOf((byte)':');
        var stream = colon < 0 ? default : name[(colon + 1)..];
        name = colon < 0 ? name : name[..colon];
        var dot = name.LastIndexOf((byte)'.');
        json.Raw("{\"Scheme\":"u8);
        json.Text(scheme);
        Part(json, "RootPath"u8, root);
        Part(json, "DirectoryPath"u8, directory);
        Part(json, "DirectoryName"u8, directory[(directory.LastIndexOfAny("/\\"u8) + 1)..]);
        Part(json, "Filename"u8, name);
        Part(json, "Extension"u8, dot < 0 ? default : name[(dot + 1)..]);
        Part(json, "AlternateDataStreamName"u8, stream);
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

    // Each part counts a hundred million times the next.
    static void Version(in Arguments a, Result r)
    {
        var text = a.Text(0).Trim(" \t\r\n"u8);
        var (number, parts) = (0m, 0);
        while (parts < 4)
        {
            var end = text.IndexOf((byte)'.');
            var part = end < 0 ? text : text[..end];
            if (part.Length is 0 or > 8 || part.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            {
                r.SetNull();
                return;
            }

            var value = 0;
            foreach (var digit in part)
            {
                value = (value * 10) + digit - '0';
            }

            number = (number * 100_000_000) + value;
            parts++;
            if (end < 0)
            {
                break;
            }

            text = text[(end + 1)..];
            if (parts == 4)
            {
                r.SetNull();
                return;
            }
        }

        for (; parts < 4; parts++)
        {
            number *= 100_000_000;
        }

        r.Set(number);
    }

    // As CommandLineToArgvW: the first argument is a file name, in which backslashes are nothing special; in others an even number of
    // backslashes before a quote stands for half of them, an odd number for half of them and the quote.
    static bool CommandLine(in Arguments a, JsonBuilder json)
    {
        var line = a.Text(0).Trim(" \t\r\n"u8);
        var argument = new JsonBuilder();
        json.Raw("["u8);
        if (!line.IsEmpty)
        {
            var quoted = line[0] == '"';
            var end = quoted ? line[1..].IndexOf((byte)'"') : line.IndexOfAny(" \t"u8);
            Element(json, quoted ? (end < 0 ? line[1..] : line[1..(end + 1)]) : end < 0 ? line : line[..end], argument);
            line = end < 0 ? default : line[(end + (quoted ? 2 : 0))..];
        }

        while (true)
        {
            line = line.TrimStart(" \t"u8);
            if (line.IsEmpty)
            {
                break;
            }

            argument.Clear();
            line = line[Argument(line, argument)..];
            json.Raw(json.Length > 1 ? ","u8 : []);
            json.Text(argument.Written);
        }

        json.Raw("]"u8);
        return true;
    }

    static void Element(JsonBuilder json, ReadOnlySpan<byte> text, JsonBuilder argument)
    {
        argument.Clear();
        argument.Raw(text);
        json.Raw(json.Length > 1 ? ","u8 : []);
        json.Text(argument.Written);
    }

    static int Argument(ReadOnlySpan<byte> line, JsonBuilder argument)
    {
        var (at, quoted) = (0, false);
        while (at < line.Length && (quoted || line[at] is not ((byte)' ' or (byte)'\t')))
        {
            var slashes = 0;
            while (at + slashes < line.Length && line[at + slashes] == '\\')
            {
                slashes++;
            }

            at += slashes;
            var quote = at < line.Length && line[at] == '"';
            for (var i = 0; i < (quote ? slashes / 2 : slashes); i++)
            {
                argument.Raw("\\"u8);
            }

            if (!quote)
            {
                if (at < line.Length && (quoted || line[at] is not ((byte)' ' or (byte)'\t')))
                {
                    argument.Raw(line.Slice(at++, 1));
                }
            }
            else if (slashes % 2 == 1)
            {
                argument.Raw(line.Slice(at++, 1));
            }
            else if (quoted && at + 1 < line.Length && line[at + 1] == '"')
            {
                argument.Raw("\""u8);
                at += 2;
            }
            else
            {
                quoted = !quoted;
                at++;
            }
        }

        return at;
    }

    // Only the first record counts; a quoted value may hold commas, line breaks and quotes written twice.
    static bool Csv(in Arguments a, JsonBuilder json)
    {
        var text = a.Text(0);
        var value = new JsonBuilder();
        var at = 0;
        json.Raw("["u8);
        while (true)
        {
            value.Clear();
            if (at < text.Length && text[at] == '"')
            {
                for (at++; at < text.Length; at++)
                {
                    if (text[at] == '"')
                    {
                        if (at + 1 >= text.Length || text[at + 1] != '"')
                        {
                            at++;
                            break;
                        }

                        at++;
                    }

                    value.Raw(text.Slice(at, 1));
                }
            }

            var end = text[at..].IndexOfAny(",\r\n"u8);
            value.Raw(end < 0 ? text[at..] : text.Slice(at, end));
            json.Raw(json.Length > 1 ? ","u8 : []);
            json.Text(value.Written);
            at = end < 0 ? text.Length : at + end;
            if (at >= text.Length || text[at] != ',')
            {
                break;
            }

            at++;
        }

        json.Raw("]"u8);
        return true;
    }
}
