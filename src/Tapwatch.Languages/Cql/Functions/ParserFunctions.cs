// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Languages.Cql.Binding;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>Functions that find fields in text.</summary>
static class ParserFunctions
{
    public static IEnumerable<CqlFunction> All =>
    [
        new("parseJson", "field prefix handleNull excludeEmpty exclude include removePrefixes") { Step = Json },
        new("kvParse", "field[] separator as override excludeEmpty separatorPadding onDuplicate") { Step = Pairs },
        new("splitString", "field by as index") { Step = SplitStep, Value = SplitValue, As = "_splitstring" },
        new("parseCsv", "field columns delimiter excludeEmpty trim") { Step = Csv },
        new("parseFixedWidth", "field columns widths trim") { Step = Widths },
        new("parseXml", "field prefix strict") { Step = Xml },
        new("parseCEF", "field headerprefix prefix labelprefix keeplabels") { Step = Cef },
        new("parseLEEF", "field headerprefix prefix labelprefix keeplabels delimiter parsetime timezone") { Step = Leef },
        new("parseUrl", "field as") { Step = Url },
        new("parseUri", "field prefix defaultBase") { Step = Uri },
    ];

    /// <summary>The texts of a list as a JSON array.</summary>
    static Constant List(IEnumerable<string> texts)
    {
        var json = new StringBuilder("[");
        foreach (var text in texts)
        {
            json.Append(json.Length > 1 ? "," : "").Append('"').Append(text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
        }

        return Constant.Text(json.Append(']').ToString());
    }

    static IEnumerable<string> Texts(CallArguments arguments, string parameter, string prefix = "") =>
        arguments.Has(parameter) ? (arguments.Names(parameter) ?? []).Select(n => prefix + n.Name) : [];

    static void Json(CallArguments arguments)
    {
        if (arguments.Field("field", "@rawstring") is not { } field)
        {
            return;
        }

        var nulls = (arguments.Text("handleNull") ?? "keep").ToLowerInvariant();
        if (nulls is not ("keep" or "discard" or "empty"))
        {
            arguments.Bad("handleNull", "`keep`, `discard` or `empty`");
            return;
        }

        var prefix = arguments.Text("prefix") ?? "";
        Expression bag = FieldBagFunctions.OfJson.Call(Values.Text(field), Constant.Text(prefix), Constant.Text(nulls));
        var noEmpty = arguments.Flag("excludeEmpty", otherwise: false);
        if (noEmpty || arguments.Has("exclude") || arguments.Has("removePrefixes"))
        {
            bag = FieldParserFunctions.Refine.Call(
                bag, List(Texts(arguments, "exclude", prefix)), List(Texts(arguments, "include", prefix)), List(Texts(arguments, "removePrefixes")), Constant.Bool(noEmpty));
        }

        Lay(arguments, bag);
    }

    // A field that is there already wins unless override says otherwise (LogScale, kvParse).
    static void Pairs(CallArguments arguments)
    {
        var padding = (arguments.Text("separatorPadding") ?? "unknown").ToLowerInvariant();
        var duplicate = (arguments.Text("onDuplicate") ?? "keepLast").ToUpperInvariant();
        if (padding is not ("no" or "unknown" or "yes" or "with"))
        {
            arguments.Bad("separatorPadding", "`no`, `unknown` or `yes`");
            return;
        }

        if (duplicate is not ("KEEPFIRST" or "KEEPLAST"))
        {
            arguments.Bad("onDuplicate", "`keepFirst` or `keepLast`");
            return;
        }

        var prefix = arguments.Text("as") is { } name ? name + "." : "";
        foreach (var (field, at) in arguments.Has("field") ? arguments.Names("field") ?? [] : [("@rawstring", arguments.Call.Span)])
        {
            var bag = FieldBagFunctions.OfPairs.Call(
                Values.Text(arguments.Binder.Field(field, at, arguments.Stream)),
                Constant.Text(arguments.Text("separator") ?? "="),
                Constant.Text(prefix),
                Constant.Text(padding),
                Constant.Bool(arguments.Flag("excludeEmpty", otherwise: false)),
                Constant.Bool(duplicate == "KEEPFIRST"));
            Lay(arguments, bag, arguments.Flag("override", otherwise: false));
        }
    }

    static (Expression Text, CqlRegex Regex)? SplitOf(CallArguments arguments) =>
        arguments.Field("field", "@rawstring") is { } field && arguments.Required("by") is { } body
        && CqlRegex.Compile(body, "m", arguments.Span("by"), arguments.Binder.Diagnostics) is { } regex
            ? (Values.Text(field), regex)
            : null;

    static void SplitStep(CallArguments arguments)
    {
        if (arguments.Has("index"))
        {
            if (SplitValue(arguments) is { } part)
            {
                arguments.Stream.Assign(arguments.Target("_splitstring"), part);
            }
        }
        else if (SplitOf(arguments) is var (text, regex))
        {
            Lay(arguments, FieldBagFunctions.OfParts.Call(text, Constant.Text(regex.Pattern), Constant.Text(ArrayFunctions.Bare(arguments.Target("_splitstring")))));
        }
    }

    static Expression? SplitValue(CallArguments arguments)
    {
        if (SplitOf(arguments) is not var (text, regex) || arguments.Required("index") is not { } index)
        {
            return null;
        }

        if (long.TryParse(index, out var number))
        {
            return PlainTextFunctions.SplitPart.Call(text, Constant.Text(regex.Pattern), Constant.Long(number));
        }

        arguments.Bad("index", "a whole number");
        return null;
    }

    static void Csv(CallArguments arguments)
    {
        if (arguments.Field("field", "@rawstring") is not { } field || arguments.Names("columns") is not { } columns)
        {
            return;
        }

        Expression bag = FieldParserFunctions.OfCsv.Call(
            Values.Text(field), Constant.Text(arguments.Text("delimiter") ?? ","), List(columns.Select(static c => c.Name)), Constant.Bool(arguments.Flag("trim", otherwise: false)));
        Lay(arguments, arguments.Flag("excludeEmpty", otherwise: false)
            ? FieldParserFunctions.Refine.Call(bag, List([]), List([]), List([]), Constant.Bool(true))
            : bag);
    }

    static void Widths(CallArguments arguments)
    {
        if (arguments.Field("field", "@rawstring") is { } field && arguments.Names("columns") is { } columns && arguments.Names("widths") is { } widths)
        {
            Lay(arguments, FieldParserFunctions.OfWidths.Call(
                Values.Text(field), List(widths.Select(static w => w.Name)), List(columns.Select(static c => c.Name)), Constant.Bool(arguments.Flag("trim", otherwise: true))));
        }
    }

    // With strict, events whose field is no XML are dropped.
    static void Xml(CallArguments arguments)
    {
        if (arguments.Field("field", "@rawstring") is { } field)
        {
            var bag = arguments.Stream.Compute("$bag", FieldParserFunctions.OfXml.Call(Values.Text(field), Constant.Text(arguments.Text("prefix") ?? "")));
            if (arguments.Flag("strict", otherwise: false))
            {
                arguments.Stream.Filter(Values.Exists(bag));
            }

            Lay(arguments, bag);
        }
    }

    static void Cef(CallArguments arguments)
    {
        if (arguments.Field("field", "@rawstring") is { } field)
        {
            Lay(arguments, FieldParserFunctions.OfCef.Call(
                Values.Text(field),
                Constant.Text(arguments.Text("headerprefix") ?? "cef."),
                Constant.Text(arguments.Text("prefix") ?? "cef.ext."),
                Constant.Text(arguments.Text("labelprefix") ?? "cef.label."),
                Constant.Bool(arguments.Flag("keeplabels", otherwise: false))));
        }
    }

    // The time of the device becomes that of the event.
    static void Leef(CallArguments arguments)
    {
        if (arguments.Field("field", "@rawstring") is not { } field)
        {
            return;
        }

        var prefix = arguments.Text("prefix") ?? "leef.ext.";
        var bag = arguments.Stream.Compute("$bag", FieldParserFunctions.OfLeef.Call(
            Values.Text(field),
            Constant.Text(arguments.Text("headerprefix") ?? "leef."),
            Constant.Text(prefix),
            Constant.Text(arguments.Text("labelprefix") ?? "leef.label."),
            Constant.Text(arguments.Text("delimiter") ?? "")));
        Lay(arguments, bag);
        if (arguments.Flag("parsetime", otherwise: true))
        {
            var time = FieldBagFunctions.Member.Call(bag, Constant.Text(prefix + "devTime"));
            arguments.Stream.Assign("@timestamp", TimeFunctions.Find.Call(time, Constant.Text(arguments.Text("timezone") ?? "Z"), TimeFunctions.Now.Call()));
        }
    }

    static void Url(CallArguments arguments)
    {
        var name = arguments.Text("field") ?? "url";
        Locate(arguments, name, arguments.Target(name), "");
    }

    static void Uri(CallArguments arguments)
    {
        if (arguments.Required("field") is { } name)
        {
            Locate(arguments, name, arguments.Text("prefix") ?? name, arguments.Text("defaultBase") ?? "");
        }
    }

    static void Locate(CallArguments arguments, string name, string prefix, string before)
    {
        var field = Values.Text(arguments.Binder.Field(name, arguments.Span("field"), arguments.Stream));
        Lay(arguments, FieldParserFunctions.OfUri.Call(field, Constant.Text(prefix + "."), Constant.Text(before)));
    }

    static void Lay(CallArguments arguments, Expression bag, bool overrides = true) =>
        arguments.Stream.Fields.Add(new FieldLayer(arguments.Stream.Compute("$bag", bag), overrides));
}
