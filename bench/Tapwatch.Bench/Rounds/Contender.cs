// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Bench.Rounds;

/// <summary>One program doing one job.</summary>
/// <param name="Name">How the table calls it.</param>
/// <param name="Command">What the shell runs; its standard output is its answer.</param>
/// <param name="Answer">Makes the answer comparable, given the lines of the output; null where the program does not answer the question (it copies, or prints lines that contain a word).</param>
/// <param name="Bytes">How many bytes of the data it works on: slow programs get a part, and are compared by speed.</param>
/// <param name="Environment">Settings before the command, as the shell writes them.</param>
sealed record Contender(string Name, string Command, Func<IEnumerable<string>, IEnumerable<string>>? Answer, long Bytes, string Environment = "")
{
    public string Line => Environment.Length == 0 ? Command : $"{Environment} {Command}";
}
