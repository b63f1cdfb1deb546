// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Binding;
using Tapwatch.Languages.Cql.Syntax;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>The arguments of one call by parameter, checked for names and number.</summary>
sealed class CallArguments
{
    readonly Dictionary<string, ExpressionSyntax> _values = new(StringComparer.OrdinalIgnoreCase);
    readonly string? _target;

    CallArguments(CqlBinder binder, EventStream stream, CqlFunction function, CallSyntax call, string? target)
    {
        Binder = binder;
        Stream = stream;
        Function = function;
        Call = call;
        _target = target;
    }

    public CqlBinder Binder { get; }

    public EventStream Stream { get; }

    public CqlFunction Function { get; }

    public CallSyntax Call { get; }

    /// <summary>Named arguments that are no parameters, for functions that take any (<c>eval</c>).</summary>
    public IReadOnlyList<ArgumentSyntax> Others { get; private set; } = [];

    /// <summary>Reads the arguments of a call; null when they are wrong, which is told.</summary>
    public static CallArguments? Read(CqlBinder binder, EventStream stream, CqlFunction function, CallSyntax call, FieldSyntax? applied, string? target)
    {
        if (function.LooksUp && stream.IsInline)
        {
            binder.Diagnostics.Add(Messages.UnsupportedConstruct(call.NameSpan, $"`{function.Name}` over the elements of an array", "CQL"));
            return null;
        }

        var arguments = new CallArguments(binder, stream, function, call, target);
        return arguments.Fill(applied) ? arguments : null;
    }

    bool Fill(FieldSyntax? applied)
    {
        if (applied is not null)
        {
            var parameter = Function.ParameterNames.FirstOrDefault(static p => p is "field" or "array" or "string" or "fields") ?? Function.First ?? "field";
            _values[parameter] = applied.Quoted ? new TextExpression(applied.Name, applied.Span) : new WordExpression(applied.Name, applied.Span);
        }

        var fine = true;
        var others = new List<ArgumentSyntax>();
        var open = Function.Parameters == "*";
        foreach (var argument in Call.Arguments.Where(static a => a.Name is not null))
        {
            var name = Function.ParameterNames.FirstOrDefault(p => p.Equals(argument.Name, StringComparison.OrdinalIgnoreCase));
            if (open)
            {
                others.Add(argument);
            }
            else if (name is null)
            {
                Binder.Diagnostics.Add(UnknownParameter(argument));
                fine = false;
            }
            else if (Function.IsUnsupported(name))
            {
                Binder.Diagnostics.Add(Messages.UnsupportedParameter(argument.NameSpan, Function.Name, name, "CQL"));
                fine = false;
            }
            else
            {
                _values[name] = argument.Value;
            }
        }

        Others = others;
        return Unnamed() && fine;
    }

    // LogScale takes one unnamed argument; users write more.
    bool Unnamed()
    {
        var unnamed = Call.Arguments.Where(static a => a.Name is null).Select(static a => a.Value).ToList();
        if (unnamed.Count == 0)
        {
            return true;
        }

        var span = unnamed[0].Span.Through(unnamed[^1].Span);
        if (Function.First is not { } first)
        {
            if (Function.Parameters == "*")
            {
                Others = [.. Others, .. Call.Arguments.Where(static a => a.Name is null)];
                return true;
            }

            Binder.Diagnostics.Add(Messages.CqlUnnamedArgument(span, Function.Name, Function.ParameterNames));
            return false;
        }

        if (_values.ContainsKey(first))
        {
            // `field =~ in(["a"])`: the field stands before the sign, so the unnamed argument is the next parameter.
            var next = Function.ParameterNames.FirstOrDefault(p => !_values.ContainsKey(p) && !Function.IsUnsupported(p));
            if (unnamed.Count > 1 || next is null)
            {
                Binder.Diagnostics.Add(Messages.CqlUnnamedArgument(span, Function.Name, Function.ParameterNames));
                return false;
            }

            _values[next] = unnamed[0];
            return true;
        }

        if (unnamed is [_, CallSyntax { Arguments: [{ Name: null, Value: var measured }] } measure] && Function.Name == "top" && measure.Name is "sum" or "max")
        {
            Binder.Diagnostics.Add(Messages.CqlManyUnnamed(span, Function.Name, $"top(…, {measure.Name}=…)"));
            _values[measure.Name] = measured;
            unnamed.RemoveAt(1);
        }

        if (unnamed.Count == 1)
        {
            _values[first] = unnamed[0];
            return true;
        }

        if (!Function.FirstIsList)
        {
            Binder.Diagnostics.Add(Messages.CqlUnnamedArgument(span, Function.Name, Function.ParameterNames));
            return false;
        }

        // The queries of correlate() stand one after the other.
        if (unnamed.TrueForAll(static u => u is NamedSubqueryExpression))
        {
            _values[first] = new ArraySyntax(unnamed, span);
            return true;
        }

        Binder.Diagnostics.Add(Messages.CqlManyUnnamed(span, Function.Name, CqlBinder.ArrayFormText(Call)));
        var function = Function.ParameterNames.Contains("function") && !_values.ContainsKey("function")
            ? unnamed.FindIndex(static u => u is CallSyntax or ArraySyntax { Items: [CallSyntax, ..] or [AssignExpression, ..] })
            : -1;
        if (function > 0)
        {
            _values["function"] = unnamed[function];
            unnamed.RemoveAt(function);
        }

        _values[first] = unnamed.Count == 1 ? unnamed[0] : new ArraySyntax(unnamed, span);
        return true;
    }

