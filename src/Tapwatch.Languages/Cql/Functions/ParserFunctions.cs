// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Binding;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>Functions that find fields in text.</summary>
static class ParserFunctions
{
    public static IEnumerable<CqlFunction> All =>
    [
        new("parseJson", "field prefix handleNull excludeEmpty !exclude !include !removePrefixes") { Step = Json },
        new("kvParse", "field separator as override excludeEmpty !separatorPadding") { Step = Pairs },
        new("splitString", "field by as index") { Step = Split },
    ];

    static void Json(CallArguments arguments)
    {
        if (arguments.Field("field", "@rawstring") is { } field)
        {
            var nulls = (arguments.Text("handleNull") ?? "keep").Equals("keep", StringComparison.OrdinalIgnoreCase);
            Lay(arguments, FieldBagFunctions.OfJson.Call(Values.Text(field), Constant.Text(arguments.Text("prefix") ?? ""), Constant.Bool(nulls)));
        }
    }

    // A field that is there already wins unless override says otherwise (LogScale, kvParse).
    static void Pairs(CallArguments arguments)
    {
        if (arguments.Field("field", "@rawstring") is not { } field)
        {
            return;
        }

        var prefix = arguments.Text("as") is { } name ? name + "." : "";
        Lay(arguments, FieldBagFunctions.OfPairs.Call(Values.Text(field), Constant.Text(arguments.Text("separator") ?? "="), Constant.Text(prefix)), arguments.Flag("override", otherwise: false));
    }

    static void Split(CallArguments arguments)
    {
        if (arguments.Field("field", "@rawstring") is not { } field || arguments.Required("by") is not { } body
            || CqlRegex.Compile(body, "m", arguments.Span("by"), arguments.Binder.Diagnostics) is not { } regex)
        {
            return;
        }

        var name = arguments.Target("_splitstring");
        var text = Values.Text(field);
        if (arguments.Text("index") is not { } index)
        {
            Lay(arguments, FieldBagFunctions.OfParts.Call(text, Constant.Text(regex.Pattern), Constant.Text(name)));
        }
        else if (long.TryParse(index, out var number))
        {
            arguments.Stream.Assign(name, PlainTextFunctions.SplitPart.Call(text, Constant.Text(regex.Pattern), Constant.Long(number)));
        }
        else
        {
            arguments.Bad("index", "a whole number");
        }
    }

    static void Lay(CallArguments arguments, Expression bag, bool overrides = true) =>
        arguments.Stream.Fields.Add(new FieldLayer(arguments.Stream.Compute("$bag", bag), overrides));
}
