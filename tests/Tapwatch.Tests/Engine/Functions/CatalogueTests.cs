// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Aggregates;
using Tapwatch.Engine.Functions;
using Tapwatch.Engine.Windows;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Tests.Engine.Functions;

public class CatalogueTests
{
    public static TheoryData<string> Functions => [.. FunctionCatalogue.All.Select(f => f.Name)];

    public static TheoryData<string> Aggregates => [.. AggregateCatalogue.All.Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Every_function_of_the_plan_has_an_implementation(string name) =>
        Assert.True(ScalarImplementations.Has(FunctionCatalogue.All.Single(f => f.Name == name)));

    [Theory]
    [MemberData(nameof(Aggregates))]
    public void Every_aggregate_of_the_plan_has_an_accumulator(string name) =>
        Assert.True(AccumulatorCatalogue.Has(AggregateCatalogue.All.Single(f => f.Name == name)));

    [Fact]
    public void Every_window_function_of_the_plan_has_an_implementation() =>
        Assert.All(WindowCatalogue.All, f => Assert.True(WindowKernels.Has(f)));

    [Fact]
    public void Every_function_a_family_declares_is_in_the_catalogue()
    {
        var declared = typeof(FunctionCatalogue).Assembly.GetTypes().SelectMany(t => t.GetFields())
            .Where(f => f.IsStatic && f.FieldType == typeof(Function)).Select(f => (Function)f.GetValue(null)!);
        Assert.Empty(declared.Except(FunctionCatalogue.All));
    }
}
