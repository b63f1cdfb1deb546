// SPDX-License-Identifier: Apache-2.0

using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>Text in other spellings, and digests of it.</summary>
public static class Encodings
{
    public static readonly Function ToBase64 = Function.Of("encode.base64", "The UTF-8 bytes in base64.", T.String, T.String);
    public static readonly Function FromBase64 = Function.Of("decode.base64", "The text that base64 holds; null when it holds none.", T.String, T.String);
    public static readonly Function ToUrl = Function.Of("encode.url", "Percent-encoded, space as %20.", T.String, T.String);
    public static readonly Function ToUrlForm = Function.Of("encode.url_form", "Percent-encoded as a form, space as +.", T.String, T.String);
    public static readonly Function FromUrl = Function.Of("decode.url", "Percent-encoding undone, + as space.", T.String, T.String);
    public static readonly Function Sha256 = Function.Of("hash.sha256", "SHA-256 of the UTF-8 bytes, hexadecimal.", T.String, T.String);
    public static readonly Function Sha1 = Function.Of("hash.sha1", "SHA-1 of the UTF-8 bytes, hexadecimal.", T.String, T.String);
    public static readonly Function Sha512 = Function.Of("hash.sha512", "SHA-512 of the UTF-8 bytes, hexadecimal.", T.String, T.String);
    public static readonly Function Md5 = Function.Of("hash.md5", "MD5 of the UTF-8 bytes, hexadecimal.", T.String, T.String);

    internal static IEnumerable<Function> All => [ToBase64, FromBase64, ToUrl, ToUrlForm, FromUrl, Sha256, Sha512, Sha1, Md5];
}
