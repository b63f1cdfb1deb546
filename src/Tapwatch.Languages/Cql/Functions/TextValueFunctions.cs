// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Languages.Cql.Binding;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>Functions from text to text.</summary>
static class TextValueFunctions
{
    public static IEnumerable<CqlFunction> All =>
    [
        new("lower", "field as locale type") { Value = static a => Map(a, TextFunctions.Lower) },
        new("upper", "field as locale") { Value = static a => Map(a, TextFunctions.Upper) },
        new("lowercase", "field[] include locale") { Step = Lowercase, Whole = true },
        new("length", "field as") { Value = static a => Map(a, TextFunctions.Length) },
        new("text:length", "string as") { Value = static a => Of(a, "string", TextFunctions.Length), As = "_length" },
        new("text:trim", "string as") { Value = static a => Of(a, "string", TextFunctions.Trim), As = "_trim" },
        new("concat", "field[] as") { Value = Concat },
        new("text:substring", "string begin end as") { Value = Substring, As = "_substring" },
        new("text:positionOf", "string substring begin occurrence ignoreCase as") { Value = Position, As = "_positionOf" },
        new("text:editDistance", "target reference maxDistance as") { Value = Distance, As = "_distance" },
        new("stripAnsiCodes", "field as") { Step = StripCodes },
        new("format", "format field as timezone") { Value = Format },
        new("replace", "regex with field as flags replacement") { Step = Replace },
    ];

    static Expression? Map(CallArguments arguments, Function function) =>
        arguments.Field("field") is { } field ? function.Call(Values.Text(field)) : null;

    static Expression? Of(CallArguments arguments, string parameter, Function function) => arguments.Syntax(parameter) is { } value
        ? function.Call(Values.Text(arguments.Binder.Expression(value, arguments.Stream)))
        : null;

    static Expression? Concat(CallArguments arguments) => arguments.Names("field") is { } names
        ? TextFunctions.Concat.Call([.. names.Select(n => Values.Text(arguments.Binder.Field(n.Name, n.At, arguments.Stream)))])
        : null;

    static void Replace(CallArguments arguments)
    {
        var name = arguments.Text("field") ?? "@rawstring";
        if (arguments.Required("regex") is not { } body
            || CqlRegex.Compile(body, arguments.Text("flags") ?? "m", arguments.Span("regex"), arguments.Binder.Diagnostics) is not { } regex)
        {
            return;
        }

        var with = regex.Replacement(arguments.Text("with") ?? arguments.Text("replacement") ?? "");
        var field = Values.Text(arguments.Binder.Field(name, arguments.Span("field"), arguments.Stream));
        arguments.Stream.Assign(arguments.Target(name), MatchFunctions.ReplaceRegex.Call(field, Constant.Text(regex.Pattern), Constant.Text(with)));
    }

    // printf: %s and %d any value, %,d and %.2f numbers, %tF… times, %% the sign.
    static Expression? Format(CallArguments arguments)
    {
        if (arguments.Required("format") is not { } format)
        {
            return null;
        }

        if (!TimeValueFunctions.Zone(arguments, out var zone))
        {
            return null;
        }

        var values = arguments.Has("field") && arguments.Names("field") is { } names
            ? names.Select(n => arguments.Binder.Field(n.Name, n.At, arguments.Stream)).ToList()
            : [];
        var parts = new List<Expression>();
        var literal = new StringBuilder();
        var next = 0;
        for (var at = 0; at < format.Length; at++)
        {
            if (format[at] != '%' || at + 1 == format.Length)
            {
                literal.Append(format[at]);
                continue;
            }

            if (format[at + 1] == '%')
            {
                literal.Append('%');
                at++;
                continue;
            }

            var specifier = FormatSpecifier.Read(format, at + 1);
            if (specifier is null)
            {
                literal.Append('%');
                continue;
            }

            var number = specifier.Index ?? next++;
            var value = number < values.Count ? specifier.Apply(values[number], zone ?? Constant.Text("UTC")) : Constant.Text("");
            if (value is null)
            {
                arguments.Binder.Diagnostics.Add(Messages.UnsupportedConstruct(arguments.Span("format"), $"`%{format[(at + 1)..specifier.End]}` in a format", "CQL"));
                return null;
            }

            if (literal.Length > 0)
            {
                parts.Add(Constant.Text(literal.ToString()));
                literal.Clear();
            }

            parts.Add(value);
            at = specifier.End - 1;
        }

        if (literal.Length > 0 || parts.Count == 0)
        {
            parts.Add(Constant.Text(literal.ToString()));
        }

        return parts is [Constant only] ? only : TextFunctions.Concat.Call(parts);
    }

