// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Binding;
using Tapwatch.Languages.Cql.Syntax;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>Functions that measure: units, entropy, distances, hashes; numbers in other bases and their bits.</summary>
static class MeasureValueFunctions
{
    const int Bits = 64;

    public static IEnumerable<CqlFunction> All =>
    [
        new("unit:convert", "field to from unit binary keepUnit as") { Step = ConvertUnit },
        new("shannonEntropy", "field as") { Value = static a => a.Field("field") is { } f ? MeasureFunctions.Entropy.Call(Values.Text(f)) : null, As = "_shannonentropy" },
        new("parseInt", "field as radix endian") { Step = ParseInt },
        new("subnet", "field bits as") { Value = Subnet },
        new("geohash", "lat lon precision as") { Value = Geohash },
        new("geography:distance", "lat1 lon1 lat2 lon2 as") { Value = Distance, As = "_distance" },
        new("communityId", "- sourceip sourceport destinationip destinationport proto icmptype icmpcode seed as") { Value = CommunityId, As = "_community_id" },
        new("hash", "field[] limit seed as") { Value = Hash },
        new("tokenHash", "field as") { Value = static a => TokenHash(a), As = "_tokenHash" },
        new("bitfield:extractFlags", "field output onlyTrue") { Step = Flags },
        new("bitfield:extractFlagsAsArray", "field flagNames asArray") { Step = static a => FlagNames(a, asText: false) },
        new("bitfield:extractFlagsAsString", "field flagNames separator as") { Step = static a => FlagNames(a, asText: true) },
    ];

    // Without `as` the field itself is converted.
    static void ConvertUnit(CallArguments arguments)
    {
        if (arguments.Text("field") is not { } name)
        {
            arguments.Required("field");
            return;
        }

        var field = Values.Text(arguments.Binder.Field(name, arguments.Span("field"), arguments.Stream));
        arguments.Stream.Assign(arguments.Target(name), MeasureFunctions.Convert.Call(
            field,
            Constant.Text(arguments.Text("from") ?? ""),
            Constant.Text(arguments.Text("to") ?? ""),
            Constant.Text(arguments.Text("unit") ?? ""),
            Constant.Bool(arguments.Flag("binary", otherwise: false)),
            Constant.Bool(arguments.Flag("keepUnit", otherwise: false))));
    }

    static void ParseInt(CallArguments arguments)
    {
        if (arguments.Text("field") is not { } name)
        {
            arguments.Required("field");
            return;
        }

        var radix = arguments.Limit("radix") ?? 16;
        var endian = arguments.Text("endian") ?? "big";
        if (radix is < 2 or > 36)
        {
            arguments.Bad("radix", "a number from 2 to 36");
        }
        else if (endian.ToUpperInvariant() is not ("BIG" or "LITTLE"))
        {
            arguments.Bad("endian", "`big` or `little`");
        }
        else
        {
            var field = Values.Text(arguments.Binder.Field(name, arguments.Span("field"), arguments.Stream));
            var little = Constant.Bool(endian.Equals("little", StringComparison.OrdinalIgnoreCase));
            arguments.Stream.Assign(arguments.Target(name), MeasureFunctions.ParseInt.Call(field, Constant.Long(radix), little));
        }
    }

    static Expression? Subnet(CallArguments arguments)
    {
        if (arguments.Field("field") is not { } field || arguments.Required("bits") is null || arguments.Limit("bits") is not { } bits)
        {
            return null;
        }

        return MeasureFunctions.Subnet.Call(Values.Text(field), Constant.Long(bits));
    }

    static Expression? Geohash(CallArguments arguments) =>
        arguments.Field("lat", "ip.lat") is { } latitude && arguments.Field("lon", "ip.lon") is { } longitude
            ? MeasureFunctions.Geohash.Call(Values.Number(latitude), Values.Number(longitude), Constant.Long(arguments.Limit("precision") ?? 12))
            : null;

    static Expression? Distance(CallArguments arguments) =>
        arguments.Field("lat1") is { } lat1 && arguments.Field("lon1") is { } lon1 && arguments.Field("lat2") is { } lat2 && arguments.Field("lon2") is { } lon2
            ? MeasureFunctions.Distance.Call(Values.Number(lat1), Values.Number(lon1), Values.Number(lat2), Values.Number(lon2))
            : null;

