// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Tapwatch.Cli;

/// <summary>Help with examples below it.</summary>
static class Help
{
    /// <summary>Shows the examples at the end of a command's help.</summary>
    public static Command AddExamples(Command command, string examples)
    {
        var help = command.Options.OfType<HelpOption>().FirstOrDefault();
        if (help is null)
        {
            help = new HelpOption();
            command.Options.Add(help);
        }

        help.Description = "Show help and examples";
        help.Action = new ActionWithExamples((HelpAction)help.Action!, examples);
        return command;
    }

    sealed class ActionWithExamples(HelpAction inner, string examples) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var result = inner.Invoke(parseResult);
            parseResult.InvocationConfiguration.Output.WriteLine(examples);
            return result;
        }
    }
}
