// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>The functions that run here; case aside.</summary>
static class CqlFunctionTable
{
    static readonly Dictionary<string, CqlFunction> _all = new IEnumerable<CqlFunction>[]
    {
        FilterFunctions.All,
        ValueFunctions.All,
        TextValueFunctions.All,
        TimeValueFunctions.All,
        FieldFunctions.All,
        AggregateFunctions.All,
        FigureFunctions.All,
        EventTableFunctions.All,
        GroupFunctions.All,
        OrderFunctions.All,
        PassThroughFunctions.All,
        ParserFunctions.All,
        JsonFunctions.All,
        ArrayFunctions.All,
        ArrayElementFunctions.All,
        ArrayRowFunctions.All,
        EncodingFunctions.All,
        MeasureValueFunctions.All,
        SourceFunctions.All,
        LookupFunctions.All,
        JoinFunctions.All,
        CorrelateFunction.All,
        SequenceFunctions.All,
        SessionFunctions.All,
        AddressFunctions.All,
        IndicatorFunctions.All,
    }.SelectMany(static f => f).ToDictionary(static f => f.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Every function that runs.</summary>
    public static IEnumerable<CqlFunction> All => _all.Values;

    public static CqlFunction? Find(string name) => _all.GetValueOrDefault(name);
}