    Diagnostic UnknownParameter(ArgumentSyntax argument)
    {
        var unknown = Messages.UnknownParameter(argument.NameSpan, Function.Name, argument.Name!, NearestName.Find(argument.Name!, Function.ParameterNames));
        return Function.Name is "test" or "if" ? unknown with { Help = "compare with `==`: `=` names a parameter" } : unknown;
    }

    public bool Has(string parameter) => _values.ContainsKey(parameter);

    public ExpressionSyntax? Syntax(string parameter) => _values.GetValueOrDefault(parameter);

    public SourceSpan Span(string parameter) => Syntax(parameter)?.Span ?? Call.Span;

    /// <summary>The field the result goes to.</summary>
    public string Target(string otherwise) => _target ?? Text("as") ?? otherwise;

    /// <summary>Whether a place for the result is named.</summary>
    public bool HasTarget => _target is not null || Has("as");

    /// <summary>An argument as text, or null.</summary>
    public string? Text(string parameter)
    {
        if (Syntax(parameter) is not { } syntax)
        {
            return null;
        }

        if (Binder.TextOf(syntax) is { } text)
        {
            return text;
        }

        Bad(parameter, "a word or a string");
        return null;
    }

    /// <summary>An argument as text that must be there.</summary>
    public string? Required(string parameter)
    {
        if (Has(parameter))
        {
            return Text(parameter);
        }

        Binder.Diagnostics.Add(Messages.CqlMissingArgument(Call.NameSpan, Function.Name, parameter));
        return null;
    }

    /// <summary>The value of the field an argument names.</summary>
    public Expression? Field(string parameter, string? otherwise = null)
    {
        var name = Has(parameter) || otherwise is null ? Required(parameter) : otherwise;
        return name is null ? null : Binder.Field(name, Span(parameter), Stream);
    }

    /// <summary>The names an argument lists; one name is a list too.</summary>
    public IReadOnlyList<(string Name, SourceSpan At)>? Names(string parameter)
    {
        if (Syntax(parameter) is not { } syntax)
        {
            Binder.Diagnostics.Add(Messages.CqlMissingArgument(Call.NameSpan, Function.Name, parameter));
            return null;
        }

        while (syntax is GroupExpression group)
        {
            syntax = group.Inner;
        }

        var names = new List<(string, SourceSpan)>();
        foreach (var item in syntax is ArraySyntax array ? array.Items : [syntax])
        {
            if (Binder.TextOf(item) is not { } name)
            {
                Bad(parameter, "a list of field names");
                return null;
            }

            names.Add((name, item.Span));
        }

        return names;
    }

    /// <summary>An argument that is <c>true</c> or <c>false</c>.</summary>
    public bool Flag(string parameter, bool otherwise)
    {
        switch (Text(parameter)?.ToUpperInvariant())
        {
            case null:
                return otherwise;
            case "TRUE":
                return true;
            case "FALSE":
                return false;
            default:
                Bad(parameter, "`true` or `false`");
                return otherwise;
        }
    }

    /// <summary>A limit: null for none given, and for <c>max</c>, since the product's own limits are not applied.</summary>
    public long? Limit(string parameter, long? otherwise = null)
    {
        var text = Text(parameter);
        if (text is null)
        {
            return otherwise;
        }

        if (text.Equals("max", StringComparison.OrdinalIgnoreCase) || text == "*")
        {
            return null;
        }

        if (Values.ParseNumber(text) is { } number and >= 0)
        {
            return (long)number;
        }

        Bad(parameter, "a number or `max`");
        return otherwise;
    }

    public void Bad(string parameter, string expected) =>
        Binder.Diagnostics.Add(Messages.CqlBadArgument(Span(parameter), Function.Name, parameter, expected));
}
