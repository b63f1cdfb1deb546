// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Text;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

static class TimeKernels
{
    public static IEnumerable<ScalarImplementation> All =>
    [
        // The compiler of expressions puts the clock of the run in its place.
        new ScalarImplementation(TimeFunctions.Now, static (site, _) => throw new PlanFailureException($"{site.Function} outside a run")),
        PerRow(TimeFunctions.Add, static site => Move(site, 1)),
        PerRow(TimeFunctions.Subtract, static site => Move(site, -1)),
        PerRow(TimeFunctions.Between, static (in a, r) => r.Set(a.Long(0) - a.Long(1))),
        PerRow(TimeFunctions.Floor, Floor),
        PerRow(TimeFunctions.FormatPattern, static site => Format(TimePattern.FromSimpleDateFormat(site.RequiredText(1)))),
        PerRow(TimeFunctions.ParsePattern, Parse),
        PerRow(TimeFunctions.FormatStrftime, static site => Format(TimePattern.FromStrftime(site.RequiredText(1)))),
    ];

    static Kernel Move(CallSite site, long sign)
    {
        var isTime = site.Type == ScalarType.DateTime;
        return (in a, r) =>
        {
            var ticks = a.Long(0) + (sign * a.Long(1));
            if (isTime && !IsTime(ticks))
            {
                r.SetNull();
            }
            else
            {
                r.Set(ticks);
            }
        };
    }

    static void Floor(in Arguments a, Result r)
    {
        var (ticks, step) = (a.Long(0), a.Long(1));
        if (step <= 0)
        {
            r.SetNull();
            return;
        }

        var rest = ticks % step;
        r.Set(ticks - (rest < 0 ? rest + step : rest));
    }

    static Kernel Format(TimePattern pattern)
    {
        var text = new StringBuilder();
        return (in a, r) =>
        {
            if (!IsTime(a.Long(0)))
            {
                r.SetNull();
                return;
            }

            text.Clear();
            pattern.Append(new DateTime(a.Long(0), DateTimeKind.Utc), text);
            var target = r.Reserve(text.Length * 3);
            var done = 0;
            foreach (var chunk in text.GetChunks())
            {
                done += Encoding.UTF8.GetBytes(chunk.Span, target[done..]);
            }

            r.Commit(done);
        };
    }

    static Kernel Parse(CallSite site)
    {
        var pattern = TimePatternReader.FromSimpleDateFormat(site.RequiredText(1));
        var characters = new CharacterBuffer();
        return (in a, r) =>
        {
            if (pattern.TryRead(characters.Of(a.Text(0)), out var ticks))
            {
                r.Set(ticks);
            }
            else
            {
                r.SetNull();
            }
        };
    }

    static bool IsTime(long ticks) => ticks >= 0 && ticks <= DateTime.MaxValue.Ticks;
}
