// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Binding;
using Tapwatch.Languages.Cql.Syntax;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>Functions that keep or drop events.</summary>
static class FilterFunctions
{
    public static IEnumerable<CqlFunction> All =>
    [
        new("in", "field values ignoreCase") { Condition = In },
        new("cidr", "field subnet negate file column") { Condition = Cidr },
        new("wildcard", "pattern field ignoreCase includeEverythingOnAsterisk") { Condition = Wildcard },
        new("test", "expression") { Condition = Test },
        new("text:contains", "string substring ignoreCase") { Condition = static a => Part(a, MatchFunctions.Contains, MatchFunctions.ContainsIgnoreCase) },
        new("text:startsWith", "string substring ignoreCase") { Condition = static a => Part(a, MatchFunctions.StartsWith, MatchFunctions.StartsWithIgnoreCase) },
        new("text:endsWith", "string substring ignoreCase") { Condition = static a => Part(a, MatchFunctions.EndsWith, MatchFunctions.EndsWithIgnoreCase) },
        new("regex", "regex field flags strict repeat limit") { Step = RegexStep, Condition = RegexCondition },
        new("dropEvent", "-") { Step = static a => a.Stream.Filter(Constant.Bool(false)) },
    ];

    static Expression? In(CallArguments arguments)
    {
        var field = arguments.Field("field");
        if (field is null || arguments.Syntax("values") is not { } syntax)
        {
            if (field is not null)
            {
                arguments.Required("values");
            }

            return null;
        }

        var ignoreCase = arguments.Flag("ignoreCase", otherwise: false);
        var conditions = new List<Expression>();
        var plain = new List<Expression>();
        foreach (var item in syntax is ArraySyntax array ? array.Items : [syntax])
        {
            if (arguments.Binder.TextOf(item) is not { } text)
            {
                arguments.Bad("values", "a list of texts");
                return null;
            }

            if (!text.Contains('*', StringComparison.Ordinal) && Values.ParseNumber(text) is null)
            {
                plain.Add(Constant.Text(text));
            }
            else
            {
                conditions.Add(Patterns.Whole(field, text, ignoreCase));
            }
        }

        if (plain.Count > 0)
        {
            var any = ignoreCase ? MatchFunctions.EqualAnyIgnoreCase : CompareFunctions.EqualAny;
            conditions.Insert(0, any.Call([Values.Text(field), .. plain]));
        }

        return conditions.Count switch
        {
            0 => Constant.Bool(false),
            1 => conditions[0],
            _ => LogicFunctions.Or.Call(conditions),
        };
    }

    static Expression? Cidr(CallArguments arguments)
    {
        if (arguments.Has("file") && !arguments.Stream.IsInline)
        {
            return arguments.Field("field") is { } address && LookupFunctions.InFile(arguments, address) is { } found
                ? arguments.Flag("negate", otherwise: false) ? Values.Not(found) : found
                : null;
        }

        var field = arguments.Field("field");
        var subnets = arguments.Names("subnet");
        if (field is null || subnets is null)
        {
            return null;
        }

        foreach (var (subnet, at) in subnets)
        {
            if (!System.Net.IPNetwork.TryParse(subnet, out _) && !System.Net.IPAddress.TryParse(subnet, out _))
            {
                arguments.Binder.Diagnostics.Add(Messages.BadLiteral(at, subnet, "CIDR range"));
                return null;
            }
        }

        Expression inside = NetworkFunctions.InRange.Call([Values.Text(field), .. subnets.Select(static s => Constant.Text(s.Name))]);
        return arguments.Flag("negate", otherwise: false) ? Values.Not(inside) : inside;
    }

    static Expression? Wildcard(CallArguments arguments)
    {
        if (arguments.Required("pattern") is not { } pattern)
        {
            return null;
        }

        if (pattern == "*" && arguments.Flag("includeEverythingOnAsterisk", otherwise: false))
        {
            return Constant.Bool(true);
        }

        var ignoreCase = arguments.Flag("ignoreCase", otherwise: false);
        if (arguments.Has("field"))
        {
            var conditions = arguments.Names("field")?.Select(n => Patterns.Whole(arguments.Binder.Field(n.Name, n.At, arguments.Stream), pattern, ignoreCase)).ToList();
            return conditions switch
            {
                null => null,
                [var only] => only,
                _ => LogicFunctions.Or.Call(conditions),
            };
        }

        return Patterns.Contains(Values.Text(arguments.Stream.Fields.Get("@rawstring")), pattern, ignoreCase);
    }

    static Expression? Test(CallArguments arguments)
    {
        if (arguments.Syntax("expression") is { } expression)
        {
            return Values.Condition(arguments.Binder.Expression(expression, arguments.Stream));
        }

        arguments.Required("expression");
        return null;
    }

    static Expression? Part(CallArguments arguments, Function function, Function ignoringCase)
    {
        if (arguments.Syntax("string") is not { } text || arguments.Syntax("substring") is not { } part)
        {
            arguments.Required(arguments.Has("string") ? "substring" : "string");
            return null;
        }

        return (arguments.Flag("ignoreCase", otherwise: false) ? ignoringCase : function).Call(
            Values.Text(arguments.Binder.Expression(text, arguments.Stream)),
            Values.Text(arguments.Binder.Expression(part, arguments.Stream)));
    }

    // In regex() the flag m is on unless flags are given (LogScale, regex function).
    // A parameter nobody gave a value reads as `*`.
    static CqlRegex? Compile(CallArguments arguments) => arguments.Required("regex") is { } body
        ? CqlRegex.Compile(body == "*" && arguments.Syntax("regex") is ParameterExpression ? ".*" : body, arguments.Text("flags") ?? (arguments.Syntax("regex") is RegexExpression literal ? literal.Pattern.Flags : "m"), arguments.Span("regex"), arguments.Binder.Diagnostics)
        : null;

    static void RegexStep(CallArguments arguments)
    {
        if (arguments.Field("field", "@rawstring") is not { } field || Compile(arguments) is not { } regex)
        {
            return;
        }

        if (arguments.Flag("repeat", otherwise: false))
        {
            Repeat(arguments, field, regex);
        }
        else
        {
            arguments.Binder.Extract(arguments.Stream, field, regex, arguments.Flag("strict", otherwise: true));
        }
    }

    // One event per match.
    static void Repeat(CallArguments arguments, Expression field, CqlRegex regex)
    {
        var stream = arguments.Stream;
        if (stream.IsInline)
        {
            arguments.Binder.Diagnostics.Add(Messages.UnsupportedParameter(arguments.Span("repeat"), "regex", "repeat", "CQL"));
            return;
        }

        var matches = stream.Compute("$matches", FieldParserFunctions.Matches.Call(Values.Text(field), Constant.Text(regex.Pattern)));
        if (arguments.Flag("strict", otherwise: true))
        {
            stream.Filter(Values.Exists(matches));
        }

        var (element, _) = ArrayRowFunctions.Expand(stream, matches, arguments.Limit("limit") ?? 100);
        var match = stream.Compute("$match", DynamicValueFunctions.Json.Call(element));
        foreach (var (name, number) in regex.Groups)
        {
            stream.Assign(name, JsonArrayFunctions.At.Call(match, Constant.Text(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"[{number}]"))));
        }
    }

    static Expression? RegexCondition(CallArguments arguments) => arguments.Field("field", "@rawstring") is { } field && Compile(arguments) is { } regex
        ? MatchFunctions.Regex.Call(Values.Text(field), Constant.Text(regex.Pattern))
        : null;
}
