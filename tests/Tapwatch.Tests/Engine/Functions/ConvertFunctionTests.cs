// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Columns;
using static Tapwatch.Plan.Functions.ConvertFunctions;

namespace Tapwatch.Tests.Engine.Functions;

public class ConvertFunctionTests
{
    [Theory]
    [InlineData(true, "True")]
    [InlineData(1.0, "1.0")]
    [InlineData(1.5, "1.5")]
    [InlineData(1e300, "1E+300")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(-7, "-7")]
    public void Writes_a_value_as_text(object value, string expected) => Assert.Equal(expected, FunctionCase.Of(ToText, value));

    [Fact]
    public void Writes_a_time_as_text()
    {
        Assert.Equal("2020-06-15T13:45:09.1234567Z", FunctionCase.Of(ToText, new DateTime(2020, 6, 15, 13, 45, 9).AddTicks(1234567)));
        Assert.Equal("2020-01-01T00:00:00.0000000Z", FunctionCase.Of(ToText, new DateTime(2020, 1, 1)));
        Assert.Equal("1.02:00:00", FunctionCase.Of(ToText, TimeSpan.FromHours(26)));
        Assert.Equal("00:00:04.5000000", FunctionCase.Of(ToText, TimeSpan.FromSeconds(4.5)));
    }

    [Theory]
    [InlineData("\"a\\u0041\\n\"", "aA\n")]
    [InlineData("true", "true")]
    [InlineData("null", "∅")]
    [InlineData("{ \"a\" : [ 1, \"x y\" ] }", "{\"a\":[1,\"x y\"]}")]
    public void Dynamic_as_text(string json, string expected) => Assert.Equal(expected, FunctionCase.Of(ToText, FunctionCase.Dynamic(json)));

    [Theory]
    [InlineData(" 45 ", "45")]
    [InlineData("3.14", "∅")]
    [InlineData("1e3", "∅")]
    [InlineData("0x1F", "31")]
    [InlineData("", "∅")]
    [InlineData("99999999999", "∅")]
    public void Text_to_int(string text, string expected) => Assert.Equal(expected, FunctionCase.Of(ToInt, text));

    [Theory]
    [InlineData(3.99, "3")]
    [InlineData(-3.99, "-3")]
    [InlineData(1e30, "9223372036854775807")]
    [InlineData(-1e30, "-9223372036854775808")]
    [InlineData(double.NaN, "∅")]
    [InlineData(double.PositiveInfinity, "∅")]
    [InlineData(true, "1")]
    public void Numbers_to_long(object value, string expected) => Assert.Equal(expected, FunctionCase.Of(ToLong, value));

    [Theory]
    [InlineData("3.14", "3")]
    [InlineData("\"12\"", "12")]
    [InlineData("true", "1")]
    [InlineData("[1]", "∅")]
    public void Dynamic_to_long(string json, string expected) => Assert.Equal(expected, FunctionCase.Of(ToLong, FunctionCase.Dynamic(json)));

    [Theory]
    [InlineData("1e3", "1000")]
    [InlineData(" 0.5", "0.5")]
    [InlineData("x", "∅")]
    public void Text_to_real(string text, string expected) => Assert.Equal(expected, FunctionCase.Of(ToReal, text));

    [Theory]
    [InlineData("tRuE", "true")]
    [InlineData("1", "true")]
    [InlineData("0", "false")]
    [InlineData("yes", "∅")]
    [InlineData("", "∅")]
    public void Text_to_bool(string text, string expected) => Assert.Equal(expected, FunctionCase.Of(ToBool, text));

    [Theory]
    [InlineData("2026-01-02T03:04:05Z", "2026-01-02T03:04:05")]
    [InlineData("2026-01-02T03:04:05.1234567Z", "2026-01-02T03:04:05.1234567")]
    [InlineData("2026-01-02T03:04:05.123456789Z", "2026-01-02T03:04:05.1234567")] // digits no clock here has are cut
    [InlineData("2026-01-02 03:04:05", "2026-01-02T03:04:05")]
    [InlineData("2026-01-02", "2026-01-02T00:00:00")]
    [InlineData("20260102", "2026-01-02T00:00:00")]
    [InlineData("2026-01-02T03:04:05+02:00", "2026-01-02T01:04:05")]
    [InlineData("2026-01-02T03:04:05-0530", "2026-01-02T08:34:05")]
    [InlineData("20260102T030405Z", "2026-01-02T03:04:05")]
    [InlineData("2026-02-30", "∅")]
    [InlineData("2026-01-02T25:00:00Z", "∅")]
    [InlineData("12-02-2022", "2022-12-02T00:00:00")]
    [InlineData("Sat, 08 Nov 2014 15:05:02 GMT", "2014-11-08T15:05:02")]
    [InlineData("0001-01-01T00:00:00+01:00", "∅")]
    [InlineData("not a date", "∅")]
    public void Text_to_time(string text, string expected) => Assert.Equal(expected, FunctionCase.Of(ToDateTime, text));

    [Theory]
    [InlineData("1.02:03:04.5", "1.02:03:04.5000000")]
    [InlineData("1.5h", "01:30:00")]
    [InlineData("2d", "2.00:00:00")]
    [InlineData("x", "∅")]
    public void Text_to_duration(string text, string expected) => Assert.Equal(expected, FunctionCase.Of(ToTimeSpan, text));

    [Theory]
    [InlineData("{\"a\":1}", "{\"a\":1}")]
    [InlineData("plain text", "\"plain text\"")]
    [InlineData("12", "12")]
    [InlineData("{\"a\":", "\"{\\\"a\\\":\"")]
    public void Text_to_dynamic(string text, string expected) => Assert.Equal(expected, FunctionCase.Of(ToDynamic, text));

    [Fact]
    public void Epoch_milliseconds_go_both_ways()
    {
        Assert.Equal("1500", FunctionCase.Of(EpochMilliseconds, new DateTime(1970, 1, 1, 0, 0, 1, 500)));
        Assert.Equal("1970-01-01T00:00:01.5", FunctionCase.Of(FromEpochMilliseconds, 1500));
        Assert.Equal("∅", FunctionCase.Of(FromEpochMilliseconds, long.MaxValue));
    }

    [Fact]
    public void Guid_and_decimal()
    {
        Assert.Equal("74be27de-1e4e-49d9-b579-fe0b331d3642", FunctionCase.Of(ToGuid, "74be27de-1e4e-49d9-b579-fe0b331d3642"));
        Assert.Equal("∅", FunctionCase.Of(ToGuid, "74be"));
        Assert.Equal("1.50", FunctionCase.Of(ToDecimal, "1.50"));
        Assert.Equal("∅", FunctionCase.Of(ToDecimal, 1e40));
        Assert.Equal("∅", FunctionCase.Of(ToLong, FunctionCase.Null(ScalarType.Real)));
    }
}
