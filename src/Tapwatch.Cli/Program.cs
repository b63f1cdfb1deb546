// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Tapwatch.Cli;
using Tapwatch.Detections;
using Tapwatch.Detections.Rules;

switch (args)
{
    case ["scan", _, ..]:
        HeapRoom.Make();
        Workspace.AnticipateScan();
        break;
    case ["query", _, ..]:
        HeapRoom.Make();
        Workspace.AnticipateQuery(Array.Exists(args, static a => a == "aql") ? RuleLanguage.Aql : Array.Exists(args, static a => a == "cql") ? RuleLanguage.Cql : RuleLanguage.Kql);
        break;
}

// Not Console.CancelKeyPress, which readies a terminal first: the same signals, some milliseconds sooner.
using var cancellation = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Stop);

using var terminal = Terminal.OfProcess();
return Application.Run(args, terminal, cancellation.Token);

// The first Ctrl-C stops in good order; a second one ends the process at once.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = !cancellation.IsCancellationRequested;
    cancellation.Cancel();
}
