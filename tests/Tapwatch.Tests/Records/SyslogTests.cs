// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Tests.Records;

/// <summary>Lines of network devices, in the header forms they are met in.</summary>
public class SyslogTests
{
    static void Is(string line, params (string Field, string? Value)[] expected)
    {
        var row = Assert.Single(RecordText.Read(line, [.. expected.Select(e => e.Field)]));
        Assert.Equal("network.syslog", row.Kind);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(expected[i].Value == row.Fields[i], $"{expected[i].Field}: expected '{expected[i].Value}', got '{row.Fields[i]}'");
        }
    }

    [Fact]
    public void Reads_IOS_with_sequence_host_and_unsynchronised_clock() => Is(
        "<189>521: edge1: *Nov 14 08:30:56.699: %LINK-5-CHANGED: Interface GigabitEthernet2, changed state to administratively down",
        ("host", "edge1"), ("sequence", "521"), ("time", "2026-11-14T08:30:56.699Z"), ("timetext", "*Nov 14 08:30:56.699"), ("os", "cisco.ios"),
        ("mnemonic", "LINK-5-CHANGED"), ("text", "Interface GigabitEthernet2, changed state to administratively down"),
        ("message", "%LINK-5-CHANGED: Interface GigabitEthernet2, changed state to administratively down"),
        ("facility", "local7"), ("severity", "notice"), ("priority", "189"), ("process", null), ("command", null));

    [Fact]
    public void Takes_the_relays_time_when_the_devices_clock_is_unsure() => Is(
        "Nov 20 12:00:01 192.0.2.7 91: *Mar  1 00:00:47.679: %SYS-5-CONFIG_I: Configured from console by console", ("time", "2026-11-20T12:00:01Z"), ("host", "192.0.2.7"), ("sequence", "91"));

    [Theory]
    [InlineData("Aug 14 02:10:11.123 CDT", "2026-08-14T07:10:11.123Z")]
    [InlineData("Aug 14 02:10:11 EEST", "2026-08-13T23:10:11Z")]
    [InlineData("2025 Aug 14 02:10:11 UTC", "2025-08-14T02:10:11Z")]
    [InlineData("Aug 14 2024 02:10:11", "2024-08-14T02:10:11Z")]
    [InlineData("Dec 24 23:59:59", "2025-12-24T23:59:59Z")]
    [InlineData("Feb 29 12:00:00", "2024-02-29T12:00:00Z")]
    [InlineData("Aug 14 02:10:11.123 XYZ", "2026-08-14T02:10:11.123Z")]
    public void Resolves_times_to_UTC(string written, string time) => Is($"<189>edge1: {written}: %SYS-5-CONFIG_I: Configured from console by dana on vty0 (203.0.113.9)", ("time", time), ("timetext", written), ("host", "edge1"));

    [Fact]
    public void Reads_a_line_that_tells_only_how_long_the_device_is_up() => Is(
        "<189>7: edge1: 00:01:01: %SYS-5-RESTART: System restarted --", ("time", null), ("timetext", "00:01:01"), ("host", "edge1"), ("mnemonic", "SYS-5-RESTART"));

    [Fact]
    public void Reads_the_logged_command_of_IOS() => Is(
        "<189>22191: edge1: 022546: Aug 14 02:10:11.123 UTC: %PARSER-5-CFGLOG_LOGGEDCMD: User:dana  logged command:monitor session 1 source interface GigabitEthernet1/0/12",
        ("user", "dana"), ("command", "monitor session 1 source interface GigabitEthernet1/0/12"), ("sequence", "022546"), ("host", "edge1"));

    [Fact]
    public void Strips_the_mark_of_exec_commands_from_the_command_only() => Is(
        "<189>edge1: Aug 14 02:10:11.123 UTC: %PARSER-5-CFGLOG_LOGGEDCMD: User:dana  logged command:!exec: enable",
        ("command", "enable"), ("text", "User:dana  logged command:!exec: enable"));

    [Fact]
    public void Keeps_a_user_name_with_blanks_or_an_escape() => Is(
        "<189>edge1: Aug 14 02:10:11.123 UTC: %PARSER-5-CFGLOG_LOGGEDCMD: User:da\u001b[31mna x  logged command:no monitor session 1", ("user", "da\u001b[31mna x"), ("command", "no monitor session 1"));

    [Theory]
    [InlineData("Configured from console by dana on vty0 (203.0.113.9)", "dana", "203.0.113.9")]
    [InlineData("Configured from console by vty2 (203.0.113.9)", null, "203.0.113.9")]
    [InlineData("Configured from console by console", null, null)]
    [InlineData("Configured from tftp://203.0.113.21//boot by console", null, null)]
    public void Tells_who_configured_from_where(string text, string? user, string? address) =>
        Is($"<189>30: edge1: May 23 13:56:15.055: %SYS-5-CONFIG_I: {text}", ("user", user), ("address", address));

    [Fact]
    public void Reads_event_manager_lines_without_any_header() => Is(
        "*Mar  1 00:19:47.679: %HA_EM-6-LOG: CLIaccounting: monitor session 1 destination interface Fa0/1", ("command", "monitor session 1 destination interface Fa0/1"), ("host", null), ("os", "cisco.ios"));

    [Fact]
    public void Reads_NX_OS_configuration_and_accounting()
    {
        Is("<189>May  3 13:55:35 192.0.2.35 2023 May  3 13:55:35.928 UTC: %VSHD-5-VSHD_SYSLOG_CONFIG_I: Configured from vty by dana on 203.0.113.5@pts/0",
            ("os", "cisco.nxos"), ("user", "dana"), ("address", "203.0.113.5"), ("host", "192.0.2.35"), ("time", "2023-05-03T13:55:35.928Z"));
        Is("<190>109692: core1: May 9 14:40:12.903: %AAA-6-AAA_ACCOUNTING_MESSAGE: update:203.0.113.5@ssh.26046:dana:configure terminal ; monitor session 1 (SUCCESS)",
            ("os", "cisco.nxos"), ("user", "dana"), ("address", "203.0.113.5"), ("command", "configure terminal ; monitor session 1"), ("status", "SUCCESS"));
        Is("2023 May  1 22:58:09 core1 %AAA-6-AAA_ACCOUNTING_MESSAGE: stop:203.0.113.5@ssh.26046:dana:", ("user", "dana"), ("command", null), ("status", null), ("host", "core1"));
        Is("Wed May  3 13:55:35 2023:type=update:id=203.0.113.5@pts/0:user=dana:cmd=configure terminal ; monitor session 1 (FAILURE)",
            ("os", "cisco.nxos"), ("user", "dana"), ("address", "203.0.113.5"), ("command", "configure terminal ; monitor session 1"), ("status", "FAILURE"), ("time", "2023-05-03T13:55:35Z"));
        Is("Wed May  3 13:55:35 2023:type=start:id=console0:user=dana:cmd=", ("user", "dana"), ("address", null), ("command", null), ("status", null));
        Is("<187>core1: 2023 Apr 26 09:08:48 UTC: last message repeated 3 time", ("host", "core1"), ("time", "2023-04-26T09:08:48Z"), ("message", "last message repeated 3 time"));
    }

    [Fact]
    public void Reads_IOS_XR_with_its_node_and_the_blank_before_the_colon() => Is(
        "<190>40: xr1 RP/0/RP0/CPU0:Oct  4 22:52:47.441 : cfgmgr_trial_confirm[67310]: %MGBL-CONFIG-6-DB_COMMIT : Configuration committed by user 'dana'. Use 'show configuration commit changes 1000000093' to view the changes.",
        ("os", "cisco.iosxr"), ("host", "xr1"), ("process", "cfgmgr_trial_confirm"), ("pid", "67310"), ("mnemonic", "MGBL-CONFIG-6-DB_COMMIT"), ("user", "dana"), ("time", "2026-10-04T22:52:47.441Z"));

    [Fact]
    public void Reads_Junos_lines_that_carry_their_priority() => Is(
        "<190>Nov 21 01:12:03 mx1 mgd[4321]: %INTERACT-6-UI_CMDLINE_READ_LINE: User 'dana', command 'set forwarding-options analyzer a1 output interface ge-0/0/1.0 '",
        ("os", "juniper.junos"), ("host", "mx1"), ("process", "mgd"), ("pid", "4321"), ("mnemonic", "UI_CMDLINE_READ_LINE"), ("severity", "info"), ("user", "dana"),
        ("command", "set forwarding-options analyzer a1 output interface ge-0/0/1.0"));

    [Fact]
    public void The_mark_before_a_message_in_UTF_8_is_no_part_of_it() => Is(
        "<189>1 2026-11-21T01:12:03.318Z edge1 - - - [meta sequenceId=\"1\"] \uFEFF%PARSER-5-CFGLOG_LOGGEDCMD: User:dana  logged command:monitor session 3 source interface Gi0/1",
        ("os", "cisco.ios"), ("host", "edge1"), ("user", "dana"), ("mnemonic", "PARSER-5-CFGLOG_LOGGEDCMD"), ("command", "monitor session 3 source interface Gi0/1"));

    [Fact]
    public void Reads_the_commands_of_IOS_XR()
    {
        Is("RP/0/RSP0/CPU0:Nov 20 21:04:05.100 UTC: locald_DLRSC[1234]: %SECURITY-LOCALD-6-LOCAL_CMD_ACCT : CLI CMD: \"monitor-session tap1 ethernet\" by dana from TTY /dev/pts/3 203.0.113.9",
            ("os", "cisco.iosxr"), ("user", "dana"), ("command", "monitor-session tap1 ethernet"), ("address", "203.0.113.9"));
        Is("RP/0/RSP0/CPU0:Nov 20 21:04:05.100 UTC: locald_DLRSC[1234]: %SECURITY-LOCALD-6-LOCAL_CMD_ACCT : CLI CMD: \"", ("user", null), ("command", null));
    }

    [Fact]
    public void Reads_Arista_accounting() => Is(
        "Mar 24 20:33:52 eos1 Aaa: %ACCOUNTING-6-CMD: dana vty6 203.0.113.2 stop task_id=17 start_time=1521923632.5 timezone=UTC service=shell priv-lvl=15 cmd=monitor session m1 source Ethernet1 both <cr>",
        ("os", "arista.eos"), ("host", "eos1"), ("process", "Aaa"), ("user", "dana"), ("address", "203.0.113.2"), ("command", "monitor session m1 source Ethernet1 both"));

    [Fact]
    public void Reads_Junos_audit_lines()
    {
        Is("Apr 29 16:17:50 mx1 mgd[67468]: UI_CFG_AUDIT_SET: User 'dana' set: [forwarding-options analyzer a1 output interface] unconfigured -- \"ge-3/1/6\"",
            ("os", "juniper.junos"), ("host", "mx1"), ("process", "mgd"), ("pid", "67468"), ("mnemonic", "UI_CFG_AUDIT_SET"), ("user", "dana"),
            ("command", "set: [forwarding-options analyzer a1 output interface] unconfigured -- \"ge-3/1/6\""));
        Is("<189>Apr 29 12:57:24  mx1 mgd[99474]: UI_CFG_AUDIT_OTHER: User 'dana' delete: [groups g forwarding-options port-mirroring] ", ("command", "delete: [groups g forwarding-options port-mirroring]"), ("host", "mx1"));
        Is("Apr 29 16:17:50 mx1 mgd[67468]: UI_CMDLINE_READ_LINE: User 'dana', command 'set disable '", ("command", "set disable"), ("user", "dana"));
        Is("Apr 29 16:18:19 mx1 mgd[67468]: UI_COMMIT: User 'dana' requested 'commit synchronize' operation (comment: it's done)", ("command", "commit synchronize"));
        Is("Dec 12 19:28:21.536  mx1 mgd[88311]: UI_NETCONF_CMD: User 'root' used NETCONF client to run command 'load-configuration action=\"set\"'", ("command", "load-configuration action=\"set\""), ("time", "2025-12-12T19:28:21.536Z"));
        Is("<189>Apr 29 12:57:43 mx1 mgd[99474]: UI_COMMIT_COMPLETED:  : commit complete", ("mnemonic", "UI_COMMIT_COMPLETED"), ("command", null));
    }

    [Fact]
    public void Reads_RFC_5424_with_structured_data()
    {
        Is("<189>1 2026-04-28T23:12:48.188+08:00 mx1 mgd 3046 UI_CMDLINE_READ_LINE [junos@2636.1.1.1.2.18 username=\"dana\" command=\"set forwarding-options analyzer a1 \"] User 'dana', command 'set forwarding-options analyzer a1 '",
            ("os", "juniper.junos"), ("time", "2026-04-28T15:12:48.188Z"), ("host", "mx1"), ("process", "mgd"), ("pid", "3046"), ("mnemonic", "UI_CMDLINE_READ_LINE"), ("user", "dana"), ("command", "set forwarding-options analyzer a1"),
            ("structured", "[junos@2636.1.1.1.2.18 username=\"dana\" command=\"set forwarding-options analyzer a1 \"]"));
        Is("<190>1 2026-11-20T20:10:18.958Z mx1 mgd 4321 UI_CFG_AUDIT_SET - User 'dana' set: [forwarding-options analyzer a1] unconfigured -- \"x\"",
            ("os", "juniper.junos"), ("mnemonic", "UI_CFG_AUDIT_SET"), ("user", "dana"), ("command", "set: [forwarding-options analyzer a1] unconfigured -- \"x\""));
        Is("<190>1 2026-11-20T20:10:18.958Z mx1 mgd 4321 - - UI_COMMIT: User 'dana' requested 'commit' operation (comment: none)", ("mnemonic", "UI_COMMIT"), ("command", "commit"), ("text", "User 'dana' requested 'commit' operation (comment: none)"));
        Is("<190>1 2026-11-20T20:10:18.958Z h app 1 LOGIN_OK - text", ("os", null), ("mnemonic", "LOGIN_OK"));
        Is("<165>1 2026-08-24T05:14:15.000003-07:00 192.0.2.1 myproc 8710 - - %% It's time.", ("os", null), ("message", "%% It's time."), ("structured", null), ("facility", "local4"));
        Is("<165>1 - host app - ID47 [x@1 a=\"b\\\"]c\"] text", ("time", null), ("pid", null), ("structured", "[x@1 a=\"b\\\"]c\"]"), ("message", "text"));
        Is("<189> 2026-08-14T02:10:11.123456+00:00Z mx1 mgd 3046 UI_DBASE_LOGOUT_EVENT [junos@2636.1.1.1.2.18 username=\"dana\"] User 'dana' exiting", ("mnemonic", "UI_DBASE_LOGOUT_EVENT"), ("user", "dana"));
    }

    [Fact]
    public void Reads_Huawei_command_records() => Is(
        "<189>Oct  4 23:46:14 hw1 %%01SHELL/5/CMDRECORD[l](324):Record command information. (Task=vt0, Ip=203.0.113.178, User=dana, Command=\"observe-port 1 interface GE0/0/1\", Result=Success) ",
        ("os", null), ("host", "hw1"), ("user", "dana"), ("address", "203.0.113.178"), ("command", "observe-port 1 interface GE0/0/1"), ("status", "SUCCESS"));

    [Fact]
    public void Reads_other_systems_as_syslog_without_an_os() => Is("<38>Nov 20 10:00:00 web1 sshd[123]: Accepted publickey for dana", ("os", null), ("process", "sshd"), ("pid", "123"), ("host", "web1"), ("message", "Accepted publickey for dana"));

    [Theory]
    [InlineData("%SPANTREE-2-BLOCK_PVID_LOCAL: Blocking Gi0/1", "SPANTREE-2-BLOCK_PVID_LOCAL")]
    [InlineData("%SPAN-5-PKTCAP_START: Packet capture session 1 started", "SPAN-5-PKTCAP_START")]
    [InlineData("%PIM-SW1-6-INVALID_RP_JOIN: x", "PIM-SW1-6-INVALID_RP_JOIN")]
    public void Names_are_exact(string text, string name) => Is($"Nov 20 10:00:00.000: {text}", ("mnemonic", name));

    [Theory]
    [InlineData("Starting up the engine")]
    [InlineData("2026-11-20 10:00:00 INFO main: ready")]
    [InlineData("2026-11-20T10:00:00Z INFO main: ready")]
    [InlineData("[2026-11-20] warning: low disk")]
    [InlineData("monitor session 1 source interface Gi0/1")]
    [InlineData("interface GigabitEthernet0/1")]
    [InlineData("100% of 5-6 items: done")]
    public void Program_text_is_no_syslog(string line)
    {
        Assert.Empty(RecordText.Read(line, out var report));
        Assert.Equal("text line x1", RecordText.Unrecognised(report));
    }

    [Fact]
    public void Shows_all_fields_flat() => Assert.Equal(
        """{"time":"2026-11-20T10:00:00Z","timetext":"Nov 20 10:00:00","host":"web1","facility":"auth","severity":"info","priority":"38","process":"sshd","pid":"1","message":"a \"b\"","text":"a \"b\""}""",
        RecordText.Fields("<38>Nov 20 10:00:00 web1 sshd[1]: a \"b\"", "$fields")[0]);

    [Fact]
    public void Gives_fields_as_JSON_strings_too() => Assert.Equal(["\"a \\\"b\\\"\"", null], RecordText.Fields("<38>Nov 20 10:00:00 web1 sshd[1]: a \"b\"", "json:message", "json:user"));
}
