// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Records.Columns;

/// <summary>
/// The types of values, under Kusto's names. CQL knows only <see cref="String"/>; AQL uses a subset.
/// </summary>
/// <remarks>
/// How each is held: <see cref="Int"/>, <see cref="Long"/>, <see cref="DateTime"/> and <see cref="TimeSpan"/> as 64-bit integers
/// (times in ticks of 100 ns; a date counts from 0001-01-01 UTC), <see cref="String"/> as UTF-8,
/// <see cref="Dynamic"/> as the UTF-8 text of a JSON value.
/// </remarks>
public enum ScalarType : byte
{
    Bool,
    Int,
    Long,
    Real,
    Decimal,
    DateTime,
    TimeSpan,
    Guid,
    String,
    Dynamic,
}

/// <summary>Kusto's names of the scalar types, as they stand in results and in views.</summary>
public static class ScalarTypeNames
{
    static readonly string[] _names = ["bool", "int", "long", "real", "decimal", "datetime", "timespan", "guid", "string", "dynamic"];

    /// <summary>The name Kusto gives the type: <c>bool</c>, <c>long</c>, <c>datetime</c>…</summary>
    public static string KustoName(this ScalarType type) => _names[(int)type];

    /// <summary>The type that has this Kusto name; aliases (<c>double</c>, <c>boolean</c>, <c>date</c>, <c>time</c>, <c>uuid</c>) included.</summary>
    public static bool TryParse(string name, out ScalarType type)
    {
        var index = Array.IndexOf(_names, name);
        if (index >= 0)
        {
            type = (ScalarType)index;
            return true;
        }

        (var known, type) = name switch
        {
            "boolean" => (true, ScalarType.Bool),
            "double" => (true, ScalarType.Real),
            "date" => (true, ScalarType.DateTime),
            "time" => (true, ScalarType.TimeSpan),
            "uniqueid" or "uuid" => (true, ScalarType.Guid),
            _ => (false, ScalarType.String),
        };
        return known;
    }
}
