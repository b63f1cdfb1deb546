// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using Tapwatch.Languages.Kql.Lexing;
using Tapwatch.Plan.Expressions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>Constants as another type, before the query runs: cells of datatable.</summary>
static class Literals
{
    /// <summary>The constant as that type; null when it cannot be.</summary>
    public static Constant As(Constant value, ScalarType type)
    {
        if (value.Type == type || value.Value is null)
        {
            return new Constant(type, value.Type == type ? value.Value : null);
        }

        object? result = (value.Value, type) switch
        {
            (long n, ScalarType.Int or ScalarType.Long) when value.Type is ScalarType.Int or ScalarType.Long => n,
            (long n, ScalarType.Real) when value.Type is ScalarType.Int or ScalarType.Long => (double)n,
            (long n, ScalarType.Decimal) when value.Type is ScalarType.Int or ScalarType.Long => (decimal)n,
            (long n, ScalarType.Bool) when value.Type is ScalarType.Int or ScalarType.Long => n != 0,
            (bool b, ScalarType.Int or ScalarType.Long) => b ? 1L : 0L,
            (double d, ScalarType.Long or ScalarType.Int) when Math.Abs(d) < 9e18 => (long)d,
            (double d, ScalarType.Decimal) when Math.Abs(d) < 7e27 => (decimal)d,
            (decimal d, ScalarType.Real) => (double)d,
            (string s, ScalarType.DateTime) => KqlTimes.ParseDateTime(s),
            (string s, ScalarType.TimeSpan) => KqlTimes.ParseTimeSpan(s),
            (string s, ScalarType.Long or ScalarType.Int) => long.TryParse(s, CultureInfo.InvariantCulture, out var n) ? n : null,
            (string s, ScalarType.Real) => double.TryParse(s, CultureInfo.InvariantCulture, out var d) ? d : null,
            (string s, ScalarType.Decimal) => decimal.TryParse(s, CultureInfo.InvariantCulture, out var d) ? d : null,
            (string s, ScalarType.Guid) => Guid.TryParse(s, out var g) ? g : null,
            (string s, ScalarType.Bool) => bool.TryParse(s, out var b) ? b : null,
            (string s, ScalarType.Dynamic) => Json(s),
            (_, ScalarType.String) => Text(value),
            (bool b, ScalarType.Dynamic) => b ? "true" : "false",
            (long n, ScalarType.Dynamic) when value.Type is ScalarType.Int or ScalarType.Long => n.ToString(CultureInfo.InvariantCulture),
            (double d, ScalarType.Dynamic) => d.ToString("R", CultureInfo.InvariantCulture),
            (_, ScalarType.Dynamic) => Json(Text(value)),
            _ => null,
        };
        return new Constant(type, result);
    }

    /// <summary>The text as a JSON string.</summary>
    public static string Quoted(string text) => Json(text);

    static string Json(string text) => "\"" + JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping) + "\"";

    static string Text(Constant value) => value.Value switch
    {
        bool b => b ? "True" : "False",
        long ticks when value.Type == ScalarType.DateTime => new DateTime(ticks).ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture),
        long ticks when value.Type == ScalarType.TimeSpan => new TimeSpan(ticks).ToString("c", CultureInfo.InvariantCulture),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
    };
}
