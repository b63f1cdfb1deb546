// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Engine.Functions;

/// <summary>The implementations of all scalar functions; a test holds that none of the catalogue is missing.</summary>
static class ScalarImplementations
{
    // Family by family, as functions are first asked for: making them all takes as long as a small scan, and a query calls a dozen.
    static readonly ConcurrentDictionary<Function, EvaluatorFactory> _made = [];
    static readonly Lock _lock = new();
    static int _families;

    public static bool Has(Function function) => Find(function) is not null;

    public static EvaluatorFactory For(Function function) => Find(function) ?? throw new PlanFailureException($"function {function} has no implementation");

    static EvaluatorFactory? Find(Function function)
    {
        if (_made.TryGetValue(function, out var factory))
        {
            return factory;
        }

        lock (_lock)
        {
            while (!_made.TryGetValue(function, out factory) && Family(_families) is { } family)
            {
                _families++;
                foreach (var implementation in family)
                {
                    if (!_made.TryAdd(implementation.Function, implementation.Factory))
                    {
                        throw new InvalidOperationException($"function {implementation.Function} has two implementations");
                    }
                }
            }

            return factory;
        }
    }

    static IEnumerable<ScalarImplementation>? Family(int number) => number switch
    {
        0 => LogicKernels.All,
        1 => CompareKernels.All,
        2 => TextKernels.All,
        3 => MatchKernels.All,
        4 => TermKernels.All,
        5 => PatternKernels.All,
        6 => RegexKernels.All,
        7 => ChoiceEvaluators.All,
        8 => ConvertKernels.All,
        9 => NumberKernels.All,
        10 => BitKernels.All,
        11 => TimeKernels.All,
        12 => DynamicKernels.All,
        13 => NetworkKernels.All,
        14 => AddressKernels.All,
        15 => AddressTermKernels.All,
        16 => DynamicArrangeKernels.All,
        17 => DynamicZipKernels.All,
        18 => CanonicalJsonKernels.All,
        19 => SketchKernels.All,
        20 => UrlKernels.All,
        21 => PathKernels.All,
        22 => XmlKernels.All,
        23 => ByteKernels.All,
        24 => CompressionKernels.All,
        25 => PunycodeKernels.All,
        26 => SpecialKernels.All,
        27 => DynamicPathKernels.All,
        28 => PlainTextKernels.All,
        29 => FieldBagKernels.All,
        30 => JsonArrayKernels.All,
        31 => MeasureKernels.All,
        32 => FieldParserKernels.All,
        33 => DigestKernels.All,
        34 => TermEdgeKernels.All,
        35 => TextArrayKernels.All,
        36 => DurationKernels.All,
        37 => TextPositionKernels.All,
        38 => TextChangeKernels.All,
        39 => RegexTextKernels.All,
        40 => EncodingKernels.All,
        41 => CalendarKernels.All,
        42 => MathKernels.All,
        43 => DynamicValueKernels.All,
        44 => DynamicObjectKernels.All,
        45 => DynamicArrayKernels.All,
        46 => DynamicSetKernels.All,
        47 => SeriesAxisKernels.All,
        48 => KeyValueKernels.All,
        49 => SeriesElementKernels.All,
        50 => SeriesTotalKernels.All,
        51 => SeriesFillKernels.All,
        52 => SeriesFitKernels.All,
        53 => SeriesPatternKernels.All,
        54 => PlaceKernels.All,
        55 => ShapeKernels.All,
        56 => OverlayKernels.All,
        57 => BufferKernels.All,
        58 => GridKernels.All,
        59 => CoveringKernels.All,
        _ => null,
    };
}
