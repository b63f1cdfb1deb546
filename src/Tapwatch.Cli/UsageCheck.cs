// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.CommandLine.Parsing;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Cli;

/// <summary>Finds what is wrong with the arguments, and says it plainly.</summary>
static class UsageCheck
{
    /// <summary>What is wrong first, or null.</summary>
    public static string? FirstError(ParseResult parsed, string[] args)
    {
        var command = parsed.CommandResult.Command;
        if (command is RootCommand && args.Length > 0 && !args[0].StartsWith('-') && parsed.Errors.Count > 0)
        {
            return $"there is no command `{args[0]}`{Near(args[0], command.Subcommands.Select(static c => c.Name))}; `tapwatch --help` lists them";
        }

        // An option nobody knows is taken for a path otherwise, and would be reported as a missing file.
        foreach (var token in parsed.Tokens)
        {
            if (token.Type == TokenType.DoubleDash)
            {
                break;
            }

            if (token.Type == TokenType.Argument && token.Value.Length > 1 && token.Value[0] == '-' && !IsValue(parsed, token.Value))
            {
                var name = token.Value.Split('=', ':')[0];
                var options = Options(parsed.CommandResult).ToArray();
                if (!options.Contains(name))
                {
                    return $"there is no option `{name}`{Near(name, options)}; `tapwatch {command.Name} --help` lists them";
                }
            }
        }

        return parsed.Errors.Count > 0 ? Plain(parsed.Errors[0].Message) : null;
    }

    // A text that follows an option (`-q '-1'`) is its value, whatever it begins with.
    static bool IsValue(ParseResult parsed, string text) =>
        parsed.CommandResult.Children.OfType<OptionResult>().Any(o => o.Tokens.Any(t => t.Value == text));

    static IEnumerable<string> Options(CommandResult command)
    {
        for (SymbolResult? at = command; at is CommandResult result; at = at.Parent)
        {
            foreach (var option in result.Command.Options)
            {
                yield return option.Name;
                foreach (var alias in option.Aliases)
                {
                    yield return alias;
                }
            }
        }
    }

    static string Near(string name, IEnumerable<string> candidates) => NearestName.Find(name, candidates) is { } near ? $", did you mean `{near}`?" : "";

    static string Plain(string message)
    {
        var text = message.TrimEnd('.').Replace('\'', '`');
        return text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];
    }
}
