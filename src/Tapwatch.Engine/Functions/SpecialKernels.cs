// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Distributions, units, chance.</summary>
static class SpecialKernels
{
    static readonly string[] _sizes = ["Bytes", "KB", "MB", "GB", "TB", "PB", "EB"];

    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(SpecialFunctions.Beta, Beta),
        PerRow(SpecialFunctions.WelchTest, WelchTest),
        PerRow(SpecialFunctions.ConvertUnit, ConvertUnit),
        PerRow(SpecialFunctions.FormatBytes, FormatBytes),
        new ScalarImplementation(SpecialFunctions.Random, static (_, arguments) => new RandomEvaluator(arguments[0])),
        new ScalarImplementation(SpecialFunctions.RandomGuid, static (_, _) => new RandomEvaluator(null)),
    ];

    // A probability beyond 0 to 1 has no value.
    static Kernel Beta(CallSite site) => site.RequiredText(0) switch
    {
        "cdf" => static (in a, r) => r.Set(SpecialMath.BetaCdf(a.Real(1), a.Real(2), a.Real(3))),
        "pdf" => static (in a, r) => r.Set(SpecialMath.BetaPdf(a.Real(1), a.Real(2), a.Real(3))),
        _ => static (in a, r) =>
        {
            if (a.Real(1) is >= 0 and <= 1)
            {
                r.Set(SpecialMath.BetaInverse(a.Real(1), a.Real(2), a.Real(3)));
            }
            else
            {
                r.SetNull();
            }
        }
        ,
    };

    static void WelchTest(in Arguments a, Result r)
    {
        var (first, second) = (a.Real(1) / a.Real(2), a.Real(4) / a.Real(5));
        var difference = a.Real(0) - a.Real(3);
        var square = difference * difference / (first + second);
        var freedom = (first + second) * (first + second) / ((first * first / (a.Real(2) - 1)) + (second * second / (a.Real(5) - 1)));
        r.Set(SpecialMath.BetaCdf(freedom / (freedom + square), freedom / 2, 0.5));
    }

    static Kernel ConvertUnit(CallSite site)
    {
        var quantity = site.RequiredText(0);
        return (in a, r) =>
        {
            if (Units.TryConvert(quantity, a.Real(1), Encoding.UTF8.GetString(a.Text(2)), Encoding.UTF8.GetString(a.Text(3)), out var result))
            {
                r.Set(result);
            }
            else
            {
                r.SetNull();
            }
        };
    }

    static void FormatBytes(in Arguments a, Result r)
    {
        var (size, unit) = (a.Real(0), Encoding.UTF8.GetString(a.Text(2)));
        var place = unit.Length == 0 ? 0 : Array.FindIndex(_sizes, s => s.Equals(unit, StringComparison.OrdinalIgnoreCase));
        if (place < 0)
        {
            r.SetNull();
            return;
        }

        while (unit.Length == 0 && place < _sizes.Length - 1 && Math.Abs(size / Math.Pow(1024, place)) >= 1024)
        {
            place++;
        }

        var digits = (int)Math.Clamp(a.Long(1), 0, 15);
        var number = Math.Round(size / Math.Pow(1024, place), digits, MidpointRounding.AwayFromZero);
        r.Set(string.Create(CultureInfo.InvariantCulture, $"{number.ToString("0." + new string('#', digits), CultureInfo.InvariantCulture)} {_sizes[place]}"));
    }
}

/// <summary>Another value in each row: numbers, or GUIDs when there is no bound.</summary>
sealed class RandomEvaluator(Evaluator? bound) : Evaluator
{
    public override Column Evaluate(Batch rows)
    {
        if (bound is null)
        {
            var guids = new Guid[rows.Count];
            for (var row = 0; row < guids.Length; row++)
            {
                guids[row] = Guid.NewGuid();
            }

            return new FixedColumn<Guid>(ScalarType.Guid, guids.Length, guids, null);
        }

        var bounds = (FixedColumn<long>)bound.Evaluate(rows);
        var numbers = new double[rows.Count];
        for (var row = 0; row < numbers.Length; row++)
        {
#pragma warning disable CA5394 // Chance for sampling; nothing is secured by it.
            numbers[row] = bounds[row] > 1 ? Random.Shared.NextInt64(bounds[row]) : Random.Shared.NextDouble();
#pragma warning restore CA5394
        }

        return new FixedColumn<double>(ScalarType.Real, numbers.Length, numbers, null);
    }
}
