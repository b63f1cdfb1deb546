// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Functions;

/// <summary>Functions on text.</summary>
static class KqlTexts
{
    public static IEnumerable<KqlFunction> All =>
    [
        new("tolower", 1, 1, static c => TextFunctions.Lower.Call(c.Text(0))),
        new("toupper", 1, 1, static c => TextFunctions.Upper.Call(c.Text(0))),
        new("strlen", 1, 1, static c => TextFunctions.Length.Call(c.Text(0))),
        new("string_size", 1, 1, static c => TextPositionFunctions.Size.Call(c.Text(0))),
        new("strcat", 1, 64, static c => TextFunctions.Concat.Call([.. c.Arguments.Select((_, i) => c.AnyText(i))])),
        new("strcat_delim", 2, 64, static c => TextFunctions.Concat.Call(
            [.. Enumerable.Range(1, c.Count - 1).SelectMany(i => i == 1 ? new[] { c.AnyText(1) } : [c.Text(0), c.AnyText(i)])])),
        new("substring", 2, 3, static c => TextPositionFunctions.Slice.Call(c.Text(0), c.Long(1), c.Count > 2 ? c.Long(2) : Constant.Long(int.MaxValue))),
        new("indexof", 2, 5, static c => TextPositionFunctions.IndexFrom.Call(
            c.AnyText(0),
            c.AnyText(1),
            c.Count > 2 ? c.Long(2) : Constant.Long(0),
            c.Count > 3 ? c.Long(3) : Constant.Long(-1),
            c.Count > 4 ? c.Long(4) : Constant.Long(1))),
        new("replace_string", 3, 3, static c => TextFunctions.Replace.Call(c.Text(0), c.Text(1), c.Text(2))),
        new("replace_strings", 3, 3, static c => TextChangeFunctions.ReplaceMany.Call(c.Text(0), c.Dynamic(1), c.Dynamic(2))),
        new("split", 2, 3, static c => c.Count == 2
            ? TextFunctions.Split.Call(c.Text(0), c.Text(1))
            : DynamicFunctions.MakeArray.Call(c.NonNull(ConvertFunctions.ToText.Call(DynamicFunctions.Element.Call(TextFunctions.Split.Call(c.Text(0), c.Text(1)), c.Long(2)))))),
        new("reverse", 1, 1, static c => TextChangeFunctions.Reverse.Call(c.AnyText(0))),
        new("strrep", 2, 3, static c => TextChangeFunctions.Repeat.Call(c.AnyText(0), c.Long(1), c.Count > 2 ? c.Text(2) : Constant.Text(""))),
        new("translate", 3, 3, static c => TextChangeFunctions.Translate.Call(c.Text(0), c.Text(1), c.Text(2))),
        new("countof", 2, 3, CountOf),
        new("strcmp", 2, 2, static c => TextPositionFunctions.Order.Call(c.Text(0), c.Text(1))),
        new("base64_decode_tostring", 1, 1, static c => c.NonNull(Encodings.FromBase64.Call(c.Text(0)))),
        new("base64_decodestring", 1, 1, static c => c.NonNull(Encodings.FromBase64.Call(c.Text(0)))),
        new("base64_encode_tostring", 1, 1, static c => Encodings.ToBase64.Call(c.Text(0))),
        new("base64_encodestring", 1, 1, static c => Encodings.ToBase64.Call(c.Text(0))),
        new("url_decode", 1, 1, static c => Encodings.FromUrl.Call(c.Text(0))),
        new("url_encode", 1, 1, static c => Encodings.ToUrlForm.Call(c.Text(0))),
        new("url_encode_component", 1, 1, static c => Encodings.ToUrl.Call(c.Text(0))),
        new("base64_decode_toarray", 1, 1, static c => ByteFunctions.ArrayFromBase64.Call(c.Text(0))),
        new("base64_encode_fromarray", 1, 1, static c => c.NonNull(ByteFunctions.ArrayToBase64.Call(c.Dynamic(0)))),
        new("base64_decode_toguid", 1, 1, static c => ByteFunctions.GuidFromBase64.Call(c.Text(0))),
        new("base64_encode_fromguid", 1, 1, static c => c.NonNull(ByteFunctions.GuidToBase64.Call(c.Typed(0, ScalarType.Guid)))),
        new("gzip_compress_to_base64_string", 1, 1, static c => c.NonNull(ByteFunctions.ToGzip.Call(c.Text(0)))),
        new("gzip_decompress_from_base64_string", 1, 1, static c => c.NonNull(ByteFunctions.FromGzip.Call(c.Text(0)))),
        new("zlib_compress_to_base64_string", 1, 1, static c => c.NonNull(ByteFunctions.ToZlib.Call(c.Text(0)))),
        new("zlib_decompress_from_base64_string", 1, 1, static c => c.NonNull(ByteFunctions.FromZlib.Call(c.Text(0)))),
        new("punycode_from_string", 1, 1, static c => c.NonNull(ByteFunctions.ToPunycode.Call(c.Text(0)))),
        new("punycode_to_string", 1, 1, static c => c.NonNull(ByteFunctions.FromPunycode.Call(c.Text(0)))),
        new("punycode_domain_to_string", 1, 1, static c => c.NonNull(ByteFunctions.DomainToPunycode.Call(c.Text(0)))),
        new("punycode_domain_from_string", 1, 1, static c => c.NonNull(ByteFunctions.DomainFromPunycode.Call(c.Text(0)))),
        new("unicode_codepoints_from_string", 1, 1, static c => ByteFunctions.CodePoints.Call(c.AnyText(0))),
        new("to_utf8", 1, 1, static c => ByteFunctions.CodePoints.Call(c.AnyText(0))),
        new("unicode_codepoints_to_string", 1, 64, static c => c.NonNull(ByteFunctions.OfCodePoints.Call(DynamicFunctions.MakeArray.Call(c.Arguments)))),
        new("make_string", 1, 64, static c => c.NonNull(ByteFunctions.OfCodePoints.Call(DynamicFunctions.MakeArray.Call(c.Arguments)))),
        new("isascii", 1, 1, static c => ByteFunctions.IsAscii.Call(c.AnyText(0))),
        new("isutf8", 1, 1, static c => ByteFunctions.IsUnicode.Call(c.AnyText(0))),
        new("hash", 1, 2, Hash),
        new("hash_xxhash64", 1, 2, Hash),
        new("hash_sha256", 1, 1, static c => Encodings.Sha256.Call(c.AnyText(0))),
        new("hash_md5", 1, 1, static c => Encodings.Md5.Call(c.AnyText(0))),
        new("hash_sha1", 1, 1, static c => Encodings.Sha1.Call(c.AnyText(0))),
    ];

    static Expression Hash(KqlCall call) => call[0].Type == ScalarType.Dynamic
        ? call.Mistyped(0, "a string, number, bool, GUID, datetime or timespan")
        : ByteFunctions.Hash.Call(call.NonNull(call[0]), call.Count > 1 ? call.Long(1) : Constant.Long(0));

    static Expression? CountOf(KqlCall call)
    {
        if (call.Count < 3 || call[2] is Constant { Value: "normal" })
        {
            return TextPositionFunctions.Occurrences.Call(call.Text(0), call.Text(1));
        }

        return call.Binder.RegexOf(call[1], call.ArgumentSyntax(1)) is { } regex ? RegexTextFunctions.Matches.Call(call.Text(0), Constant.Text(regex)) : null;
    }
}
