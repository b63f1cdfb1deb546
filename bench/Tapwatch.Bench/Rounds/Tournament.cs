// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text;

namespace Tapwatch.Bench.Rounds;

/// <summary>
/// Runs the contenders of a job in turn, round by round (A B C, A B C, …) after a round that is not counted, so that a machine whose speed drifts
/// does so for all; ratios are taken within a round. Answers must agree: a contender whose answer differs from the first one's is marked.
/// </summary>
sealed class Tournament(int rounds, string scratch)
{
    public Standing Play(Job job)
    {
        var results = job.Contenders.Select(static _ => new List<Measurement>()).ToArray();
        var answers = new string?[job.Contenders.Count];
        for (var round = 0; round <= rounds; round++)
        {
            for (var i = 0; i < job.Contenders.Count; i++)
            {
                var contender = job.Contenders[i];
                Console.Error.Write($"\r{job.Name}: round {round} of {rounds}, {contender.Name}                    ");
                var output = Path.Combine(scratch, "answer");
                var measurement = MeasuredProcess.Run(contender.Line, output);
                if (measurement.Exit != 0)
                {
                    throw new InvalidOperationException($"{contender.Name} failed ({measurement.Exit}): {contender.Line}\n{File.ReadAllText(output + ".err")}");
                }

                if (round == 0)
                {
                    answers[i] = contender.Answer is { } read ? Digest(read(File.ReadLines(output))) : null;
                }
                else
                {
                    results[i].Add(measurement);
                }
            }
        }

        Console.Error.Write("\r                                                                        \r");
        return new(job, results, answers);
    }

    /// <summary>The number of rows and a digest of them, whatever their order.</summary>
    static string Digest(IEnumerable<string> rows)
    {
        var sorted = rows.Order(StringComparer.Ordinal).ToList();
        return $"{sorted.Count} {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', sorted))))[..8]}";
    }
}
