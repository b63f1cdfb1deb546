// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Functions;
using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>Calls: of functions built in, of those the text defines, and of what only looks like a function.</summary>
sealed partial class KqlBinder
{
    internal void Report(Diagnostic diagnostic) => diagnostics.Add(diagnostic);

    object Call(CallExpression call)
    {
        var name = call.Function.Name;
        if (_scope.Find(name) is LambdaBinding lambda)
        {
            return Invoke(lambda, name, call.Arguments, call.Span);
        }

        if (_scope.Find(name) is PatternBinding pattern)
        {
            return Case(pattern, call, null);
        }

        switch (name)
        {
            case "materialize" or "view" when call.Arguments.Count == 1:
                return BindAny(call.Arguments[0].Value);
            case "toscalar" when call.Arguments.Count == 1:
                return ToScalar(call);
            case "table" when call.Arguments.Count >= 1:
                return TableFunction(call);
            case "column_ifexists" or "columnifexists" or "column_if_exists" when call.Arguments.Count == 2:
                return ColumnIfExists(call);
            case "_GetWatchlist" or "GetWatchlist" when _scope.Find(name) is null:
                return Watchlist(call);
            case "AssignedIPAddresses":
                return AssignedAddresses(call);
            case "ingestion_time" when call.Arguments.Count == 0:
                return IngestionTime(call);
            case var _ when _windowFunctions.ContainsKey(name):
                return Windowed(call);
            // hll_merge() and tdigest_merge() are both: of one value over rows, of several values of a row.
            case var _ when _aggregating is null && KqlAggregates.Names.Contains(name) && !KqlFunctions.All.ContainsKey(name):
                diagnostics.Add(Messages.MisplacedAggregate(call.Span, name));
                return _unknown;
            case var _ when _aggregating is not null && KqlAggregates.Names.Contains(name) && (call.Arguments.Count < 2 || !KqlFunctions.All.ContainsKey(name)):
                return Aggregated(call);
        }

        if (RowCall(call) is { } found)
        {
            return found;
        }

        if (!KqlFunctions.All.TryGetValue(name, out var function))
        {
            return UnknownCall(call);
        }

        return Apply(call, function);
    }

    Expression Apply(CallExpression call, KqlFunction function)
    {
        var name = call.Function.Name;
        if (call.Arguments.Count < function.Least || call.Arguments.Count > function.Most)
        {
            diagnostics.Add(Messages.ArgumentCount(call.Span, name, function.Expected, call.Arguments.Count));
            return _unknown;
        }

        // A type is looked at by the function itself.
        var arguments = call.Arguments.Select(a => a.Value is TypeofExpression ? Constant.Text("") : Scalar(a.Value)).ToArray();
        return arguments.Any(IsUnknown) ? _unknown : function.Lower(new KqlCall(this, call, arguments)) ?? _unknown;
    }

    object UnknownCall(CallExpression call)
    {
        var name = call.Function.Name;
        if (context.SavedQueries.TryGetValue(name, out var text))
        {
            return Saved(call, text);
        }

        if (KqlKnownNames.Functions.Contains(name))
        {
            diagnostics.Add(Messages.UnsupportedFunction(call.Function.Span, name, Language));
        }
        else if (name.StartsWith("_Im_", StringComparison.OrdinalIgnoreCase) || name.StartsWith("_ASim_", StringComparison.OrdinalIgnoreCase) || name.StartsWith("im", StringComparison.Ordinal) || name.StartsWith('_'))
        {
            diagnostics.Add(Messages.UnsupportedFunction(call.Function.Span, name, Language, "save it as a function of that name, or put the table in its place"));
        }
        else
        {
            diagnostics.Add(Messages.UnknownFunction(call.Function.Span, name, NearestName.Find(name, KqlFunctions.All.Keys.Concat(_scope.Names).Concat(KqlAggregates.Names))));
        }

        foreach (var argument in call.Arguments.Where(static a => a.Value is not StarExpression))
        {
            BindAny(argument.Value);
        }

        return _unknown;
    }

    // A saved function: its text is the body, the query parameters it declares are its own. What is wrong with it is said about its text.
    object Saved(CallExpression call, string text, BoundTable? first = null)
    {
        var source = new SourceText(call.Function.Name, text);
        var inner = new DiagnosticBag(source);
        var body = Parsing.KqlParser.Parse(inner);
        foreach (var diagnostic in inner.ToList())
        {
            diagnostics.Add(diagnostic);
        }

        if (inner.HasErrors)
        {
            return BoundTable.Unknown;
        }

