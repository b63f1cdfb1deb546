// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Cli;

using var cancellation = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    // The first Ctrl-C stops in good order; a second one ends the process at once.
    e.Cancel = !cancellation.IsCancellationRequested;
    cancellation.Cancel();
};

using var terminal = Terminal.OfProcess();
return Application.Run(args, terminal, cancellation.Token);
