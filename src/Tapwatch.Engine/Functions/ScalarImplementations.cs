// SPDX-License-Identifier: Apache-2.0

using System.Collections.Frozen;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Engine.Functions;

/// <summary>The implementations of all scalar functions; a test holds that none of the catalogue is missing.</summary>
static class ScalarImplementations
{
    static readonly FrozenDictionary<Function, EvaluatorFactory> _all = new[]
    {
        LogicKernels.All,
        CompareKernels.All,
        TextKernels.All,
        MatchKernels.All,
        TermKernels.All,
        PatternKernels.All,
        RegexKernels.All,
        ChoiceEvaluators.All,
        ConvertKernels.All,
        NumberKernels.All,
        BitKernels.All,
        TimeKernels.All,
        DynamicKernels.All,
        NetworkKernels.All,
        AddressKernels.All,
        AddressTermKernels.All,
        DynamicArrangeKernels.All,
        DynamicZipKernels.All,
        CanonicalJsonKernels.All,
        SketchKernels.All,
        UrlKernels.All,
        PathKernels.All,
        XmlKernels.All,
        ByteKernels.All,
        CompressionKernels.All,
        PunycodeKernels.All,
        SpecialKernels.All,
        DynamicPathKernels.All,
        PlainTextKernels.All,
        FieldBagKernels.All,
        JsonArrayKernels.All,
        MeasureKernels.All,
        FieldParserKernels.All,
        DigestKernels.All,
        TermEdgeKernels.All,
        TextArrayKernels.All,
        DurationKernels.All,
        TextPositionKernels.All,
        TextChangeKernels.All,
        RegexTextKernels.All,
        EncodingKernels.All,
        CalendarKernels.All,
        MathKernels.All,
        DynamicValueKernels.All,
        DynamicObjectKernels.All,
        DynamicArrayKernels.All,
        DynamicSetKernels.All,
        SeriesAxisKernels.All,
        KeyValueKernels.All,
        SeriesElementKernels.All,
        SeriesTotalKernels.All,
        SeriesFillKernels.All,
        SeriesFitKernels.All,
        SeriesPatternKernels.All,
        PlaceKernels.All,
        ShapeKernels.All,
        OverlayKernels.All,
        BufferKernels.All,
        GridKernels.All,
        CoveringKernels.All,
    }.SelectMany(static family => family).ToFrozenDictionary(static i => i.Function, static i => i.Factory);

    public static bool Has(Function function) => _all.ContainsKey(function);

    public static EvaluatorFactory For(Function function) =>
        _all.TryGetValue(function, out var factory) ? factory : throw new PlanFailureException($"function {function} has no implementation");
}
