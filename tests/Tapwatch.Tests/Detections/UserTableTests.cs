// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Tables;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Records;

namespace Tapwatch.Tests.Detections;

public class UserTableTests
{
    [Theory]
    [InlineData("a,b\n1,x\n", "a:Long b:String")]
    [InlineData("a,b\n1,x\n2.5,\n", "a:Real b:String")]
    [InlineData("a,b\n", "a:String b:String")]
    [InlineData("n:long,when:datetime,odd:thing\n,,\n", "n:Long when:DateTime odd:thing:String")]
    [InlineData("\"quoted, name\",\"a \"\"b\"\"\"\r\ntrue,2026-01-05\r\n", "quoted, name:Bool a \"b\":DateTime")]
    [InlineData("{\"a\":1}\n{\"a\":\"x\"}\n", "a:Dynamic")]
    [InlineData("[{\"a\":true,\"b\":null},{\"b\":[1]}]", "a:Bool b:Dynamic")]
    [InlineData("{\"t\":\"2026-01-05T09:00:00Z\"}", "t:DateTime")]
    public void Types_are_those_that_fit_all_values(string text, string expected)
    {
        var columns = TableColumns.Infer(InputSource.Memory("t", System.Text.Encoding.UTF8.GetBytes(text)), out var problem, TestContext.Current.CancellationToken);
        Assert.Null(problem);
        Assert.Equal(expected, string.Join(' ', columns.Select(c => $"{c.Name}:{c.Type}")));
    }

    [Theory]
    [InlineData("a,b\n1,\"x\n2,y\n", "t:2: a quote in this row is never closed; all that follows it is read as one cell")]
    [InlineData("a,b\n1,x\n2,y \"\"\" z\n", "t:3: a quote in this row is never closed; all that follows it is read as one cell")]
    [InlineData("\0\u0001\u0002a,b\n\u0003\0\n", "there is something in it that is no row: binary")]
    [InlineData("{\"a\":1}\n[2,3]\n", "there is something in it that is no row: text line")]
    public void What_is_no_table_is_said(string text, string expected)
    {
        TableColumns.Infer(InputSource.Memory("t", System.Text.Encoding.UTF8.GetBytes(text)), out var problem, TestContext.Current.CancellationToken);
        Assert.Equal(expected, problem);
    }

    [Fact]
    public void No_file_makes_it_throw()
    {
        var random = new Random(7);
        var pieces = new[] { "a", ",", "\n", "\"", "{", "}", "[", "]", ":", "1", "\"a\":", "null", "tru", "\r", "\\", "\u00e9", "-", "\t" };
        for (var i = 0; i < 500; i++)
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => pieces[random.Next(pieces.Length)])));
            for (var flips = random.Next(3); flips > 0 && bytes.Length > 0; flips--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            TableColumns.Infer(InputSource.Memory("t", bytes), out _, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public void A_file_that_is_not_there_is_said()
    {
        var messages = new List<Diagnostic>();
        Assert.Null(UserTable.Open("T", "/no/such/file.csv", messages, TestContext.Current.CancellationToken));
        Assert.Equal("no such file", Assert.Single(messages).Message);
    }
}
