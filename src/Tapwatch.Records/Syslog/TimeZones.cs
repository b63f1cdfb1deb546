// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Records.Syslog;

/// <summary>The abbreviations of time zones that devices write. They are names a person chose on the device; where one is ambiguous the commonest meaning is taken, unknown ones are UTC.</summary>
static class TimeZones
{
    /// <summary>Whether the name is known.</summary>
    public static bool IsKnown(ReadOnlySpan<byte> name) => Find(name) != int.MinValue;

    /// <summary>Minutes east of UTC.</summary>
    public static int Minutes(ReadOnlySpan<byte> name) => Find(name) is var found && found == int.MinValue ? 0 : found;

    static int Find(ReadOnlySpan<byte> name)
    {
        if (name.Length is < 2 or > 5)
        {
            return int.MinValue;
        }

        Span<char> text = stackalloc char[name.Length];
        for (var i = 0; i < name.Length; i++)
        {
            text[i] = (char)name[i];
        }

        return text switch
        {
            "UTC" or "GMT" or "WET" or "UCT" => 0,
            "CET" or "MET" or "BST" or "WEST" or "WAT" => 60,
            "CEST" or "MEST" or "EET" or "SAST" or "CAT" => 120,
            "EEST" or "MSK" or "EAT" or "TRT" => 180,
            "GST" => 240,
            "PKT" => 300,
            "IST" => 330,
            "ICT" or "WIB" => 420,
            "SGT" or "HKT" or "AWST" or "MYT" or "PHT" => 480,
            "JST" or "KST" => 540,
            "ACST" => 570,
            "AEST" => 600,
            "ACDT" => 630,
            "AEDT" => 660,
            "NZST" => 720,
            "NZDT" => 780,
            "BRT" or "ART" or "ADT" => -180,
            "AST" or "EDT" => -240,
            "EST" or "CDT" or "ET" => -300,
            "CST" or "MDT" => -360,
            "MST" or "PDT" => -420,
            "PST" or "AKDT" => -480,
            "AKST" => -540,
            "HST" => -600,
            _ => int.MinValue,
        };
    }
}