    // Case is that of no language; a locale with rules of its own is told.
    static void Lowercase(CallArguments arguments)
    {
        if (arguments.Names("field") is not { } names)
        {
            return;
        }

        var include = arguments.Text("include")?.ToUpperInvariant() ?? "VALUES";
        if (include is not ("VALUES" or "FIELDS" or "BOTH"))
        {
            arguments.Bad("include", "`values`, `fields` or `both`");
            return;
        }

        foreach (var (name, at) in names)
        {
            if (name == "*")
            {
                LowercaseAll(arguments, include);
                return;
            }

            var value = arguments.Binder.Field(name, at, arguments.Stream);
            if (include != "FIELDS")
            {
                value = TextFunctions.Lower.Call(Values.Text(value));
            }

            var target = include == "VALUES" ? name : name.ToLowerInvariant();
            arguments.Stream.Assign(target, value);
            if (target != name)
            {
                arguments.Stream.Fields.Remove(name);
            }
        }
    }

    // All fields: nothing else of the event is left.
    static void LowercaseAll(CallArguments arguments, string include)
    {
        var stream = arguments.Stream;
        var bag = FieldParserFunctions.Lowercase.Call(
            EventOutput.Everything(stream.Fields), Constant.Bool(include != "VALUES"), Constant.Bool(include != "FIELDS"));
        var fields = new FieldSpace(origin: null);
        fields.Set("@timestamp", stream.Fields.Get("@timestamp"));
        fields.Add(new FieldLayer(stream.Compute("$bag", FieldBagFunctions.Without.Call(bag, Constant.Text("@timestamp")))));
        stream.Fields = fields;
    }

    static Expression? Operand(CallArguments arguments, string parameter)
    {
        if (arguments.Syntax(parameter) is { } syntax)
        {
            return arguments.Binder.Expression(syntax, arguments.Stream);
        }

        arguments.Required(parameter);
        return null;
    }

    static Expression Whole(Expression value) => ConvertFunctions.ToLong.Call(Values.Number(value));

    // From one position up to another, from 0; without an end the rest.
    static Expression? Substring(CallArguments arguments)
    {
        if (Operand(arguments, "string") is not { } text)
        {
            return null;
        }

        var begin = arguments.Has("begin") ? Operand(arguments, "begin") is { } first ? Whole(first) : Constant.Long(0) : Constant.Long(0);
        Expression length = arguments.Has("end") && Operand(arguments, "end") is { } end ? NumberFunctions.Subtract.Call(Whole(end), begin) : Constant.Long(int.MaxValue);
        return TextFunctions.Substring.Call(Values.Text(text), begin, length);
    }

    static Expression? Position(CallArguments arguments)
    {
        if (Operand(arguments, "string") is not { } text || Operand(arguments, "substring") is not { } part)
        {
            return null;
        }

        var (whole, sought) = (Values.Text(text), Values.Text(part));
        if (arguments.Flag("ignoreCase", otherwise: false))
        {
            (whole, sought) = (TextFunctions.Lower.Call(whole), TextFunctions.Lower.Call(sought));
        }

        return TextPositionFunctions.IndexFrom.Call(
            whole, sought, Constant.Long(arguments.Limit("begin") ?? 0), Constant.Long(-1), Constant.Long(arguments.Limit("occurrence") ?? 1));
    }

    static Expression? Distance(CallArguments arguments)
    {
        if (Operand(arguments, "target") is not { } target || Operand(arguments, "reference") is not { } reference)
        {
            return null;
        }

        Expression distance = MeasureFunctions.EditDistance.Call(Values.Text(target), Values.Text(reference));
        return arguments.Limit("maxDistance") is { } most
            ? ChoiceFunctions.If.Call(CompareFunctions.Greater.Call(distance, Constant.Long(most)), Constant.Long(most), distance)
            : distance;
    }

    static void StripCodes(CallArguments arguments)
    {
        var name = arguments.Text("field") ?? "@rawstring";
        var field = Values.Text(arguments.Binder.Field(name, arguments.Span("field"), arguments.Stream));
        arguments.Stream.Assign(arguments.Target(name), MeasureFunctions.Strip.Call(field));
    }
}
