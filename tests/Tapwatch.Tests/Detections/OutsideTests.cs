// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Tests.Detections;

/// <summary>What a query wants from outside the logs: answered from files that were given, else bound and not run over data.</summary>
public class OutsideTests
{
    const string Address = "https://lists.example/allowed.csv";
    const string Query = $"externaldata(Name:string, Count:int)[h@'{Address}?sig=secret'] with (ignoreFirstRecord=true) | sort by Name asc";

    [Fact]
    public void Without_a_file_externaldata_has_columns_over_no_data_and_is_refused_over_data()
    {
        using var run = new QueryRun();
        Assert.Equal("Name,Count\n", run.Rows(Query));
        const string reason = $"TW3150 `externaldata` fetches nothing here: `{Address}?…` needs a file";
        Assert.Equal(reason, Assert.Single(run.Messages));
        Assert.Equal(reason, run.Rows(Query, paths: [run.File("log.json", "{}")]));
        Assert.Equal(reason, run.Rows(Query, o => o with { External = [new("https://lists.example/other.csv", run.File("other.csv", "x,1\n"))] }, [run.File("log.json", "{}")]));
    }

    [Theory]
    [InlineData("", "Name,Count\nana,3\n\"bo, jr\",4\n", "ana,3\n\"bo, jr\",4\n")]
    [InlineData("format='csv'", "Name,Count\r\nana,x\r\n\r\nbo\r\n", "ana,\nbo,\n")]
    [InlineData("format=tsv", "Name\tCount\nana\t3\n", "ana,3\n")]
    [InlineData("format='psv'", "h|h\n\"a\"\"b\"|3\n", "\"a\"\"b\",3\n")]
    [InlineData("format='txt'", "first\nany, line\n", "\"any, line\",\n")]
    [InlineData("format='json'", "{\"Name\":\"ana\",\"Count\":3}\n{\"Name\":[1],\"Other\":2}\n", "[1],\nana,3\n")]
    [InlineData("format='multijson'", "[{\"Name\":\"ana\"},{\"Count\":\"7\"}]", ",7\nana,\n")]
    public void Given_a_file_it_has_its_rows(string format, string text, string expected)
    {
        using var run = new QueryRun();
        var query = Query.Replace("ignoreFirstRecord=true", "ignoreFirstRecord=true" + (format.Length > 0 ? ", " + format : ""), StringComparison.Ordinal);
        Assert.Equal("Name,Count\n" + expected, run.Rows(query, o => o with { External = [new(Address, run.File("list", text))] }));
        Assert.Empty(run.Messages);
    }

    [Theory]
    [InlineData("parquet", "x", "the format `parquet` cannot be read")]
    [InlineData("json", "{\"a\":", "it is no JSON (line 1)")]
    public void A_file_that_cannot_be_read_says_so(string format, string text, string reason)
    {
        using var run = new QueryRun();
        run.Rows(Query.Replace("true)", $"true, format='{format}')", StringComparison.Ordinal), o => o with { External = [new(Address, run.File("list", text))] });
        Assert.Equal($"TW3151 the file for `{Address}?…` gives no rows: {reason}", Assert.Single(run.Messages));
    }

    [Fact]
    public void A_watchlist_is_a_file_whose_columns_are_text()
    {
        using var run = new QueryRun().Table("vip", "User,Code\nana,007\n");
        Assert.Equal("SearchKey,User,Code\nana,ana,007\n", run.Rows("_GetWatchlist('vip') | project SearchKey, User, Code"));
        Assert.Equal("_DTItemId,LastUpdatedTimeUTC,SearchKey,User,Code\n,,ana,ana,007\n", run.Rows("let alias = 'vip'; _GetWatchlist(alias)"));
    }

    [Fact]
    public void A_watchlist_nobody_gave_binds_with_any_column_and_is_refused_over_data()
    {
        using var run = new QueryRun();
        Assert.Equal("SearchKey,Owner,Type\n", run.Rows("_GetWatchlist('assets') | where Tier == '0' | project SearchKey, Owner, Type"));
        Assert.Equal("TW3152 there is no watchlist `assets` here", Assert.Single(run.Messages));
        Assert.Equal("TW3152 there is no watchlist `assets` here", run.Rows("_GetWatchlist('assets') | project Owner", paths: [run.File("log.json", "{}")]));
        Assert.Contains("TW2001", run.Rows("_GetWatchlist('assets') | project Owner | where Tier == '0'"), StringComparison.Ordinal);
    }

    [Fact]
    public void Watchlists_and_functions_stand_beside_the_rules()
    {
        using var run = new QueryRun();
        var watchlist = run.File("rules/watchlists/vip.csv", "User,Tier\nana,0\nbo,1\n");
        run.File("rules/functions/TopTier.kql", "declare query_parameters(tier:string = '0');\n_GetWatchlist('vip') | where Tier == tier");
        run.File("rules/functions/Named.kql", "declare query_parameters(T:(User:string), prefix:string);\nT | extend Named = strcat(prefix, User)");
        var rules = Path.GetDirectoryName(Path.GetDirectoryName(watchlist))!;
        string Rows(string query) => run.Rows(query, o => o with { Rules = [rules] });
        Assert.Equal("User\nana\n", Rows("TopTier | project User"));
        Assert.Equal("User\nbo\n", Rows("TopTier('1') | project User"));
        Assert.Equal("User\nbo\n", Rows("TopTier(tier='1') | project User"));
        Assert.Equal("Named\nx-ana\n", Rows("TopTier | invoke Named('x-') | project Named"));
        Assert.Equal("TW2007 `TopTier` has no parameter `tir`", Rows("TopTier(tir='1') | project User"));
        Assert.Equal("TW2004 `Named` takes 2 arguments, but 0 given", Rows("Named"));
    }

