// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Rules;
using Tapwatch.Detections.Running;

namespace Tapwatch.Tests.Detections;

public class BuiltInViewsTests
{
    [Fact]
    public void Views_read_when_asked_for_are_those_read_at_once()
    {
        var (all, problems) = Views.Load([]);
        Assert.Empty(problems);
        var folders = RuleFile.BuiltIn("views").Select(static f => f.Path.Split('/')[1]).Distinct().Order(StringComparer.Ordinal).ToArray();
        Assert.Contains("sentinel", folders);
        foreach (var vendor in folders)
        {
            var later = Views.BuiltIn();
            Assert.Equal(all.TableNames(vendor), later.TableNames(vendor));
            foreach (var table in all.TableNames(vendor))
            {
                var (a, b) = (all.Find(vendor, table)!, later.Find(vendor, table)!);
                Assert.Equal(a.Columns, b.Columns);
                Assert.Equal(a.Mappings.Select(static m => (m.Kind, m.Map.Count)), b.Mappings.Select(static m => (m.Kind, m.Map.Count)));
            }
        }

        Assert.Equal(all.NamesOf("qradar", "LOGSOURCETYPENAME"), Views.BuiltIn().NamesOf("qradar", "LOGSOURCETYPENAME"));
    }

    // Such a file says nothing of other tables, and no other file of its table.
    [Fact]
    public void A_table_read_alone_is_the_one_read_with_all_others()
    {
        var (all, _) = Views.Load([]);
        foreach (var file in RuleFile.BuiltIn("views/sentinel").Where(static f => f.Extension == ".json"))
        {
            var table = Path.GetFileNameWithoutExtension(file.Path);
            var (a, b) = (all.Find("sentinel", table)!, Views.BuiltIn().Find("sentinel", table)!);
            Assert.Equal((a.Name, a.TimeColumn, a.Open), (b.Name, b.TimeColumn, b.Open));
            Assert.Equal(a.Columns, b.Columns);
            Assert.Equal(a.Mappings.Select(static m => (m.Kind, m.Map.Count)), b.Mappings.Select(static m => (m.Kind, m.Map.Count)));
        }
    }

    [Fact]
    public void A_table_read_alone_leaves_the_others_to_be_found()
    {
        var catalog = Views.BuiltIn();
        Assert.NotNull(catalog.Find("sentinel", "AWSCloudTrail"));
        Assert.Null(catalog.Find("sentinel", "tables/aws"));
        Assert.NotNull(catalog.Find("sentinel", "SigninLogs"));
        Assert.Equal(Views.Load([]).Catalog.TableNames("sentinel"), catalog.TableNames("sentinel"));
    }
}
