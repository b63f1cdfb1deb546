// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Globalization;
using Tapwatch.Detections.Rules;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Cli.Verbs;

/// <summary>Flags that several verbs share, and how their values are read.</summary>
static class Flags
{
    /// <summary><c>-r</c>, repeatable.</summary>
    public static Option<string[]> Rules() => new("--rules", "-r")
    {
        Description = "Rules to use instead of those built in: a file or folder (repeatable)",
        HelpName = "PATH",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary><c>--views</c>, repeatable.</summary>
    public static Option<string[]> Views() => new("--views")
    {
        Description = "Views to add to those built in: a file or folder (repeatable)",
        HelpName = "PATH",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary><c>--strict</c>.</summary>
    public static Option<bool> Strict() => new("--strict") { Description = "Refuse what the vendor would refuse, instead of running it with a warning" };

    /// <summary><c>--table</c>, repeatable.</summary>
    public static Option<string[]> Tables() => new("--table")
    {
        Description = "A CSV or JSON file as a table, lookup file or watchlist (repeatable)",
        HelpName = "NAME=FILE",
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary><c>--external</c>, repeatable.</summary>
    public static Option<string[]> External() => new("--external")
    {
        Description = "A file that stands for an address in `externaldata` (repeatable); no other is read and nothing is fetched",
        HelpName = "ADDRESS=FILE",
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>The files given for addresses. An address may hold `=`, so the last one counts.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> ExternalOf(string[]? given) => given is not { Length: > 0 } ? [] :
    [
        .. given.Select(static text => text.LastIndexOf('=') is var at and > 0 && at < text.Length - 1
            ? new KeyValuePair<string, string>(text[..at], text[(at + 1)..])
            : throw new UsageException($"`--external` must be ADDRESS=FILE, not `{text}`")),
    ];

    /// <summary><c>--vendor-limits</c>.</summary>
    public static Option<bool> VendorLimits() => new("--vendor-limits") { Description = "Apply the limits a product sets by itself (CQL: 200 events where a query names no number)" };

    /// <summary><c>--package</c>, repeatable.</summary>
    public static Option<string[]> Packages() => new("--package")
    {
        Description = "A LogScale package, folder or zip, with saved queries and lookup files (repeatable)",
        HelpName = "PATH",
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary><c>--param</c>, repeatable.</summary>
    public static Option<string[]> Parameters() => new("--param")
    {
        Description = "The value of a query parameter, `?NAME` in CQL (repeatable)",
        HelpName = "NAME=VALUE",
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>Names and values of a flag that takes both.</summary>
    static IReadOnlyList<KeyValuePair<string, string>> Pairs(string flag, string form, string[]? given) => given is not { Length: > 0 } ? [] :
    [
        .. given.Select(text =>
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            return at > 0 && (at < text.Length - 1 || flag == "--param")
                ? new KeyValuePair<string, string>(text[..at], text[(at + 1)..])
                : throw new UsageException($"`{flag}` must be {form}, not `{text}`");
        }),
    ];

    /// <summary>The tables given.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> TablesOf(string[]? given) => Pairs("--table", "NAME=FILE", given);

    /// <summary>The parameters given; of one given twice the last counts.</summary>
    public static IReadOnlyDictionary<string, string> ParametersOf(string[]? given) => given is not { Length: > 0 } ? new Dictionary<string, string>(StringComparer.Ordinal) :
        Pairs("--param", "NAME=VALUE", given).GroupBy(static p => p.Key, StringComparer.Ordinal).ToDictionary(static g => g.Key, static g => g.Last().Value, StringComparer.Ordinal);

    /// <summary><c>--now</c>.</summary>
    public static Option<string?> Now() => new("--now") { Description = "The moment to take for now, ISO 8601", HelpName = "TIME" };

    /// <summary><c>-j</c>.</summary>
    public static Option<string?> Jobs() => new("--jobs", "-j") { Description = "Threads to use (default: one per processor)", HelpName = "N" };

    /// <summary><c>-f</c> with the given formats.</summary>
    public static Option<string?> Format(params string[] formats) => new("--format", "-f")
    {
        Description = "Format of the results: " + string.Join(", ", formats),
        HelpName = "FORMAT",
    };

    /// <summary>One of the allowed words, or the reason why not.</summary>
    public static string Choice(string flag, string given, IReadOnlyList<string> allowed)
    {
        if (allowed.FirstOrDefault(a => string.Equals(a, given, StringComparison.OrdinalIgnoreCase)) is { } word)
        {
            return word;
        }

        var near = NearestName.Find(given, allowed) is { } nearest ? $"; did you mean `{nearest}`?" : "";
        throw new UsageException($"`{flag}` must be one of {string.Join(", ", allowed)}, not `{given}`{near}");
    }

    /// <summary>A severity.</summary>
    public static Severity? SeverityOf(string flag, string? given)
    {
        if (given is null)
        {
            return null;
        }

        var word = string.Equals(given, "info", StringComparison.OrdinalIgnoreCase) ? given : Choice(flag, given, Severity.Words);
        return Severity.TryParse(word, out var severity) ? severity : null;
    }

    /// <summary>A language.</summary>
    public static RuleLanguage LanguageOf(string flag, string given) =>
        RuleLanguages.TryParse(Choice(flag, given, RuleLanguages.Names), out var language) ? language : default;

    /// <summary>Some languages, or none.</summary>
    public static IReadOnlyList<RuleLanguage> LanguagesOf(string flag, string[]? given) => given is not { Length: > 0 } ? [] : Array.ConvertAll(given, l => LanguageOf(flag, l));

    /// <summary>A moment in UTC; one without a zone is UTC.</summary>
    public static DateTime? TimeOf(string flag, string? given)
    {
        if (given is null)
        {
            return null;
        }

        return DateTime.TryParse(given, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new UsageException($"`{flag}` must be a time such as `2026-01-05T09:00:00Z`, not `{given}`");
    }

    /// <summary>A number of threads.</summary>
    public static int? ThreadsOf(string? given)
    {
        if (given is null)
        {
            return null;
        }

        return int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 1024
            ? number
            : throw new UsageException($"`--jobs` must be a number from 1 to 1024, not `{given}`");
    }

    /// <summary>Refuses paths that are not there, with the name that was probably meant.</summary>
    public static void CheckPaths(IEnumerable<string> paths)
    {
        foreach (var path in paths.Where(static p => p != "-" && !File.Exists(p) && !Directory.Exists(p)))
        {
            var folder = Path.GetDirectoryName(path) is { Length: > 0 } parent ? parent : ".";
            var near = Directory.Exists(folder) ? NearestName.Find(Path.GetFileName(path), Directory.EnumerateFileSystemEntries(folder).Take(10_000).Select(static e => Path.GetFileName(e)!)) : null;
            var help = near is null ? "" : $"; did you mean `{Path.Combine(Path.GetDirectoryName(path) ?? "", near)}`?";
            throw new UsageException($"there is no file or folder `{path}`{help}");
        }
    }
}
