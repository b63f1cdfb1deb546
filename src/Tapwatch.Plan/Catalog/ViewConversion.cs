// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Plan.Catalog;

/// <summary>Brings the value a view computed to the type of its column.</summary>
static class ViewConversion
{
    public static Expression To(Expression value, ScalarType type)
    {
        if (value.Type == type)
        {
            return value;
        }

        if (value is Constant { Value: null })
        {
            return Constant.Null(type);
        }

        // Ticks are no use in a number column: QRadar's times are milliseconds since 1970.
        if (value.Type == ScalarType.DateTime && type == ScalarType.Long)
        {
            return ConvertFunctions.EpochMilliseconds.Call(value);
        }

        return type switch
        {
            ScalarType.Bool => ConvertFunctions.ToBool.Call(value),
            ScalarType.Int => ConvertFunctions.ToInt.Call(value),
            ScalarType.Long => ConvertFunctions.ToLong.Call(value),
            ScalarType.Real => ConvertFunctions.ToReal.Call(value),
            ScalarType.Decimal => ConvertFunctions.ToDecimal.Call(value),
            ScalarType.DateTime => ConvertFunctions.ToDateTime.Call(value),
            ScalarType.TimeSpan => ConvertFunctions.ToTimeSpan.Call(value),
            ScalarType.Guid => ConvertFunctions.ToGuid.Call(value),
            ScalarType.Dynamic => ConvertFunctions.ToDynamic.Call(value),
            _ => ConvertFunctions.ToText.Call(value),
        };
    }
}
