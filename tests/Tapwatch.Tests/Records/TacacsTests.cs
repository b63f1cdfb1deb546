// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Tests.Records;

/// <summary>TACACS+ accounting.</summary>
public class TacacsTests
{
    static readonly string[] _fields = ["time", "host", "user", "port", "address", "action", "task", "timezone", "service", "privilege", "command"];

    [Theory]
    [InlineData("May 19 13:22:11 192.0.2.3\tdana\ttty2\t203.0.113.50\tstop\ttask_id=20\ttimezone=UTC\tservice=shell\tpriv-lvl=15\tcmd=monitor session 1 destination interface Gi0/2 <cr>", "2026-05-19T13:22:11Z", "dana", "tty2", "203.0.113.50")]
    [InlineData("<14>May 19 13:22:11 aaa1 tac_plus[123]: 192.0.2.3\tdana\ttty2\t203.0.113.50\tstop\ttask_id=20\ttimezone=UTC\tservice=shell\tpriv-lvl=15\tcmd=monitor session 1 destination interface Gi0/2 <cr>", "2026-05-19T13:22:11Z", "dana", "tty2", "203.0.113.50")]
    [InlineData("Tue May 19 13:22:11 2026\t192.0.2.3\tdana\ttty2\t203.0.113.50\tstop\ttask_id=20\ttimezone=UTC\tservice=shell\tpriv-lvl=15\tcmd=monitor session 1 destination interface Gi0/2 <cr>", "2026-05-19T13:22:11Z", "dana", "tty2", "203.0.113.50")]
    [InlineData("2026-05-19 15:22:11 +0200|!|192.0.2.3|!||!|tty0|!|async|!|stop|!|task_id=20|!|timezone=UTC|!|service=shell|!|start_time=1594197717|!|priv-lvl=15|!|cmd=monitor session 1 destination interface Gi0/2 <cr>", "2026-05-19T13:22:11Z", null, "tty0", "async")]
    [InlineData("2026-05-19 13:22:11 +0000\t192.0.2.3\tdana\ttty2\t203.0.113.50\tstop\ttask_id=20\ttimezone=UTC\tservice=shell\tpriv-lvl=15\tcmd=monitor session 1 destination interface Gi0/2", "2026-05-19T13:22:11Z", "dana", "tty2", "203.0.113.50")]
    public void Reads_every_way_of_writing_it(string line, string time, string? user, string port, string address)
    {
        var row = Assert.Single(RecordText.Read(line, _fields));
        Assert.Equal("network.tacacs", row.Kind);
        Assert.Equal([time, "192.0.2.3", user, port, address, "stop", "20", "UTC", "shell", "15", "monitor session 1 destination interface Gi0/2"], row.Fields);
    }

    [Fact]
    public void A_start_has_no_command()
    {
        var row = Assert.Single(RecordText.Read("May 19 13:22:07 192.0.2.3\tdana\ttty2\t203.0.113.50\tstart\ttask_id=20\ttimezone=UTC\tservice=shell", "action", "command", "message"));
        Assert.Equal(["start", null, row.Raw], row.Fields);
    }
}
