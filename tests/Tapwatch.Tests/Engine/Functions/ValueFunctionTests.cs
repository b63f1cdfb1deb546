// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Tests.Engine.Functions;

public class ValueFunctionTests
{
    [Theory]
    [InlineData(true, true, "true", "true")]
    [InlineData(true, false, "false", "true")]
    [InlineData(false, null, "false", "∅")]
    [InlineData(true, null, "∅", "true")]
    [InlineData(null, null, "∅", "∅")]
    public void Three_valued_logic(bool? a, bool? b, string and, string or)
    {
        object?[] arguments = [Flag(a), Flag(b)];
        Assert.Equal(and, FunctionCase.Of(LogicFunctions.And, arguments));
        Assert.Equal(or, FunctionCase.Of(LogicFunctions.Or, arguments));
        Assert.Equal(and, FunctionCase.Of(LogicFunctions.And, arguments[1], arguments[0]));
        Assert.Equal(or, FunctionCase.Of(LogicFunctions.Or, arguments[1], arguments[0]));
    }

    [Fact]
    public void Logic_of_one()
    {
        Assert.Equal("∅", FunctionCase.Of(LogicFunctions.Not, Flag(null)));
        Assert.Equal("false", FunctionCase.Of(LogicFunctions.IsTrue, Flag(null)));
        Assert.Equal("true", FunctionCase.Of(LogicFunctions.IsNotFalse, Flag(null)));
        Assert.Equal("false", FunctionCase.Of(LogicFunctions.IsNotFalse, false));
    }

    [Theory]
    [InlineData(1, 2, "true", "false")]
    [InlineData("a", "b", "true", "false")]
    [InlineData("Z", "a", "true", "false")]
    [InlineData(2.5, 2.5, "false", "true")]
    [InlineData(double.NaN, double.NaN, "false", "false")]
    public void Compares_values_of_a_type(object a, object b, string less, string equal)
    {
        Assert.Equal(less, FunctionCase.Of(CompareFunctions.Less, a, b));
        Assert.Equal(equal, FunctionCase.Of(CompareFunctions.Equal, a, b));
    }

    [Fact]
    public void Equal_to_any_knows_null()
    {
        Assert.Equal("true", FunctionCase.Of(CompareFunctions.EqualAny, "b", "a", "b"));
        Assert.Equal("false", FunctionCase.Of(CompareFunctions.EqualAny, "c", "a", "b"));
        Assert.Equal("∅", FunctionCase.Of(CompareFunctions.EqualAny, "c", "a", null));
        Assert.Equal("true", FunctionCase.Of(CompareFunctions.EqualAny, 2, 1, 2));
    }

    [Fact]
    public void Tells_whether_a_value_is_present()
    {
        Assert.Equal("false", FunctionCase.Of(CompareFunctions.IsPresent, ""));
        Assert.Equal("true", FunctionCase.Of(CompareFunctions.IsPresent, 0));
        Assert.Equal("true", FunctionCase.Of(CompareFunctions.IsNull, [null]));
    }

    [Fact]
    public void Chooses_by_conditions()
    {
        Assert.Equal("b", FunctionCase.Of(ChoiceFunctions.If, Flag(null), "a", "b"));
        Assert.Equal("2", FunctionCase.Of(ChoiceFunctions.Case, false, 1, true, 2, 3));
        Assert.Equal("3", FunctionCase.Of(ChoiceFunctions.Case, false, 1, Flag(null), 2, 3));
        Assert.Equal("", FunctionCase.Of(ChoiceFunctions.FirstKnown, null, "", "x"));
        Assert.Equal("x", FunctionCase.Of(ChoiceFunctions.FirstPresent, null, "", "x"));
        Assert.Equal("∅", FunctionCase.Of(ChoiceFunctions.FirstPresent, null, ""));
    }

    [Theory]
    [InlineData(-7, 2, "-3", "1")]
    [InlineData(14, -12, "-1", "2")]
    [InlineData(-14, 12, "-1", "10")]
    [InlineData(1, 0, "∅", "∅")]
    [InlineData(long.MinValue, -1L, "-9223372036854775808", "0")]
    public void Division_of_integers(object a, object b, string quotient, string rest)
    {
        Assert.Equal(quotient, FunctionCase.Of(NumberFunctions.Divide, a, b));
        Assert.Equal(rest, FunctionCase.Of(NumberFunctions.Modulo, a, b));
    }

    [Fact]
    public void Computes_with_numbers()
    {
        Assert.Equal("-9223372036854775808", FunctionCase.Of(NumberFunctions.Add, long.MaxValue, 1L));
        Assert.Equal("Infinity", FunctionCase.Of(NumberFunctions.Divide, 1.0, 0.0));
        Assert.Equal("NaN", FunctionCase.Of(NumberFunctions.Divide, 0.0, 0.0));
        Assert.Equal("0.50", FunctionCase.Of(NumberFunctions.Multiply, 0.25m, 2m));
        Assert.Equal("∅", FunctionCase.Of(NumberFunctions.Multiply, decimal.MaxValue, 2m));
        Assert.Equal("∅", FunctionCase.Of(NumberFunctions.Divide, 1m, 0m));
        Assert.Equal("-3", FunctionCase.Of(NumberFunctions.Negate, 3));
    }

