// SPDX-License-Identifier: Apache-2.0

using static Tapwatch.Plan.Functions.Function;
using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>Texts as bytes, code points and other alphabets; hashes of any value. What cannot be read gives null.</summary>
public static class ByteFunctions
{
    public static readonly Function ArrayFromBase64 = Function.Of("decode.base64_array", "The bytes that base64 holds, as an array of numbers.", T.Dynamic, T.String);
    public static readonly Function ArrayToBase64 = Function.Of("encode.base64_array", "An array of numbers from 0 to 255 as bytes in base64.", T.String, T.Dynamic);
    public static readonly Function GuidFromBase64 = Function.Of("decode.base64_guid", "The GUID whose 16 bytes base64 holds.", T.Guid, T.String);
    public static readonly Function GuidToBase64 = Function.Of("encode.base64_guid", "The 16 bytes of a GUID in base64.", T.String, T.Guid);
    public static readonly Function FromGzip = Function.Of("decode.gzip", "The text whose UTF-8 was compressed with gzip and written in base64.", T.String, T.String);
    public static readonly Function ToGzip = Function.Of("encode.gzip", "The UTF-8 of a text compressed with gzip, in base64.", T.String, T.String);
    public static readonly Function FromZlib = Function.Of("decode.zlib", "The text whose UTF-8 was compressed with zlib and written in base64.", T.String, T.String);
    public static readonly Function ToZlib = Function.Of("encode.zlib", "The UTF-8 of a text compressed with zlib, in base64.", T.String, T.String);
    public static readonly Function FromPunycode = Function.Of("decode.punycode", "The text that punycode stands for.", T.String, T.String);
    public static readonly Function ToPunycode = Function.Of("encode.punycode", "A text in punycode.", T.String, T.String);
    public static readonly Function DomainFromPunycode = Function.Of("decode.punycode_domain", "A domain name with its labels that begin with xn-- decoded.", T.String, T.String);
    public static readonly Function DomainToPunycode = Function.Of("encode.punycode_domain", "A domain name with its labels that are not ASCII in punycode.", T.String, T.String);
    public static readonly Function CodePoints = Function.Of("text.code_points", "The Unicode code points of a text.", T.Dynamic, T.String);
    public static readonly Function OfCodePoints = Function.Of("text.of_code_points", "The text of Unicode code points: an array of numbers and arrays.", T.String, T.Dynamic);
    public static readonly Function IsAscii = Function.Of("text.is_ascii", "Whether all bytes are ASCII.", T.Bool, T.String);
    public static readonly Function IsUnicode = Function.Of("text.is_unicode", "Whether the bytes are UTF-8.", T.Bool, T.String);
    public static readonly Function Hash = Function.Of("hash.xxhash64", "XXH64 of a value; with a second argument above 0 the rest of its division by it.", T.Long, Any, T.Long);
    public static readonly Function Size = Function.Of("value.size", "About how many bytes the values take.", T.Long, Any).Repeating().WithNulls();

    internal static IEnumerable<Function> All =>
    [
        ArrayFromBase64, ArrayToBase64, GuidFromBase64, GuidToBase64, FromGzip, ToGzip, FromZlib, ToZlib, FromPunycode, ToPunycode, DomainFromPunycode, DomainToPunycode,
        CodePoints, OfCodePoints, IsAscii, IsUnicode, Hash, Size,
    ];
}
