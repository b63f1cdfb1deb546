// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Running;
using Tapwatch.Plan.Catalog;

namespace Tapwatch.Tests.Detections;

/// <summary>The tables built in, and what a query may name of them.</summary>
public class SentinelTableTests
{
    [Theory]
    [InlineData("SigninLogs | project UserPrincipalName, ConditionalAccessPolicies", "UserPrincipalName,ConditionalAccessPolicies\n")]
    [InlineData("DeviceProcessEvents | project Timestamp, TimeGenerated", "Timestamp,TimeGenerated\n")]
    [InlineData("DeviceNetworkEvents | getschema | take 2 | project ColumnName, ColumnType", "ColumnName,ColumnType\nTimestamp,datetime\nDeviceId,string\n")]
    [InlineData("ExposureGraphNodes | project NodeId, NodeProperties", "NodeId,NodeProperties\n")]
    public void Tables_without_data_bind_with_their_columns(string query, string expected)
    {
        using var run = new QueryRun();
        Assert.Equal(expected, run.Rows(query));
        Assert.Empty(run.Messages);
    }

    [Fact]
    public void Standard_columns_are_there_when_they_are_named_and_not_among_all()
    {
        using var run = new QueryRun().Table("Logons_CL", "TimeGenerated,User\n2026-01-05T09:00:00Z,ana\n");
        Assert.Equal("TimeGenerated,User\n2026-01-05T09:00:00Z,ana\n", run.Rows("Logons_CL | where _ItemId == '' and TenantId != 'x'"));
        Assert.Equal("User,Type\nana,Logons_CL\n", run.Rows("Logons_CL | project User, Type"));
        Assert.Equal("Type,count_\nLogons_CL,1\n", run.Rows("union Logons_CL | summarize count() by Type"));
        Assert.Equal("_TimeReceived\n2026-01-05T09:00:00Z\n", run.Rows("Logons_CL | project _TimeReceived"));
        Assert.Equal("TW4101 when a record was taken in is not recorded here; `TimeGenerated` stands for it", Assert.Single(run.Messages));
        Assert.StartsWith("TW2001 `Logons_CL` has no column `_ItemIt`", run.Rows("Logons_CL | project _ItemIt"), StringComparison.Ordinal);
        Assert.StartsWith("TW2001 `Logons_CL` has no column `_ItemId`", run.Rows("Logons_CL | project User | project _ItemId"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AzureDiagnostics | summarize count() by status_s", "status_s,count_\n", "status_s", "string")]
    [InlineData("AzureDiagnostics | project took_d", "took_d\n", "took_d", "real")]
    [InlineData("AzureDiagnostics | where isnotempty(tenant_g) | project tenant_g", "tenant_g\n", "tenant_g", "guid")]
    public void Columns_that_data_adds_have_the_type_their_name_ends_in(string query, string expected, string column, string type)
    {
        using var run = new QueryRun();
        Assert.Equal(expected, run.Rows(query));
        if (run.Messages.Count > 0)
        {
            Assert.Equal($"TW4150 `AzureDiagnostics` has no documented column `{column}`; by its ending it is taken for one of type {type}", Assert.Single(run.Messages));
        }
    }

    [Fact]
    public void Only_tables_that_grow_have_such_columns()
    {
        using var run = new QueryRun();
        Assert.StartsWith("TW2001 `SigninLogs` has no column `status_s`", run.Rows("SigninLogs | project status_s"), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_given_for_a_vendors_table_have_the_vendors_types_and_both_names_of_the_time()
    {
        using var run = new QueryRun().Table("DeviceProcessEvents", """{"Timestamp":"2026-01-05T09:00:00Z","FileName":"a.exe","AdditionalFields":"{\"x\":1}"}""");
        Assert.Equal("TimeGenerated,FileName,x,SHA1\n2026-01-05T09:00:00Z,a.exe,1,\n", run.Rows("DeviceProcessEvents | where TimeGenerated > ago(2h) | project TimeGenerated, FileName, x = toint(AdditionalFields.x), SHA1"));
        Assert.Equal("Timestamp,FileName,AdditionalFields\n2026-01-05T09:00:00Z,a.exe,\"{\"\"x\"\":1}\"\n", run.Rows("DeviceProcessEvents"));
    }

    [Theory]
    [InlineData("Firewall_CL", "TW2002 there is no table `Firewall_CL`")]
    [InlineData("SigninLog", "TW2002 there is no table `SigninLog`")]
    public void A_table_nobody_knows_is_an_error(string query, string expected)
    {
        using var run = new QueryRun();
        Assert.Equal(expected, run.Rows(query));
    }

    [Fact]
    public void Every_table_can_be_read()
    {
        var (catalog, problems) = Views.Load([]);
        Assert.Empty(problems);
        var names = catalog.TableNames("sentinel").ToArray();
        Assert.True(names.Length > 900);
        Assert.All(names, n => Assert.NotEmpty(catalog.Find("sentinel", n)!.Columns));
        Assert.Equal("type", Assert.Single(catalog.Find("arg", "Resources")!.Columns, static c => c.Name == "type").Name);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("Orders\n  Id", false)]
    [InlineData("# shop\nvendor sentinel\n\nOrders\n  Id Total:real\n  At:datetime\nCustomers\n  Name", true)]
    [InlineData("vendor sentinel\r\nOrders\r\n  Id Total:real At:datetime\r\nCustomers\r\n  Name\r\n", true)]
    public void A_list_of_tables_is_text(string text, bool valid)
    {
        var list = TableList.Read(System.Text.Encoding.UTF8.GetBytes(text), out var problem);
        Assert.Equal(valid, list is not null);
        Assert.Equal(valid ? null : "a list of tables begins with `vendor NAME`", problem);
        if (list is not null)
        {
            Assert.Equal(["Orders", "Customers"], list.Names);
            Assert.Equal("Id:String Total:Real At:DateTime", string.Join(' ', list.Find("Orders")!.Select(static c => $"{c.Name}:{c.Type}")));
            Assert.Null(list.Find("Order"));
            Assert.Null(list.Find("Id"));
            Assert.Null(list.Find(""));
        }
    }
}
