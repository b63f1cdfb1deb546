// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Functions;
using Tapwatch.Languages.Cql.Parsing;
using Tapwatch.Languages.Cql.Printing;
using Tapwatch.Languages.Cql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Cql.Binding;

/// <summary>Turns a tree into a plan, step by step over the fields of the event.</summary>
sealed partial class CqlBinder
{
    const int DeepestSavedQuery = 10;

    readonly BindContext _context;
    readonly Scope _scope;

    CqlBinder(BindContext context, Scope scope)
    {
        _context = context;
        _scope = scope;
    }

    public DiagnosticBag Diagnostics => _scope.Diagnostics;

    public static PlanNode? Bind(PipelineSyntax query, BindContext context, DiagnosticBag diagnostics)
    {
        var binder = new CqlBinder(context, new Scope(diagnostics, context.Parameters, new LookupTables(context.Catalog), 0));
        var stream = binder.Events();
        binder.Pipeline(query, stream);
        if (binder.UsualLimit is { } limit && !stream.IsOrdered)
        {
            // LogScale ends a query that does not aggregate with tail(200).
            var time = stream.Fields.Get("@timestamp");
            stream.Sort([new SortKey(time, Descending: true, NullsFirst: false)], limit);
            stream.Sort([new SortKey(time, Descending: false, NullsFirst: false)]);
        }

        return diagnostics.HasErrors ? null : EventOrigin.Resolve(EventOutput.Of(stream));
    }

    /// <summary>All events, for a query of its own.</summary>
    public EventStream Events()
    {
        var origin = new EventOrigin(_context.Catalog.Find("logscale", "events") ?? _noEvents);
        return new EventStream(origin.Node, new FieldSpace(origin));
    }

    /// <summary>How many events LogScale keeps where a query does not say; null: all, since a detection must not lose hits to it.</summary>
    public long? UsualLimit => _context.VendorLimits ? 200 : null;

    /// <summary>The files and tables a query may look rows up in.</summary>
    public LookupTables Tables => _scope.Tables;

    static readonly ViewTable _noEvents = new(
        "logscale", "events", "@timestamp", [new ViewColumn("@timestamp", ScalarType.DateTime), new ViewColumn("@rawstring", ScalarType.String)], [])
    { Open = true };

    /// <summary>The steps of a pipeline over a stream.</summary>
    public void Pipeline(PipelineSyntax pipeline, EventStream stream)
    {
        foreach (var step in pipeline.Steps)
        {
            Step(step, stream);
        }
    }

    void Step(StepSyntax step, EventStream stream)
    {
        switch (step)
        {
            case FilterStep filter:
                FilterStep(filter.Condition, stream);
                break;
            case CallStep call:
                string? alias = null;
                if (call.Alias is not null)
                {
                    alias = call.Alias.Name;
                    Diagnostics.Add(Messages.CqlAliasAfterCall(call.Span, alias, $"{alias} := {CqlPrinter.Print(ArrayForm(call.Call))}"));
                }

                CallStep(call.Call, stream, applied: null, alias);
                break;
            case AssignStep { Value: CallSyntax value } assign:
                CallStep(value, stream, applied: null, assign.Target.Name);
                break;
            case AssignStep assign:
                stream.Assign(assign.Target.Name, Expression(assign.Value, stream));
                break;
            case CaseStep @case:
                Case(@case, stream);
                break;
            case MatchStep match:
                Match(match, stream);
                break;
            case StatsStep stats:
                Aggregation.Group(this, stream, [], stats.Functions, stats.Span);
                break;
        }
    }

    /// <summary>Binds a call that stands as a step; <paramref name="applied"/> is the field before <c>=~</c>, <paramref name="target"/> the one before <c>:=</c>.</summary>
    public void CallStep(CallSyntax call, EventStream stream, FieldSyntax? applied, string? target, bool negated = false)
    {
        if (Resolve(call) is not { } function)
        {
            return;
        }

        var arguments = CallArguments.Read(this, stream, function, call, applied, target);
        if (arguments is null)
        {
            return;
        }

        if (function.Step is not null && !negated)
        {
            if (stream.IsClause && function.Whole)
            {
                Diagnostics.Add(Messages.UnsupportedConstruct(call.NameSpan, $"`{function.Name}` in a clause", "CQL"));
                return;
            }

            function.Step(arguments);
        }
        else if (function.Value is not null && !negated)
        {
            if (function.Value(arguments) is { } value)
            {
                stream.Assign(arguments.Target(function.As ?? "_" + function.Name), value);
            }
        }
        else if (function.Condition is not null && target is null)
        {
            if (function.Condition(arguments) is { } condition)
            {
                stream.Filter(negated ? Values.Not(condition) : condition);
            }
        }
        else if (function.Condition is not null && !negated)
        {
            if (function.Condition(arguments) is { } condition)
            {
                stream.Assign(target!, condition);
            }
        }
        else if (function.Aggregate is not null && !negated)
        {
            if (stream.IsClause)
            {
                Diagnostics.Add(Messages.UnsupportedConstruct(call.NameSpan, $"`{function.Name}` in a clause", "CQL"));
            }
            else if (function.Aggregate(arguments) is { } outputs)
            {
                Aggregation.Run(this, stream, [], outputs, call.Span);
            }
        }
        else
        {
            Diagnostics.Add(Messages.CqlNotACondition(call.Span, function.Name));
        }
    }