    [Fact]
    public void What_is_wrong_with_a_function_is_said_about_its_text()
    {
        using var run = new QueryRun();
        var function = run.File("rules/functions/Broken.kql", "SigninLogs | where Nowhere == 1");
        run.Rows("Broken", o => o with { Rules = [Path.GetDirectoryName(Path.GetDirectoryName(function))!] });
        Assert.Equal("TW2001 `SigninLogs` has no column `Nowhere`", Assert.Single(run.Messages));
    }

    [Theory]
    [InlineData("arg('').Resources | where type =~ 'x' | project id, properties.sku", "id,properties_sku\n", "TW3153 the rows of `Resources` in the Resource Graph are not here")]
    [InlineData("arg('').resourcecontainers | project id", "id\n", "TW3153 the rows of `resourcecontainers` in the Resource Graph are not here")]
    [InlineData("workspace('soc').SigninLogs | project UserPrincipalName", "UserPrincipalName\n", "TW3153 the rows of `SigninLogs` in `workspace(\"soc\")` are not here")]
    [InlineData("union SigninLogs, app('shop').SigninLogs | project UserPrincipalName", "UserPrincipalName\n", "TW3153 the rows of `SigninLogs` in `app(\"shop\")` are not here")]
    [InlineData("workspace('soc').Nothing", "TW2002 there is no table `Nothing`", "TW2002 there is no table `Nothing`")]
    public void Tables_elsewhere_have_columns_and_no_rows(string query, string expected, string message)
    {
        using var run = new QueryRun();
        Assert.Equal(expected, run.Rows(query));
        Assert.Equal(message, Assert.Single(run.Messages));
    }

    [Fact]
    public void Rows_of_tables_elsewhere_can_be_given()
    {
        using var run = new QueryRun();
        var rows = run.File("rows.json", """{"id":"a","properties":{"sku":"x"}}""");
        Assert.Equal("id,sku\na,x\n", run.Rows("arg('').Resources | project id, sku = tostring(properties.sku)", o => o with { Tables = [new("Resources", rows)] }));
        Assert.Equal("id\na\n", run.Rows("workspace('soc').Things_CL | project id", o => o with { Tables = [new("soc/Things_CL", rows)] }));
    }

    [Fact]
    public void Enrichment_is_empty_or_from_a_file()
    {
        const string query = "DeviceFileEvents | invoke FileProfile(SHA1, 1000) | project FileName, GlobalPrevalence, Signer";
        using var run = new QueryRun().Table("DeviceFileEvents", """{"FileName":"a.exe","SHA1":"aa11"}""");
        Assert.Equal("FileName,GlobalPrevalence,Signer\na.exe,,\n", run.Rows(query));
        Assert.Equal("TW4151 what `FileProfile` knows is not here; its columns are empty", Assert.Single(run.Messages));
        run.Table("FileProfile", "SHA1,GlobalPrevalence,Signer\naa11,7,Example Corp\n");
        Assert.Equal("FileName,GlobalPrevalence,Signer\na.exe,7,Example Corp\n", run.Rows(query));
        Assert.Empty(run.Messages);
        Assert.Equal("TW2110 the hash that `FileProfile` looks up must be a column", run.Rows("DeviceFileEvents | project FileName | invoke FileProfile()"));
    }

    [Theory]
    [InlineData("_Im_NetworkSession(dstportnumber=443, srcipaddr_has_any_prefix=dynamic(['192.0.2.'])) | project Src, Dst", "Src,Dst\n192.0.2.7,198.51.100.1\n")]
    [InlineData("_ASim_NetworkSession | count", "Count\n2\n")]
    [InlineData("imNetworkSession(starttime=ago(30m)) | count", "Count\n1\n")]
    [InlineData("ASimNetworkSession(pack=true) | where IpAddr == '203.0.113.9' | project DstPortNumber", "DstPortNumber\n53\n")]
    public void Asim_functions_run_over_the_normalised_tables(string query, string expected)
    {
        using var run = new QueryRun().Table("ASimNetworkSessionLogs", """
            {"TimeGenerated":"2026-01-05T09:00:00Z","SrcIpAddr":"192.0.2.7","DstIpAddr":"198.51.100.1","DstPortNumber":443}
            {"TimeGenerated":"2026-01-05T09:45:00Z","SrcIpAddr":"203.0.113.9","DstIpAddr":"198.51.100.2","DstPortNumber":53}
            """);
        Assert.Equal(expected, run.Rows(query));
    }

    [Theory]
    [InlineData("Authentication")]
    [InlineData("AuditEvent")]
    [InlineData("DhcpEvent")]
    [InlineData("Dns")]
    [InlineData("FileEvent")]
    [InlineData("ProcessEvent")]
    [InlineData("RegistryEvent")]
    [InlineData("UserManagement")]
    [InlineData("WebSession")]
    public void Every_asim_function_binds(string schema)
    {
        using var run = new QueryRun();
        Assert.Equal("User\n", run.Rows($"_Im_{schema}(starttime=ago(1d), endtime=now()) | union (_ASim_{schema}) | project User"));
        Assert.Empty(run.Messages);
    }
}
