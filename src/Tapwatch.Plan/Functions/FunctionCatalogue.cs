// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Plan.Functions;

/// <summary>All scalar functions of the plan. The engine has a kernel for each; a test holds that.</summary>
static class FunctionCatalogue
{
    /// <summary>Every function, family by family.</summary>
    public static IReadOnlyList<Function> All { get; } =
    [
        .. LogicFunctions.All,
        .. CompareFunctions.All,
        .. TextFunctions.All,
        .. MatchFunctions.All,
        .. ChoiceFunctions.All,
        .. ConvertFunctions.All,
        .. NumberFunctions.All,
        .. BitFunctions.All,
        .. TimeFunctions.All,
        .. DynamicFunctions.All,
        .. NetworkFunctions.All,
        .. AddressFunctions.All,
        .. DynamicArrangeFunctions.All,
        .. SketchFunctions.All,
        .. ParseFunctions.All,
        .. ByteFunctions.All,
        .. SpecialFunctions.All,
        .. PlainTextFunctions.All,
        .. FieldBagFunctions.All,
        .. JsonArrayFunctions.All,
        .. MeasureFunctions.All,
        .. FieldParserFunctions.All,
        .. TermFunctions.All,
        .. DurationFunctions.All,
        .. TextPositionFunctions.All,
        .. TextChangeFunctions.All,
        .. RegexTextFunctions.All,
        .. Encodings.All,
        .. CalendarFunctions.All,
        .. MathFunctions.All,
        .. DynamicValueFunctions.All,
        .. DynamicObjectFunctions.All,
        .. DynamicArrayFunctions.All,
        .. DynamicSetFunctions.All,
        .. SeriesAxisFunctions.All,
        .. KeyValueFunctions.All,
        .. SeriesFunctions.All,
        .. GeographyFunctions.All,
        .. GridFunctions.All,
    ];
}