    [Fact]
    public void Computes_with_times()
    {
        var time = new DateTime(2026, 3, 4, 5, 6, 7, 890);
        Assert.Equal("2026-03-04T05:00:00", FunctionCase.Of(TimeFunctions.Floor, time, TimeSpan.FromHours(1)));
        Assert.Equal("∅", FunctionCase.Of(TimeFunctions.Floor, time, TimeSpan.Zero));
        Assert.Equal("2026-03-03T05:06:07.89", FunctionCase.Of(TimeFunctions.Subtract, time, TimeSpan.FromDays(1)));
        Assert.Equal("∅", FunctionCase.Of(TimeFunctions.Subtract, time, TimeSpan.FromDays(1_000_000)));
        Assert.Equal("1.00:00:00", FunctionCase.Of(TimeFunctions.Between, time, time.AddDays(-1)));
        Assert.Equal("2026-03-04T05:06:07", FunctionCase.Of(TimeFunctions.Now));
    }

    [Theory]
    [InlineData("yyyy-MM-dd HH:mm:ss.SSS", "2026-03-04 17:06:07.890")]
    [InlineData("EEE, d MMM yy hh:mm a", "Wed, 4 Mar 26 05:06 PM")]
    [InlineData("yyyy-MM-dd'T'HH''mmX", "2026-03-04T17'06Z")]
    public void Patterns_of_simple_date_format(string pattern, string expected) =>
        Assert.Equal(expected, FunctionCase.Of(TimeFunctions.FormatPattern, new DateTime(2026, 3, 4, 17, 6, 7, 890), pattern));

    [Theory]
    [InlineData("%Y-%m-%dT%H:%M:%S.%L", "UTC", "2026-03-04T17:06:07.890")]
    [InlineData("%e %b, 100%%", "Z", " 4 Mar, 100%")]
    [InlineData("%F %T %z", "America/New_York", "2026-03-04 12:06:07 -0500")]
    [InlineData("%R %s", "+05:30", "22:36 1772643967")]
    [InlineData("%H%z", "UTC-3", "14-0300")]
    [InlineData("%H", "Nowhere/Land", "∅")]
    public void Patterns_of_strftime(string pattern, string zone, string expected) =>
        Assert.Equal(expected, FunctionCase.Of(TimeFunctions.FormatStrftime, new DateTime(2026, 3, 4, 17, 6, 7, 890), pattern, zone));

    [Theory]
    [InlineData("{\"a\":{\"b\":1}}", "a", "{\"b\":1}")]
    [InlineData("{\"\\u0061\":\"x\"}", "a", "\"x\"")] // an escaped name is the name
    [InlineData("{\"a\":null}", "a", "∅")]
    [InlineData("[1]", "a", "∅")]
    public void Members(string json, string name, string expected) =>
        Assert.Equal(expected, FunctionCase.Of(DynamicFunctions.Member, FunctionCase.Dynamic(json), name));

    [Theory]
    [InlineData("[10, 20,30 ]", 1, "20")]
    [InlineData("[10, 20,30 ]", -1, "30")]
    [InlineData("[10]", 1, "∅")]
    [InlineData("{}", 0, "∅")]
    public void Takes_an_element_of_an_array(string json, int index, string expected) =>
        Assert.Equal(expected, FunctionCase.Of(DynamicFunctions.Element, FunctionCase.Dynamic(json), index));

    [Fact]
    public void Arrays_and_objects()
    {
        Assert.Equal("3", FunctionCase.Of(DynamicFunctions.ArrayLength, FunctionCase.Dynamic("[1,[2,3],{}]")));
        Assert.Equal("∅", FunctionCase.Of(DynamicFunctions.ArrayLength, FunctionCase.Dynamic("{}")));
        Assert.Equal("""["a",1,null,true,{"x":1}]""", FunctionCase.Of(DynamicFunctions.MakeArray, "a", 1, null, true, FunctionCase.Dynamic("{\"x\":1}")));
        Assert.Equal("""{"a":1,"b":"x"}""", FunctionCase.Of(DynamicFunctions.MakeObject, "a", 1, "b", "x"));
    }

    [Theory]
    [InlineData("10.1.2.3", "10.0.0.0/8", "true")]
    [InlineData("11.1.2.3", "10.0.0.0/8", "false")]
    [InlineData("2001:db8::1", "2001:db8::/32", "true")]
    [InlineData("::ffff:10.1.2.3", "10.0.0.0/8", "true")]
    [InlineData("10.1.2", "0.0.0.0/0", "false")]
    [InlineData("cloudformation.amazonaws.com", "0.0.0.0/0", "false")]
    public void Tells_whether_an_address_is_in_a_range(string address, string range, string expected) =>
        Assert.Equal(expected, FunctionCase.Of(NetworkFunctions.InRange, address, "192.0.2.0/24", range));

    static object Flag(bool? value) => value is { } known ? known : FunctionCase.Null(ScalarType.Bool);
}
