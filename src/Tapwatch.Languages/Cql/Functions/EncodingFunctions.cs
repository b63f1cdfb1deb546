// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Binding;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>Encodings, digests and mathematics.</summary>
static class EncodingFunctions
{
    // LogScale's names, and those of the catalogue.
    static readonly (string Name, string Function)[] _mathematics =
    [
        ("sqrt", "sqrt"), ("exp", "exp"), ("expm1", "expm1"), ("log", "log"), ("log10", "log10"), ("log2", "log2"), ("log1p", "log1p"),
        ("sin", "sin"), ("cos", "cos"), ("tan", "tan"), ("sinh", "sinh"), ("cosh", "cosh"), ("tanh", "tanh"),
        ("arcsin", "asin"), ("arccos", "acos"), ("arctan", "atan"), ("deg2rad", "radians"), ("rad2deg", "degrees"),
    ];

    public static IEnumerable<CqlFunction> All =>
    [
        new("base64Decode", "field as charset") { Value = static a => Decoded(a, Encodings.FromBase64, MeasureFunctions.FromBase64) },
        new("parseHexString", "field as charset") { Value = static a => Decoded(a, null, MeasureFunctions.FromHex), As = "_parsehexstring" },
        Text("base64Encode", "field as charset", null, Encodings.ToBase64),
        Text("urlDecode", "field as", "_urldecode", Encodings.FromUrl),
        Text("urlEncode", "field as type", "_urlencode", Encodings.ToUrl),
        Digest("crypto:md5", "_md5", Encodings.Md5),
        Digest("crypto:sha1", "_sha1", Encodings.Sha1),
        Digest("crypto:sha256", "_sha256", Encodings.Sha256),
        new("eventSize", "- as") { Value = static a => TextPositionFunctions.Size.Call(Values.Text(a.Stream.Fields.Get("@rawstring"))) },
        Digest("crypto:sha512", "_sha512", Encodings.Sha512),
        new("math:pow", "field exponent as") { Value = static a => Binary(a, "field", "exponent", MathFunctions.Power), As = "_pow" },
        new("math:arctan2", "y x as") { Value = static a => Binary(a, "y", "x", MathFunctions.Atan2), As = "_arctan2" },
        .. _mathematics.Select(static n => new CqlFunction("math:" + n.Name, "field as") { Value = a => Apply(a, n.Function), As = "_" + n.Name }),
    ];

    static CqlFunction Text(string name, string parameters, string? target, Function function) => new(name, parameters)
    {
        As = target,
        Value = a => a.Field("field") is { } field ? function.Call(Values.Text(field)) : null,
    };

    // Bytes written as text, read in a character set.
    static Expression? Decoded(CallArguments arguments, Function? utf8, Function function)
    {
        if (arguments.Field("field") is not { } field)
        {
            return null;
        }

        var charset = arguments.Text("charset")?.ToUpperInvariant() ?? "UTF-8";
        if (charset is not ("UTF-8" or "UTF8" or "US-ASCII" or "ASCII" or "ISO-8859-1" or "UTF-16" or "UTF-16LE" or "UTF-16BE"))
        {
            arguments.Bad("charset", "UTF-8, UTF-16LE, UTF-16BE, ISO-8859-1 or US-ASCII");
            return null;
        }

        return utf8 is not null && charset is "UTF-8" or "UTF8" && utf8 is not null
            ? utf8.Call(Values.Text(field))
            : function.Call(Values.Text(field), Constant.Text(charset));
    }

    // A field, and a number that is written out or a field too.
    static Expression? Binary(CallArguments arguments, string first, string second, Function function)
    {
        if (arguments.Field(first) is not { } x || arguments.Required(second) is not { } written)
        {
            return null;
        }

        var y = Values.ParseNumber(written) is { } number ? Constant.Real(number) : Values.Number(arguments.Binder.Field(written, arguments.Span(second), arguments.Stream));
        return function.Call(Values.Number(x), y);
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