        var declared = body.Statements.OfType<ParametersStatement>().SelectMany(static p => p.Parameters).ToArray();
        var lambda = new LambdaExpression(call.Span, IsView: false, declared, new KqlBody([.. body.Statements.Where(static s => s is not ParametersStatement)]));
        return Invoke(new LambdaBinding(lambda, new KqlScope(null)) { Source = source }, call.Function.Name, call.Arguments, call.Span, first);
    }

    T InSource<T>(SourceText? source, Func<T> bind)
    {
        if (source is null)
        {
            return bind();
        }

        var outer = diagnostics;
        diagnostics = new DiagnosticBag(source);
        try
        {
            return bind();
        }
        finally
        {
            foreach (var diagnostic in diagnostics.ToList())
            {
                outer.Add(diagnostic);
            }

            diagnostics = outer;
        }
    }

    object Method(MethodExpression method)
    {
        Unsupported(method.Span, "a reference to another database or workspace");
        return BoundTable.Unknown;
    }

    object? Nested(KqlBody body)
    {
        _scopeDepth++;
        _depth++;
        var outer = _scope;
        try
        {
            return TooDeep(default) ? _unknown : BindBody(body);
        }
        finally
        {
            _scope = outer;
            _depth--;
            _scopeDepth--;
        }
    }

    object Invoke(LambdaBinding lambda, string name, IReadOnlyList<NamedExpression> arguments, SourceSpan at, BoundTable? first = null)
    {
        var parameters = lambda.Lambda.Parameters;
        var scope = new KqlScope(lambda.Scope);
        var shift = first is null ? 0 : 1;
        if (arguments.Count + shift > parameters.Count || parameters.Skip(arguments.Count + shift).Any(p => p.Default is null && !arguments.Any(a => a.Name?.Name == p.Name)))
        {
            var least = parameters.Count(static p => p.Default is null);
            diagnostics.Add(Messages.ArgumentCount(at, name, least == parameters.Count ? $"{least} argument{(least == 1 ? "" : "s")}" : $"{least} to {parameters.Count} arguments", arguments.Count + shift));
            return _unknown;
        }

        foreach (var unknown in arguments.Select(static a => a.Name).OfType<NameExpression>().Where(n => !parameters.Any(p => p.Name == n.Name)))
        {
            diagnostics.Add(Messages.UnknownParameter(unknown.Span, name, unknown.Name, NearestName.Find(unknown.Name, parameters.Select(static p => p.Name))));
        }

        for (var i = 0; i < parameters.Count; i++)
        {
            var parameter = parameters[i];
            var argument = arguments.FirstOrDefault(a => a.Name?.Name == parameter.Name) ?? (i - shift >= 0 && i - shift < arguments.Count && arguments[i - shift].Names.Count == 0 ? arguments[i - shift] : null);
            if (i == 0 && first is not null)
            {
                if (parameter.Columns is not null)
                {
                    CheckColumns(first, parameter, at);
                }

                scope.Define(parameter.Name, new TableBinding(first));
            }
            else if (parameter.Columns is not null)
            {
                var table = argument is null ? BoundTable.Unknown : BindTable(argument.Value);
                CheckColumns(table, parameter, argument?.Span ?? at);
                scope.Define(parameter.Name, new TableBinding(table));
            }
            else
            {
                var value = argument is not null ? Scalar(argument.Value) : parameter.Default is not null ? Within(lambda.Scope, null, () => Scalar(parameter.Default)) : _unknown;
                var type = parameter.Type ?? value.Type;
                if (!IsUnknown(value) && value.Type != type && !(IsNumber(value.Type) && IsNumber(type)) && value.Type != ScalarType.Dynamic && type != ScalarType.Dynamic && value is not Constant { Value: null })
                {
                    diagnostics.Add(Messages.WrongType(argument?.Span ?? at, $"`{parameter.Name}`", type.KustoName(), value.Type.KustoName()));
                }

                scope.Define(parameter.Name, new ValueBinding(IsUnknown(value) ? value : To(value, type)));
            }
        }

        var result = Within(scope, null, () => InSource(lambda.Source, () => Nested(lambda.Lambda.Body))) ?? _unknown;
        return lambda.Lambda.IsView && result is BoundTable { Broken: false } view ? view with { Source = name } : result;
    }

