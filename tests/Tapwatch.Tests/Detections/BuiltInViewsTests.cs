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
}
