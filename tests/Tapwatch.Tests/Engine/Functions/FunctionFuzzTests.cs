// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Engine.Aggregates;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;
using Tapwatch.Engine.Sketches;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Tests.Engine.Functions;

/// <summary>Whatever the values, a function gives a value of its type, and says the same of constants and of columns.</summary>
public class FunctionFuzzTests
{
    static readonly ScalarType[] _types = [ScalarType.Bool, ScalarType.Int, ScalarType.Long, ScalarType.Real, ScalarType.Decimal, ScalarType.String, ScalarType.DateTime, ScalarType.TimeSpan, ScalarType.Guid, ScalarType.Dynamic];

    static readonly string[] _texts =
    [
        "", " ", "a", "abc", "x=1&y=2", "10.0.0.1", "192.0.2.1/24", "2001:db8::1/64", "::ffff:192.0.2.1", "<a b='c'>t<d/></a>", "<a", "c:\\x\\y.txt", "1.2.3.4", "\"a\",b", "S3VzdG8=", "H4sIAAAAAAAA/wEUAOv/",
        "xn--bcher-kva", "é😀", "yyyy-MM-dd", "Europe/Brussels", "$.a.b", "{\"a\":1}", "[1,2]", "-", "\u0000\u0001", "day", "week", "2026-01-02", "1e400", "-9223372036854775808", "(a|b)+", "sqrt", "cdf", "length", "Meter",
    ];

    static readonly string[] _json =
    [
        "null", "1", "-2.5", "1e300", "\"x\"", "\"\\u0041\\n\"", "true", "[]", "{}", "[1,2,3]", "[3,null,\"b\",1.5,[1],{\"a\":1}]", "{\"a\":{\"b\":[1,{\"c\":null}]},\"d\":\"x\"}", "[\"192.0.2.0/24\",\"x\",1]",
        "[[7],[1,2],[1,1]]", "[[1024,14],[\"5\",\"-7\"],[]]", "[[1024,14],[],[\"AA==\"]]", "[[0,99],[\"x\"],[]]", "[72,105,-1,999999999]", "[\"a\",\"b\",\"a\"]", "[true,false,1,0,\"x\",null]",
    ];

    public static TheoryData<string> Functions => [.. FunctionCatalogue.All.Where(static f => !f.Volatile).Select(static f => f.Name)];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Any_values_give_a_value(string name)
    {
        var function = FunctionCatalogue.All.Single(f => f.Name == name);
        var random = new Random(20261121);
        for (var i = 0; i < 50; i++)
        {
            var same = _types[random.Next(_types.Length)];
            var arguments = Arguments(function, same, random);
            var call = new Call(function, arguments, function.Result ?? arguments[Math.Min(function.ResultLike, arguments.Length - 1)].Type);
            if (function == DynamicArrayFunctions.Range)
            {
                // A million elements, of which there may be as many, show no more than a hundred.
                arguments = [.. arguments.Select(static a => a is { Value: long far } ? new Constant(a.Type, far % 100) : a)];
            }

            Constant folded;
            try
            {
                folded = (Constant)new ExpressionCompiler([], PlanRows.Options).Fold(call);
            }
            catch (PlanFailureException)
            {
                // Patterns, units and the like that a binder would have refused.
                continue;
            }
            catch (Exception e) when (e is InvalidCastException && function.Parameters.Any(static p => p is null))
            {
                // A type the binder never gives to this function.
                continue;
            }

            Check(name, folded);
        }
    }

    static Constant[] Arguments(Function function, ScalarType same, Random random)
    {
        var count = function.Parameters.Count + (function.Variadic ? random.Next(0, 4) : 0);
        return [.. Enumerable.Range(0, count).Select(i => One(function.Parameters[Math.Min(i, function.Parameters.Count - 1)] ?? same, random))];
    }