    static Expression? CommunityId(CallArguments arguments)
    {
        if (arguments.Field("proto") is not { } protocol || arguments.Field("sourceip") is not { } source || arguments.Field("destinationip") is not { } target)
        {
            return null;
        }

        // ICMP has a type and a code where others have ports.
        Expression Port(string port, string icmp)
        {
            Expression value = arguments.Has(port) && arguments.Field(port) is { } field ? Values.Text(field) : Constant.Null(ScalarType.String);
            return arguments.Has(icmp) && arguments.Field(icmp) is { } type ? Values.FirstKnown(Values.Text(type), value) : value;
        }

        return MeasureFunctions.CommunityId.Call(
            Values.Text(protocol),
            Values.Text(source),
            Values.Text(target),
            Port("sourceport", "icmptype"),
            Port("destinationport", "icmpcode"),
            Constant.Long(arguments.Limit("seed") ?? 0));
    }

    static Expression? Hash(CallArguments arguments)
    {
        if (arguments.Names("field") is not { } names)
        {
            return null;
        }

        arguments.Binder.Diagnostics.Add(Messages.CqlOtherHash(arguments.Call.NameSpan, arguments.Function.Name));
        var values = names.SelectMany(n => new Expression[] { Values.Text(arguments.Binder.Field(n.Name, n.At, arguments.Stream)), Constant.Text("\u0001") }).ToList();
        return MeasureFunctions.Number.Call(TextFunctions.Concat.Call(values), Constant.Long(arguments.Limit("limit") ?? 0), Constant.Text(arguments.Text("seed") ?? ""));
    }

    // Lines of one shape have one hash: what differs between them are mostly numbers and what stands in quotes.
    static Expression? TokenHash(CallArguments arguments)
    {
        if (arguments.Field("field") is not { } field)
        {
            return null;
        }

        arguments.Binder.Diagnostics.Add(Messages.CqlOtherHash(arguments.Call.NameSpan, arguments.Function.Name));
        var shape = MatchFunctions.ReplaceRegex.Call(Values.Text(field), Constant.Text("[a-zA-Z]*[0-9][a-zA-Z0-9]*"), Constant.Text("0"));
        return MathFunctions.Hex.Call(MeasureFunctions.Number.Call(shape, Constant.Long(0), Constant.Text("")), Constant.Long(8));
    }

    static List<(int Bit, string Name)>? Pairs(CallArguments arguments, string parameter)
    {
        var pairs = new List<(int, string)>();
        foreach (var item in arguments.Syntax(parameter) is ArraySyntax list ? list.Items : [])
        {
            if (item is not ArraySyntax { Items: [var bit, var name] } || arguments.Binder.TextOf(name) is not { } text
                || !int.TryParse(arguments.Binder.TextOf(bit), out var number) || number is < 0 or >= Bits)
            {
                arguments.Bad(parameter, "a list of pairs `[bit, name]`");
                return null;
            }

            pairs.Add((number, text));
        }

        if (pairs.Count == 0)
        {
            arguments.Required(parameter);
            return null;
        }

        return pairs;
    }

    // A number above 2^63 keeps its bits.
    static Expression Whole(CallArguments arguments, Expression field) =>
        arguments.Stream.Compute("$bits", ConvertFunctions.ToLong.Call(Values.Text(field)));

    static Expression IsSet(Expression number, int bit) =>
        CompareFunctions.Equal.Call(BitFunctions.And.Call(BitFunctions.ShiftRightUnsigned.Call(number, Constant.Long(bit)), Constant.Long(1)), Constant.Long(1));

    static void Flags(CallArguments arguments)
    {
        if (arguments.Field("field") is not { } field || Pairs(arguments, "output") is not { } pairs)
        {
            return;
        }

        var number = Whole(arguments, field);
        var onlyTrue = arguments.Flag("onlyTrue", otherwise: false);
        foreach (var (bit, name) in pairs)
        {
            var flag = IsSet(number, bit);
            arguments.Stream.Assign(name, onlyTrue ? ChoiceFunctions.If.Call(flag, Constant.Text("true"), Constant.Null(ScalarType.String)) : flag);
        }
    }

    static void FlagNames(CallArguments arguments, bool asText)
    {
        if (arguments.Field("field") is not { } field || Pairs(arguments, "flagNames") is not { } pairs)
        {
            return;
        }

        var number = Whole(arguments, field);
        var names = pairs.Select(p => ChoiceFunctions.If.Call(IsSet(number, p.Bit), Constant.Text(p.Name), Constant.Null(ScalarType.String))).ToList();
        var array = ChoiceFunctions.If.Call(
            Values.Exists(number), JsonArrayFunctions.Append.Call([Constant.Text("[]"), .. names]), Constant.Null(ScalarType.String));
        if (!asText)
        {
            ArrayFunctions.Set(arguments, ArrayFunctions.Bare(arguments.Text("asArray") ?? "_flags[]"), array);
            return;
        }

        var joined = PlainTextFunctions.Join.Call(ConvertFunctions.ToDynamic.Call(array), Constant.Text(arguments.Text("separator") ?? " "));
        arguments.Stream.Assign(arguments.Target("_flags"), joined);
    }
}
