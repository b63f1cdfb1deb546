// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Tapwatch.Cli.Verbs;

namespace Tapwatch.Cli;

/// <summary>The program from arguments to exit code; <c>Main</c> adds only the process.</summary>
static class Application
{
    const string Examples = """
        Examples:
          tapwatch scan --demo                       findings in telemetry that comes with the program
          tapwatch scan evidence/                    findings in a folder of logs
          tapwatch query -l kql 'AWSCloudTrail | take 5' evidence/
          tapwatch test rules/                       run the tests of detections
          tapwatch rules show aws-traffic-mirror-session
        """;

    /// <summary>Runs with the given streams, none of which is a terminal.</summary>
    public static int Run(string[] args, TextWriter output, TextWriter error, TextReader input, TimeProvider clock, CancellationToken cancellation = default)
    {
        using var terminal = new Terminal(output, error, input, clock);
        return Run(args, terminal, cancellation);
    }

    /// <summary>Runs on a terminal.</summary>
    public static int Run(string[] args, Terminal terminal, CancellationToken cancellation)
    {
        try
        {
            return Invoke(args, terminal, cancellation);
        }
        catch (OperationCanceledException)
        {
            terminal.Error.WriteLine("tapwatch: stopped");
            return ExitCode.Cancelled;
        }
        catch (UsageException e)
        {
            terminal.Error.WriteLine($"tapwatch: {e.Message}");
            return ExitCode.WrongInput;
        }
        catch (IOException e) when (IsBrokenPipe(e))
        {
            // `tapwatch scan … | head` ends the pipe early: the reader has what it wanted.
            return ExitCode.Fine;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full disk or a closed stream behind a redirection; files named on the command line are told of where they are opened.
            terminal.Error.WriteLine($"tapwatch: cannot go on: {Detections.Outputs.SafeText.ForTerminal(e.Message)}");
            return ExitCode.Fault;
        }
        catch (Exception e)
        {
            terminal.Error.WriteLine($"tapwatch: internal fault: {e.GetType().Name}: {Detections.Outputs.SafeText.ForTerminal(e.Message)} (TAPWATCH_DEBUG=1 shows where)");
            if (Environment.GetEnvironmentVariable("TAPWATCH_DEBUG") is "1" or "true")
            {
                terminal.Error.WriteLine(e);
            }

            return ExitCode.Fault;
        }
    }

    static int Invoke(string[] args, Terminal terminal, CancellationToken cancellation)
    {
        var parsed = ParseVerb(args, terminal, cancellation);
        if (parsed is null)
        {
            parsed = Parse(Root(terminal, cancellation), args.Length == 0 ? ["--help"] : args);
            if (UsageCheck.FirstError(parsed, args) is { } error)
            {
                throw new UsageException(error);
            }
        }

        return parsed.Invoke(new InvocationConfiguration { Output = terminal.Output, Error = terminal.Error, EnableDefaultExceptionHandler = false });
    }

    // A verb that is named comes alone and without its help: making commands takes milliseconds, and only help and mistakes need the others.
    // Where something is not as it should be, or help may be meant, all are made after all.
    static ParseResult? ParseVerb(string[] args, Terminal terminal, CancellationToken cancellation)
    {
        var verb = args.Length == 0 ? null : args[0] switch
        {
            "scan" => ScanVerb.Create(terminal, cancellation),
            "query" => QueryVerb.Create(terminal, cancellation),
            _ => null,
        };
        if (verb is null || Array.Exists(args, static a => a is "/h" or "/?"))
        {
            return null;
        }

        var parsed = Parse(verb, args);
        return UsageCheck.FirstError(parsed, args) is null ? parsed : null;
    }

    static RootCommand Root(Terminal terminal, CancellationToken cancellation)
    {
        var root = new RootCommand("Finds traffic duplication (MITRE ATT&CK T1020.001) in the logs you already have.")
        {
            Help.AddExamples(ScanVerb.Create(terminal, cancellation), ScanVerb.Examples),
            Help.AddExamples(QueryVerb.Create(terminal, cancellation), QueryVerb.Examples),
            TestVerb.Create(terminal, cancellation),
            LintVerb.Create(terminal),
            RulesVerb.Create(terminal),
        };
        Help.AddExamples(root, Examples);
        return root;
    }

    // CQL begins with an at sign (@rawstring=/…/) where others name a file of arguments.
    static ParseResult Parse(Command command, string[] args) => command.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });

    static bool IsBrokenPipe(IOException e) => e.HResult == 32 || e.Message.Contains("Broken pipe", StringComparison.OrdinalIgnoreCase);
}

/// <summary>Something the user typed that cannot be done; the message says what and, if possible, what was meant.</summary>
sealed class UsageException(string message) : Exception(message);