    void CheckColumns(BoundTable table, LambdaParameter parameter, SourceSpan at)
    {
        foreach (var column in parameter.Columns!)
        {
            if (table.Broken)
            {
                continue;
            }

            if (table.Column(column.Name) is not { } given)
            {
                diagnostics.Add(Messages.UnknownColumn(at, table.Name ?? parameter.Name, column.Name, NearestName.Find(column.Name, table.Columns.Select(static c => c.Name))));
            }
            else if (column.Type is { } wanted && given.Type != wanted)
            {
                diagnostics.Add(Messages.WrongType(at, $"the column `{column.Name}` of `{parameter.Name}`", wanted.KustoName(), given.Type.KustoName()));
            }
        }
    }

    Expression ToScalar(CallExpression call)
    {
        var bound = BindAny(call.Arguments[0].Value);
        if (bound is Expression value)
        {
            return value;
        }

        var table = (BoundTable)bound;
        if (table.Broken || (table.Columns.Count == 0 && !NeedsColumns(table, call.Span, "`toscalar`")) || table.Columns.Count == 0)
        {
            return _unknown;
        }

        if (_host is null)
        {
            Unsupported(call.Span, "`toscalar` in this place");
            return _unknown;
        }

        return JoinScalar(table, table.Columns[0]);
    }

    BoundTable TableFunction(CallExpression call)
    {
        if (Scalar(call.Arguments[0].Value) is Constant { Value: string name })
        {
            return NamedTable(name, call.Span) ?? BoundTable.Unknown;
        }

        diagnostics.Add(Messages.NotConstant(call.Arguments[0].Span, "the name of a table"));
        return BoundTable.Unknown;
    }

    Expression ColumnIfExists(CallExpression call)
    {
        if (Scalar(call.Arguments[0].Value) is Constant { Value: string name } && _row?.Table.Column(name) is { } column)
        {
            return column.Reference();
        }

        // A standard column exists; one whose name only looks like one of a custom log may not.
        if (Scalar(call.Arguments[0].Value) is Constant { Value: string missing } && TypeOfSuffix(missing) is null && Want(missing))
        {
            return _unknown;
        }

        if (_row?.Table.Open is not null)
        {
            Unsupported(call.Span, $"`{call.Function.Name}` where only the data know the columns");
            return _unknown;
        }

        return Scalar(call.Arguments[1].Value);
    }

    // When a record came in is not recorded in it; when it happened is the nearest there is.
    Expression IngestionTime(CallExpression call)
    {
        if (_row?.Table.Columns.FirstOrDefault(_timeColumns.Contains) is { } time)
        {
            diagnostics.Add(Messages.IngestionTime(call.Span, time.Name));
            return time.Reference();
        }

        return Constant.Null(ScalarType.DateTime);
    }

    /// <summary>The values brought to one type, or null (said): what <c>iff</c>, <c>case</c> and <c>coalesce</c> need.</summary>
    internal Expression[]? Alike(Expression[] values, string name, SourceSpan at)
    {
        // Dynamic values give way to the type of the others, except in coalesce.
        var typed = values.Where(static v => v is not Constant { Value: null }).ToArray();
        var type = name == "coalesce" && typed.Any(static v => v.Type == ScalarType.Dynamic)
            ? ScalarType.Dynamic
            : (typed.FirstOrDefault(static v => v.Type != ScalarType.Dynamic) ?? typed.FirstOrDefault() ?? values[0]).Type;
        foreach (var value in typed)
        {
            if (value.Type == type || value.Type == ScalarType.Dynamic || type == ScalarType.Dynamic)
            {
                continue;
            }

            if (IsNumber(value.Type) && IsNumber(type))
            {
                type = Wider(value.Type, type);
            }
            else
            {
                diagnostics.Add(Messages.IncompatibleTypes(at, name, type.KustoName(), value.Type.KustoName()));
                return null;
            }
        }

        return [.. values.Select(v => NonNull(To(v, type)))];
    }

    /// <summary>The type a <c>typeof(…)</c> argument names, or null.</summary>
    internal static ScalarType? TypeArgument(KqlExpression syntax) => syntax is TypeofExpression { Columns: [var only] } ? only.Type : null;

    internal Expression Condition(KqlExpression syntax, Expression value)
    {
        if (value.Type is ScalarType.Bool)
        {
            return value;
        }

        if (_searching && value is Constant { Type: ScalarType.String, Value: string term })
        {
            return SearchTerm(term);
        }

        if (_searching && value is Constant { Value: not null } number && IsNumber(value.Type))
        {
            return SearchNumber(number);
        }

        if (IsUnknown(value))
        {
            return Constant.Null(ScalarType.Bool);
        }

        Mistyped(syntax.Span, "a condition", "a bool", value);
        return Constant.Null(ScalarType.Bool);
    }
}
