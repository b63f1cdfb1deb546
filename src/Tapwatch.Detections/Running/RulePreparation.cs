// SPDX-License-Identifier: Apache-2.0

using System.Runtime.ExceptionServices;
using Tapwatch.Detections.Rules;
using Tapwatch.Plan.Catalog;

namespace Tapwatch.Detections.Running;

/// <summary>A rule of a detection.</summary>
sealed record RuleToPrepare(Detection Detection, Rule Rule);

/// <summary>Prepares many rules, on several threads: they have nothing to do with one another.</summary>
static class RulePreparation
{
    const int FewestPerThread = 8;

    // As much as the first thread of a process has: queries nest.
    const int StackBytes = 8 << 20;

    /// <summary>The prepared rules, in the order given.</summary>
    public static PreparedRule[] Prepare(IReadOnlyList<RuleToPrepare> rules, BindContext context, bool raw, int threads)
    {
        var prepared = new PreparedRule[rules.Count];
        var next = -1;
        ExceptionDispatchInfo? fault = null;
        var others = new Thread[Math.Max(0, Math.Min(threads, rules.Count / FewestPerThread) - 1)];
        for (var i = 0; i < others.Length; i++)
        {
            others[i] = new Thread(Work, StackBytes) { IsBackground = true, Name = "prepare" };
            others[i].Start();
        }

        Work();
        Array.ForEach(others, static t => t.Join());
        fault?.Throw();
        return prepared;

        void Work()
        {
            try
            {
                for (var i = Interlocked.Increment(ref next); i < prepared.Length; i = Interlocked.Increment(ref next))
                {
                    prepared[i] = PreparedRule.Of(rules[i].Detection, rules[i].Rule, context, raw);
                }
            }
            catch (Exception e)
            {
                // Told on the thread that asked.
                Interlocked.CompareExchange(ref fault, ExceptionDispatchInfo.Capture(e), null);
            }
        }
    }
}