    static Constant One(ScalarType type, Random random) => random.Next(8) == 0 ? Constant.Null(type) : new Constant(type, type switch
    {
        ScalarType.Bool => random.Next(2) == 0,
        ScalarType.Int => (long)random.Next(int.MinValue, int.MaxValue),
        ScalarType.Long => random.Next(4) switch { 0 => long.MinValue, 1 => long.MaxValue, 2 => random.Next(-70, 70), _ => random.NextInt64() },
        ScalarType.Real => random.Next(5) switch { 0 => double.NaN, 1 => double.NegativeInfinity, 2 => 1e300, 3 => random.Next(-5, 5), _ => random.NextDouble() },
        ScalarType.Decimal => random.Next(2) == 0 ? 7.5m : -12345678901234567890.123m,
        ScalarType.DateTime => random.Next(3) switch { 0 => 0L, 1 => DateTime.MaxValue.Ticks, _ => random.NextInt64(DateTime.MaxValue.Ticks) },
        ScalarType.TimeSpan => random.Next(3) switch { 0 => long.MinValue, 1 => long.MaxValue, _ => random.NextInt64(TimeSpan.TicksPerDay) },
        ScalarType.Guid => new Guid(random.Next(), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
        ScalarType.Dynamic => _json[random.Next(_json.Length)],
        _ => _texts[random.Next(_texts.Length)],
    });

    static void Check(string name, Constant result)
    {
        if (result.Value is string text && result.Type == ScalarType.Dynamic)
        {
            Assert.True(JsonText.IsValue(Encoding.UTF8.GetBytes(text)), $"{name} gives `{text[..Math.Min(text.Length, 200)]}`, which is no JSON");
        }
    }

    [Fact]
    public void Sketches_read_what_they_write_and_merge_in_any_order()
    {
        var random = new Random(7);
        for (var round = 0; round < 60; round++)
        {
            var (first, second, all) = (HyperLogLog.For(round % 5), HyperLogLog.For(random.Next(5)), new HashSet<long>());
            for (var i = random.Next(4000); i > 0; i--)
            {
                var hash = Tapwatch.Engine.Text.XxHash64.Of(BitConverter.GetBytes(random.Next(3000)));
                (random.Next(2) == 0 ? first : second).Add(hash);
                all.Add(hash);
            }

            var (one, other) = (Written(first), Written(second));
            Assert.Equal(one, Written(HyperLogLog.Read(one)!));
            var merged = HyperLogLog.Read(one)!.With(HyperLogLog.Read(other)!).Count();
            Assert.Equal(merged, HyperLogLog.Read(other)!.With(HyperLogLog.Read(one)!).Count());
            Assert.InRange(merged, all.Count * 0.9, all.Count * 1.1);
        }
    }

    static byte[] Written(HyperLogLog sketch)
    {
        var json = new JsonBuilder();
        sketch.Write(json);
        return json.Written.ToArray();
    }

    [Fact]
    public void Every_aggregate_takes_any_values()
    {
        var random = new Random(3);
        foreach (var function in AggregateCatalogue.All)
        {
            foreach (var same in _types)
            {
                var types = function.Parameters.Select(p => p ?? same).ToArray();
                var columns = types.Select(ColumnBuilder.For).ToArray();
                for (var row = 0; row < 40; row++)
                {
                    for (var i = 0; i < columns.Length; i++)
                    {
                        columns[i].AppendFrom(ConstantColumns.Of(One(types[i], random), 1), 0);
                    }
                }

                Accumulator accumulator;
                var groups = Enumerable.Range(0, 40).Select(static row => row % 3).ToArray();
                try
                {
                    accumulator = AccumulatorCatalogue.For(new AggregateCall(function, [], function.Result ?? types[function.ResultLike]));
                    accumulator.Grow(4);
                    accumulator.Add([.. columns.Select(static c => c.Build())], groups);
                }
                catch (Exception e) when (e is PlanFailureException or InvalidCastException or ArgumentOutOfRangeException)
                {
                    // A type the binder never gives to this aggregate.
                    continue;
                }

                var result = accumulator.Build(4);
                Assert.Equal(4, result.Count);
                for (var row = 0; row < 4; row++)
                {
                    Check(function.Name, ConstantColumns.Value(result, row));
                }
            }
        }
    }
}
