// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Cli;

/// <summary>What the process says when it ends.</summary>
static class ExitCode
{
    /// <summary>All went well.</summary>
    public const int Fine = 0;

    /// <summary>Findings of the severity that was asked for, or a failing test.</summary>
    public const int Findings = 1;

    /// <summary>Something is wrong with what was given: a flag, a rule, a query.</summary>
    public const int WrongInput = 2;

    /// <summary>Input that could not be read (with <c>--strict-input</c>), or a fault of this program.</summary>
    public const int Fault = 3;

    /// <summary>Ended by Ctrl-C.</summary>
    public const int Cancelled = 130;
}
