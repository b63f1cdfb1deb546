// SPDX-License-Identifier: Apache-2.0

using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>Texts measured and numbers written: printf, units, durations, distances, entropy, flow hashes.</summary>
public static class MeasureFunctions
{
    public static readonly Function Printf = Function.Of("measure.printf", "The value as one printf specifier of Java (constant, without %: 5d, ,.2f, -20s) writes it; the text null for null.", T.String, T.String, T.String).WithNulls();
    public static readonly Function Convert = Function.Of("measure.convert", "A number with or without a unit behind it, converted: the second is its unit when it has none, the third the unit asked for (empty: without prefix), the fourth the unit it must end with (empty: any); with the fifth prefixes count by 1024, with the sixth the unit stays behind the number. Null when units do not fit.", T.String, T.String, T.String, T.String, T.String, T.Bool, T.Bool);
    public static readonly Function Duration = Function.Of("measure.duration", "A whole number of the unit (second, constant: d h m s ms us ns) as 1d2h3m4s, at most so many units (0: all).", T.String, T.String, T.String, T.Long);
    public static readonly Function Entropy = Function.Of("measure.entropy", "Shannon entropy of the characters, in bits.", T.Real, T.String);
    public static readonly Function Distance = Function.Of("measure.distance", "Metres between two points on the globe (latitude, longitude, latitude, longitude in degrees).", T.Real, T.Real, T.Real, T.Real, T.Real);
    public static readonly Function Geohash = Function.Of("measure.geohash", "The geohash of a point (latitude, longitude), so many characters long.", T.String, T.Real, T.Real, T.Long);
    public static readonly Function EditDistance = Function.Of("measure.edit_distance", "How many characters must be put in, taken out or changed to make one text the other (Levenshtein).", T.Long, T.String, T.String);
    public static readonly Function CommunityId = Function.Of("measure.community_id", "The Community ID (version 1) of a flow: protocol (number or name), addresses and ports of source and destination (null: none), seed. Null when an address or the protocol is none.", T.String, T.String, T.String, T.String, T.String, T.String, T.Long).WithNulls();
    public static readonly Function Number = Function.Of("measure.hash", "A number from 0 to 4294967295 that stands for the text, below the second when that is above 0; the same in every run.", T.Long, T.String, T.Long, T.String);
    public static readonly Function ParseInt = Function.Of("measure.parse_int", "The unsigned number that digits of a radix from 2 to 36 write, 0x in front aside; pairs of digits in opposite order when the third is true. Null of other text.", T.String, T.String, T.Long, T.Bool);
    public static readonly Function FromHex = Function.Of("measure.from_hex", "The text of the bytes that hexadecimal digits write, in a character set (constant); what is no digit is skipped.", T.String, T.String, T.String);
    public static readonly Function FromBase64 = Function.Of("measure.from_base64", "The text in a character set (constant) that base64 holds; null when it holds none.", T.String, T.String, T.String);
    public static readonly Function Subnet = Function.Of("measure.subnet", "The IPv4 address with all but the first so many bits cleared; null when it is none.", T.String, T.String, T.Long);
    public static readonly Function Strip = Function.Of("measure.strip_ansi", "The text without ANSI escape codes.", T.String, T.String);

    internal static IEnumerable<Function> All =>
        [Printf, Convert, Duration, Entropy, Distance, Geohash, EditDistance, CommunityId, Number, ParseInt, FromHex, FromBase64, Subnet, Strip];
}
