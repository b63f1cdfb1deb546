// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Binding;
using Tapwatch.Languages.Cql.Syntax;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>Functions that choose between values or compute with them.</summary>
static class ValueFunctions
{
    public static IEnumerable<CqlFunction> All =>
    [
        new("coalesce", "expressions[] as ignoreEmpty") { Value = Coalesce },
        new("if", "condition then else as") { Value = If },
        new("eval", "*") { Step = Eval },
        new("default", "value field replaceEmpty") { Step = Default },
        new("setField", "target value") { Step = SetField },
        new("getField", "source as") { Value = GetField },
        new("round", "field how as") { Step = Round },
        new("math:floor", "field as") { Value = static a => Rounded(a, -1), As = "_floor" },
        new("math:ceil", "field as") { Value = static a => Rounded(a, 1), As = "_ceil" },
        new("math:abs", "field as") { Value = Absolute, As = "_abs" },
        new("math:mod", "field divisor as") { Value = Modulo, As = "_mod" },
    ];

    static Expression? Coalesce(CallArguments arguments)
    {
        if (arguments.Syntax("expressions") is not { } syntax)
        {
            arguments.Required("expressions");
            return null;
        }

        var items = syntax is ArraySyntax array ? array.Items : [syntax];
        var values = items.Select(i => arguments.Binder.Expression(i, arguments.Stream)).ToList();
        if (values.Count == 0)
        {
            return Constant.Null(ScalarType.String);
        }

        var first = arguments.Flag("ignoreEmpty", otherwise: true) ? ChoiceFunctions.FirstPresent : ChoiceFunctions.FirstKnown;
        return first.Call(Values.Same(values));
    }

    static Expression? If(CallArguments arguments)
    {
        if (arguments.Syntax("condition") is not { } condition || arguments.Syntax("then") is not { } then || arguments.Syntax("else") is not { } otherwise)
        {
            arguments.Required(!arguments.Has("condition") ? "condition" : !arguments.Has("then") ? "then" : "else");
            return null;
        }

        var test = Values.Condition(arguments.Binder.Expression(condition, arguments.Stream));
        var values = Values.Same(arguments.Binder.Expression(then, arguments.Stream), arguments.Binder.Expression(otherwise, arguments.Stream));
        return ChoiceFunctions.If.CallAs(values[0].Type, test, values[0], values[1]);
    }

    static void Eval(CallArguments arguments)
    {
        foreach (var argument in arguments.Others)
        {
            if (argument.Name is { } name)
            {
                arguments.Stream.Assign(name, arguments.Binder.Expression(argument.Value, arguments.Stream));
            }
            else
            {
                arguments.Binder.Diagnostics.Add(Plan.Diagnostics.Messages.CqlUnnamedArgument(argument.Span, "eval", ["field=expression"]));
            }
        }
    }

    static void Default(CallArguments arguments)
    {
        var value = arguments.Required("value");
        var fields = arguments.Names("field");
        if (value is null || fields is null)
        {
            return;
        }

        var first = arguments.Flag("replaceEmpty", otherwise: false) ? ChoiceFunctions.FirstPresent : ChoiceFunctions.FirstKnown;
        foreach (var (name, at) in fields)
        {
            var old = arguments.Binder.Field(name, at, arguments.Stream);
            arguments.Stream.Fields.Set(name, arguments.Stream.Compute(name, first.Call(Values.Text(old), Constant.Text(value))));
        }
    }

    static void SetField(CallArguments arguments)
    {
        if (arguments.Syntax("target") is not { } target || arguments.Syntax("value") is not { } syntax)
        {
            arguments.Required(arguments.Has("target") ? "value" : "target");
            return;
        }

        var stream = arguments.Stream;
        var value = arguments.Binder.Expression(syntax, stream);
        var name = arguments.Binder.Expression(target, stream);
        if (name is Constant { Value: string known })
        {
            stream.Assign(known, value);
            return;
        }

        // Each event has its own name for the field.
        var bag = ConvertFunctions.ToText.Call(DynamicFunctions.MakeObject.Call(Values.Text(name), Values.Text(value)));
        var both = LogicFunctions.And.Call(Values.Exists(name), Values.Exists(value));
        stream.Fields.Add(new FieldLayer(stream.Compute("$bag", ChoiceFunctions.If.Call(both, bag, Constant.Null(ScalarType.String)))));
    }

    // A quoted source is an expression whose value is the name.
    static Expression? GetField(CallArguments arguments)
    {
        if (arguments.Syntax("source") is TextExpression name)
        {
            return arguments.Binder.Field(name.Text, name.Span, arguments.Stream);
        }

        if (arguments.Syntax("source") is not { } source)
        {
            arguments.Required("source");
            return null;
        }

        var computed = arguments.Binder.Expression(source, arguments.Stream);
        return computed is Constant { Value: string known }
            ? arguments.Binder.Field(known, source.Span, arguments.Stream)
            : FieldBagFunctions.Member.Call(EventOutput.Everything(arguments.Stream.Fields), Values.Text(computed));
    }

    // Without `as` the field itself is rounded.
    static void Round(CallArguments arguments)
    {
        if (arguments.Text("field") is not { } name)
        {
            arguments.Required("field");
            return;
        }

        long? way = arguments.Text("how")?.ToUpperInvariant() switch
        {
            null or "ROUND" => 0,
            "CEIL" or "CEILING" => 1,
            "FLOOR" => -1,
            _ => null,
        };
        if (way is null)
        {
            arguments.Bad("how", "`round`, `ceil` or `floor`");
        }
        else if (Rounded(arguments, way.Value) is { } value)
        {
            arguments.Stream.Assign(arguments.Target(name), value);
        }
    }

    static Expression? Rounded(CallArguments arguments, long way) => arguments.Field("field") is { } field
        ? PlainTextFunctions.Round.Call(Values.Number(field), Constant.Long(way))
        : null;

    static Expression? Absolute(CallArguments arguments)
    {
        if (arguments.Field("field") is not { } field)
        {
            return null;
        }

        var number = Values.Number(field);
        return ChoiceFunctions.If.Call(CompareFunctions.Less.Call(number, Constant.Real(0)), NumberFunctions.Negate.Call(number), number);
    }

    static Expression? Modulo(CallArguments arguments) =>
        arguments.Field("field") is { } field && arguments.Required("divisor") is { } divisor && Values.ParseNumber(divisor) is { } number and not 0
            ? NumberFunctions.Modulo.Call(Values.Number(field), Constant.Real(number))
            : null;
}
