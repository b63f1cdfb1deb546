// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Binding;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>Encodings, digests and mathematics.</summary>
static class EncodingFunctions
{
    static readonly string[] _mathematics = ["sqrt", "exp", "log", "log10", "log2", "sin", "cos", "tan"];

    public static IEnumerable<CqlFunction> All =>
    [
        Text("base64Decode", "field as charset", null, Encodings.FromBase64),
        Text("base64Encode", "field as charset", null, Encodings.ToBase64),
        Text("urlDecode", "field as", "_urldecode", Encodings.FromUrl),
        Text("urlEncode", "field as", "_urlencode", Encodings.ToUrl),
        Digest("crypto:md5", "_md5", Encodings.Md5),
        Digest("crypto:sha1", "_sha1", Encodings.Sha1),
        Digest("crypto:sha256", "_sha256", Encodings.Sha256),
        new("eventSize", "- as") { Value = static a => TextPositionFunctions.Size.Call(Values.Text(a.Stream.Fields.Get("@rawstring"))) },
        .. _mathematics.Select(static n => new CqlFunction("math:" + n, "field as") { Value = a => Apply(a, n), As = "_" + n }),
    ];

    static CqlFunction Text(string name, string parameters, string? target, Function function) => new(name, parameters)
    {
        As = target,
        Value = a => a.Field("field") is { } field && IsUtf8(a) ? function.Call(Values.Text(field)) : null,
    };

    static bool IsUtf8(CallArguments arguments)
    {
        if (!arguments.Has("charset") || arguments.Text("charset")?.ToUpperInvariant() is "UTF-8" or "UTF8" or "US-ASCII" or "ASCII")
        {
            return true;
        }

        arguments.Binder.Diagnostics.Add(Messages.UnsupportedConstruct(arguments.Span("charset"), "a character set other than UTF-8", "CQL"));
        return false;
    }

    // Of several fields the digest is that of their texts one after the other.
    static CqlFunction Digest(string name, string target, Function function) => new(name, "field[] as")
    {
        As = target,
        Value = a => a.Names("field") is { } names
            ? function.Call(TextFunctions.Concat.Call([.. names.Select(n => Values.Text(a.Binder.Field(n.Name, n.At, a.Stream)))]))
            : null,
    };

    static Expression? Apply(CallArguments arguments, string name) => arguments.Field("field") is { } field
        ? MathFunctions.Apply.Call(Constant.Text(name), Values.Number(field))
        : null;
}