    /// <summary>The function a call names; null when there is none here, which is told.</summary>
    public CqlFunction? Resolve(CallSyntax call)
    {
        if (CqlFunctionTable.Find(call.Name) is { } function)
        {
            return function;
        }

        if (CqlFunctionNames.IsKnown(call.Name))
        {
            Diagnostics.Add(Messages.UnsupportedFunction(call.NameSpan, call.Name, "CQL"));
        }
        else
        {
            var help = ForeignVerbs.FunctionHelp(call.Name);
            var unknown = Messages.UnknownFunction(call.NameSpan, call.Name, help is null ? NearestName.Find(call.Name, CqlFunctionNames.All) : null);
            Diagnostics.Add(help is null ? unknown : unknown with { Help = help });
        }

        return null;
    }

    /// <summary>The value of a query parameter.</summary>
    public string Parameter(ParameterPattern parameter)
    {
        if (_scope.Parameters.TryGetValue(parameter.Name, out var value))
        {
            return value;
        }

        if (parameter.Default is null)
        {
            Diagnostics.Add(Messages.CqlParameterWithoutValue(parameter.Span, parameter.Name));
        }

        return parameter.Default ?? "*";
    }

    // `$name(argument=value)`: the steps of the saved query stand here.
    void Saved(string name, IReadOnlyList<ArgumentSyntax> arguments, SourceSpan at, EventStream stream)
    {
        // A query of a package (`scope/package:name`) also goes by its own name, when the package is given without its manifest.
        if (!_context.SavedQueries.TryGetValue(name, out var text) && !_context.SavedQueries.TryGetValue(name[(name.LastIndexOf(':') + 1)..], out text))
        {
            Diagnostics.Add(Messages.CqlUnknownSavedQuery(at, name, NearestName.Find(name, _context.SavedQueries.Keys)));
            stream.Refuse(Messages.CqlNeedsSavedQuery(name));
            stream.AddUnknown();
            return;
        }

        if (_scope.Depth >= DeepestSavedQuery)
        {
            Diagnostics.Add(Messages.TooDeep(at, DeepestSavedQuery));
            return;
        }

        var parameters = new Dictionary<string, string>(_scope.Parameters, StringComparer.Ordinal);
        foreach (var argument in arguments)
        {
            if (argument.Name is not null)
            {
                parameters[argument.Name] = TextOf(argument.Value) ?? "";
            }
        }

        var inner = new DiagnosticBag(new SourceText("$" + name, text));
        var tree = CqlParser.Parse(inner.Source, inner);
        new CqlBinder(_context, new Scope(inner, parameters, _scope.Tables, _scope.Depth + 1)).Pipeline(tree, stream);
        foreach (var message in inner.ToList())
        {
            Diagnostics.Add(message);
        }
    }

    // The form of a call with several unnamed arguments that LogScale takes.
    static PipelineSyntax ArrayForm(CallSyntax call)
    {
        var unnamed = call.Arguments.Where(static a => a.Name is null).ToList();
        var rewritten = unnamed.Count < 2 ? call : call with
        {
            Arguments =
            [
                new ArgumentSyntax(null, default, new ArraySyntax([.. unnamed.Select(static a => a.Value)], default), default),
                .. call.Arguments.Where(static a => a.Name is not null),
            ],
        };
        return new PipelineSyntax([new CallStep(rewritten, null, call.Span)], call.Span);
    }

    /// <summary>The call as LogScale takes it, as text.</summary>
    public static string ArrayFormText(CallSyntax call) => CqlPrinter.Print(ArrayForm(call));

    sealed record Scope(DiagnosticBag Diagnostics, IReadOnlyDictionary<string, string> Parameters, LookupTables Tables, int Depth);
}
