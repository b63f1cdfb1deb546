// SPDX-License-Identifier: Apache-2.0

using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>IP addresses with an optional prefix (<c>10.1.2.3/8</c>), as Kusto's ipv4_ and ipv6_ functions see them. What is no address gives null.</summary>
public static class AddressFunctions
{
    public static readonly Function Number = Function.Of("address.number", "The bits of an IPv4 address that its own prefix and the second argument keep, as a number.", T.Long, T.String, T.Long);
    public static readonly Function TextOfNumber = Function.Of("address.text_of_number", "The IPv4 address of a number of 32 bits.", T.String, T.Long);
    public static readonly Function Canonical = Function.Of("address.canonical", "An address as IPv6 in full, with the bits its own prefix and the second argument (of 128) keep.", T.String, T.String, T.Long);
    public static readonly Function Format = Function.Of("address.format", "An IPv4 address with the bits its own prefix and the second argument keep; when the third is true, with the prefix behind it.", T.String, T.String, T.Long, T.Bool);
    public static readonly Function Compare = Function.Of("address.compare", "-1, 0 or 1: the order of two IPv4 addresses, of the bits both prefixes and the third argument keep.", T.Long, T.String, T.String, T.Long);
    public static readonly Function CompareSix = Function.Of("address.compare_six", "-1, 0 or 1: the order of two IPv6 or IPv4 addresses, of the bits both prefixes and the third argument (of 128) keep.", T.Long, T.String, T.String, T.Long);
    public static readonly Function PrefixLength = Function.Of("address.prefix_length", "The length of the prefix an IPv4 address is written with, 32 when there is none.", T.Long, T.String);
    public static readonly Function InAny = Function.Of("address.in_any", "Whether an IPv4 address lies in one of the ranges of an array.", T.Bool, T.String, T.Dynamic);
    public static readonly Function InAnySix = Function.Of("address.in_any_six", "Whether an IPv6 or IPv4 address lies in one of the ranges of an array.", T.Bool, T.String, T.Dynamic);
    public static readonly Function Blocks = Function.Of("address.blocks", "The least list of CIDR ranges that covers the IPv4 addresses from the first through the second.", T.Dynamic, T.String, T.String);
    public static readonly Function Within = Function.Of("address.within", "Whether a text holds one of the IPv4 addresses of an array, with no letter or digit beside it.", T.Bool, T.String, T.Dynamic);
    public static readonly Function BeginWithin = Function.Of("address.begin_within", "Whether a text holds an IPv4 address that begins with one of the elements of an array, which are addresses or end with a dot.", T.Bool, T.String, T.Dynamic);

    internal static IEnumerable<Function> All => [Number, TextOfNumber, Canonical, Format, Compare, CompareSix, PrefixLength, InAny, InAnySix, Blocks, Within, BeginWithin];
}
