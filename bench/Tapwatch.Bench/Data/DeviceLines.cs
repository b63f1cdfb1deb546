// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Bench.Data;

/// <summary>Syslog of switches and routers as a relay writes it to a file.</summary>
static class DeviceLines
{
    public static string Ordinary(Dice dice) => Line(dice, dice.Below(5) switch
    {
        0 => $"%LINEPROTO-5-UPDOWN: Line protocol on Interface GigabitEthernet1/0/{dice.Below(48)}, changed state to {(dice.Below(2) == 0 ? "up" : "down")}",
        1 => $"%SPANTREE-6-PORT_STATE: Port Gi1/0/{dice.Below(48)} instance {dice.Below(20)} moving from learning to forwarding",
        2 => $"%PARSER-5-CFGLOG_LOGGEDCMD: User:li  logged command:interface GigabitEthernet1/0/{dice.Below(48)}",
        3 => $"%SEC_LOGIN-5-LOGIN_SUCCESS: Login Success [user: oxidized] [Source: 192.0.2.{dice.Below(256)}] [localport: 22]",
        _ => $"%SYS-5-CONFIG_I: Configured from console by li on vty0 (192.0.2.{dice.Below(256)})",
    });

    public static string Sought(Dice dice, int number) =>
        Line(dice, $"%PARSER-5-CFGLOG_LOGGEDCMD: User:mallory  logged command:monitor session {number + 1} source interface GigabitEthernet1/0/{dice.Below(48)} both");

    /// <summary>Somebody looks at the sessions.</summary>
    public static string Decoy(Dice dice, int number) =>
        Line(dice, $"%PARSER-5-CFGLOG_LOGGEDCMD: User:li  logged command:!exec: show monitor session {number}");

    static string Line(Dice dice, string text)
    {
        var device = dice.Below(80);
        var time = Moments.Any(dice);
        return $"<189>{dice.Below(100_000)}: core-sw{device}: {dice.Below(1_000_000):000000}: {Moments.Iso(time, "MMM dd yyyy HH:mm:ss'.491 UTC'")}: {text}";
    }
}
