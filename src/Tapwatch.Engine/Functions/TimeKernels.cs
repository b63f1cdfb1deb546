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
        new ScalarImplementation(TimeFunctions.Floor, static (site, arguments) =>
            site.Constant(1)?.Value is long step and > 0 ? new FloorEvaluator(site.Type, arguments[0], step) : new KernelEvaluator(site, arguments, Floor)),
        PerRow(TimeFunctions.FormatPattern, static site => Format(TimePattern.FromSimpleDateFormat(site.RequiredText(1)))),
        PerRow(TimeFunctions.ParsePattern, Parse),
        PerRow(TimeFunctions.FormatStrftime, static site => FormatIn(TimePattern.FromStrftime(site.RequiredText(1)))),
        PerRow(TimeFunctions.ParseJava, ParseJava),
        PerRow(TimeFunctions.Find, Find),
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
            Set(r, text);
        };
    }

    static void Set(Result r, StringBuilder text)
    {
        var target = r.Reserve(text.Length * 3);
        var done = 0;
        foreach (var chunk in text.GetChunks())
        {
            done += Encoding.UTF8.GetBytes(chunk.Span, target[done..]);
        }

        r.Commit(done);
    }

    static Kernel FormatIn(TimePattern pattern)
    {
        var text = new StringBuilder();
        var zones = new TimeZoneNames();
        return (in a, r) =>
        {
            if (!IsTime(a.Long(0)) || !zones.TryFind(a.Text(2), out var zone))
            {
                r.SetNull();
                return;
            }

            text.Clear();
            pattern.Append(new ZonedTime(new DateTime(a.Long(0), DateTimeKind.Utc), zone), text);
            Set(r, text);
        };
    }

    static Kernel ParseJava(CallSite site)
    {
        var pattern = JavaTimePattern.Of(site.RequiredText(1), site.Constant(4)?.Value is not false);
        var characters = new CharacterBuffer();
        var zones = new TimeZoneNames();
        return (in a, r) =>
        {
            TimeZoneInfo? zone = null;
            if (a.IsNull(0) || a.IsNull(3) || (!a.IsNull(2) && !zones.TryFind(a.Text(2), out zone))
                || !pattern.TryRead(characters.Of(a.Text(0)), zone, new DateTime(a.Long(3), DateTimeKind.Utc), out var ticks) || !IsTime(ticks))
            {
                r.SetNull();
                return;
            }

            r.Set(ticks);
        };
    }

    static Kernel Find(CallSite site)
    {
        var finder = new TimeFinder();
        var characters = new CharacterBuffer();
        var zones = new TimeZoneNames();
        return (in a, r) =>
        {
            TimeZoneInfo? zone = null;
            if (a.IsNull(0) || a.IsNull(2) || (!a.IsNull(1) && !zones.TryFind(a.Text(1), out zone))
                || !finder.TryFind(characters.Of(a.Text(0)), zone, new DateTime(a.Long(2), DateTimeKind.Utc), out var ticks) || !IsTime(ticks))
            {
                r.SetNull();
                return;
            }

            r.Set(ticks);
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
