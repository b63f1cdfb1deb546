// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Tests.Plan;

public class ViewLoaderTests
{
    static string Errors(string json)
    {
        var loader = new ViewLoader();
        loader.Add("mine.json", Encoding.UTF8.GetBytes(json));
        loader.Build();
        return string.Join('\n', loader.Diagnostics.Select(d => $"{d.Code} {d.Message}" + (d.Help is null ? "" : $" ({d.Help})")));
    }

    static string Table(string column, string mapping) =>
        """{"vendor":"sentinel","table":"T","columns":[{"name":"A","type":"COLUMN"}],"mappings":[{"kind":"aws.cloudtrail","map":{"A":"MAPPING"}}]}"""
            .Replace("COLUMN", column).Replace("MAPPING", mapping);

    [Theory]
    [InlineData("eventName")]
    [InlineData("first(a.b, c[0].d, `odd name`.x)")]
    [InlineData("if(equals(x,'it''s'), 1, -2)")]
    [InlineData("case(match(x,'^a'), 'A', present(y), 'Y', upper(z))")]
    public void Reads_expressions_of_every_form(string expression) => Assert.Equal("", Errors(Table("string", expression)));

    [Theory]
    [InlineData("frist(a)", "TW6506 the expression `frist(a)` cannot be read: there is no view function `frist`")]
    [InlineData("first(a", "TW6506 the expression `first(a` cannot be read: `first(` is not closed")]
    [InlineData("match(a)", "TW6506 the expression `match(a)` cannot be read: `match` takes 2 arguments, but 1 given")]
    [InlineData("'abc", "TW6506 the expression `'abc` cannot be read: a text has no end")]
    [InlineData("a b", "TW6506 the expression `a b` cannot be read: unexpected `b`")]
    public void Says_why_an_expression_cannot_be_read(string expression, string message) => Assert.Equal(message, Errors(Table("string", expression)));

    [Fact]
    public void Points_at_a_type_that_does_not_exist() =>
        Assert.Equal("TW6503 there is no type `text` (types are bool, int, long, real, decimal, datetime, timespan, guid, string and dynamic)", Errors(Table("text", "a").Replace("mappings", "x")));

    [Fact]
    public void Points_at_a_mapping_without_a_column_and_offers_the_right_one() =>
        Assert.Equal(
            "TW6505 `T` has no column `Acount` to map (did you mean `Account`?)",
            Errors("""{"vendor":"v","table":"T","columns":[{"name":"Account","type":"string"}],"mappings":[{"kind":"gcp.audit","map":{"Acount":"a"}}]}"""));

    [Fact]
    public void Points_at_an_unknown_kind() =>
        Assert.Equal("TW6504 there is no record kind `aws.cloudtrial` (did you mean `aws.cloudtrail`?)", Errors(Table("string", "a").Replace("aws.cloudtrail", "aws.cloudtrial")));

    [Fact]
    public void Says_where_the_json_breaks() => Assert.Equal("TW6501 the view is not valid JSON: line 1, byte 2", Errors("{"));

    /// <summary>Every view of the product loads without a complaint.</summary>
    [Fact]
    public void The_views_of_the_product_are_right()
    {
        var loader = new ViewLoader();
        var folder = Path.Combine(AppContext.BaseDirectory, "../../../../views");
        if (Directory.Exists(folder))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories))
            {
                loader.Add(Path.GetRelativePath(folder, file), File.ReadAllBytes(file));
            }
        }

        loader.Build();
        Assert.Equal("", string.Join('\n', loader.Diagnostics.Select(DiagnosticRenderer.Render)));
    }
}
