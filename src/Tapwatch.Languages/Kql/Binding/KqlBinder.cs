// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>
/// Gives every name its meaning and every value its type, and lowers to the plan in the same walk. Kusto's rules for null, case and types are
/// expressed by the plan functions chosen here; the engine knows nothing of KQL.
/// </summary>
/// <remarks>
/// Strings are never null in Kusto: a field a record lacks is the empty string. Columns that come from records are null there, so a null string is
/// made empty where the difference shows, and left alone where it does not, to keep conditions near the scan.
/// </remarks>
sealed partial class KqlBinder(DiagnosticBag diagnostics, BindContext context, WantedColumns wanted)
{
    const string Language = "KQL";
    const int DeepestNesting = 200;
    const int MostSteps = 200_000;
    const int DeepestPlan = 1_000;

    // What stands for a value that could not be bound; takes part in everything without further complaint.
    static readonly Constant _unknown = new(ScalarType.Dynamic, null);

    readonly HashSet<PlanColumn> _mayBeNull = [];
    readonly HashSet<PlanColumn> _timeColumns = [];
    KqlScope _scope = new(null);
    RowContext? _row;

    // Where sub-queries are joined: the rows of the operator being bound, also while a let used in it is bound, which cannot see their columns.
    RowContext? _host;
    int _depth;
    int _steps;

    /// <summary>How far back the text looks by itself.</summary>
    public TimeSpan? LookBack { get; private set; }

    /// <summary>The plan of the statements; null when they give no rows.</summary>
    public PlanNode? Bind(KqlBody body)
    {
        var result = BindBody(body);
        if (result is null)
        {
            if (!diagnostics.HasErrors)
            {
                diagnostics.Add(Messages.EmptyQuery(new SourceSpan(diagnostics.Source.Text.Length, 0)));
            }

            return null;
        }

        return result is BoundTable table ? Result(table) : null;
    }

    // The value of the last query statement: a BoundTable or an Expression.
    object? BindBody(KqlBody body)
    {
        object? result = null;
        foreach (var twice in body.Statements.OfType<LetStatement>().GroupBy(static l => l.Name.Name, StringComparer.Ordinal).SelectMany(static g => g.Skip(1)).Where(static l => l.Name.Name.Length > 0))
        {
            diagnostics.Add(Messages.DefinedTwice(twice.Name.Span, twice.Name.Name));
        }

        for (var i = 0; i < body.Statements.Count; i++)
        {
            switch (body.Statements[i])
            {
                case LetStatement let:
                    Define(let);
                    break;
                case QueryStatement query when body.Statements.Skip(i + 1).Any(static s => s is QueryStatement):
                    diagnostics.Add(Messages.SeveralQueries(query.Span));
                    BindAny(query.Value);
                    break;
                case QueryStatement query:
                    result = BindAny(query.Value) ?? _unknown;
                    if (result is Expression value && _scopeDepth == 0)
                    {
                        if (!ReferenceEquals(value, _unknown))
                        {
                            diagnostics.Add(Messages.NotTabular(query.Span));
                        }

                        result = BoundTable.Unknown;
                    }

                    break;
                case SetStatement set:
                    if (set.Value is not null)
                    {
                        _options[set.Name] = set.Value;
                    }

                    break;
                case ParametersStatement parameters:
                    DefineParameters(parameters);
                    break;
                case PatternStatement pattern:
                    _scope.Define(pattern.Name.Name, new PatternBinding(pattern, _scope));
                    break;
                case RawStatement raw:
                    diagnostics.Add(Messages.UnsupportedConstruct(raw.Span, $"the statement `{raw.Keyword}`", Language));
                    break;
            }
        }

        return result;
    }

    int _scopeDepth;

    void Define(LetStatement let)
    {
        if (let.Value is LambdaExpression lambda)
        {
            _scope.Define(let.Name.Name, new LambdaBinding(lambda, _scope));
        }
        else if (IsMaterialize(let.Value) is { } inner)
        {
            // materialize() is what makes a let run once.
            var bound = BindTable(inner);
            _scope.Define(let.Name.Name, new TableBinding(bound with { Name = let.Name.Name }));
        }
        else
        {
            // A new scope, so that `let x = x` sees what x was.
            var seen = _scope;
            _scope = new KqlScope(seen);
            _scope.Define(let.Name.Name, new LazyBinding(let.Value, seen));
        }
    }

    static KqlExpression? IsMaterialize(KqlExpression value) => value switch
    {
        CallExpression { Function.Name: "materialize" or "view", Arguments: [var only] } => only.Value,
        BracketExpression bracket => IsMaterialize(bracket.Inner),
        _ => null,
    };

    void DefineParameters(ParametersStatement statement)
    {
        foreach (var parameter in statement.Parameters.Where(static p => p.Type is not null))
        {
            Expression? value = null;
            if (context.Parameters.TryGetValue(parameter.Name, out var text))
            {
                value = To(Constant.Text(text), parameter.Type!.Value);
            }
            else if (parameter.Default is not null)
            {
                value = To(Scalar(parameter.Default), parameter.Type!.Value);
            }
            else
            {
                diagnostics.Add(Messages.ParameterWithoutValue(parameter.Span, parameter.Name));
            }

            _scope.Define(parameter.Name, new ValueBinding(value ?? _unknown));
        }
    }

    // In a result a string that no record gave is empty, and open columns have their names and types; unlisted columns are not shown.
    PlanNode Result(BoundTable table)
    {
        PlanColumn[] shown = [.. Listed(table)];
        Assignment[] all = [.. shown.Select(c => _mayBeNull.Contains(c) ? new Assignment(new PlanColumn(c.Name, c.Type), NonNull(c.Reference())) : Assignment.Keep(c))];
        return Settled(table, shown, new Project(table.Node, table.Open is null ? all : [.. all, Assignment.Keep(table.Open.Bag)]));
    }

    T Within<T>(KqlScope scope, RowContext? row, Func<T> bind)
    {
        var (outerScope, outerRow) = (_scope, _row);
        (_scope, _row) = (scope, row);
        try
        {
            return bind();
        }
        finally
        {
            (_scope, _row) = (outerScope, outerRow);
        }
    }

    // Whether the text nests, or calls itself up, beyond reason; said once.
    bool TooDeep(SourceSpan at)
    {
        if (_depth <= DeepestNesting && ++_steps <= MostSteps)
        {
            return false;
        }

        if (_steps < int.MaxValue / 2)
        {
            _steps = int.MaxValue / 2;
            diagnostics.Add(_depth > DeepestNesting ? Messages.TooDeep(at, DeepestNesting) : Messages.TooLarge(at));
        }

        return true;
    }

    BoundTable Grown(BoundTable table, PlanNode node, SourceSpan at)
    {
        var depth = table.Depth + 1;
        if (depth > DeepestPlan)
        {
            diagnostics.Add(Messages.TooDeep(at, DeepestPlan));
            return BoundTable.Unknown;
        }

        if (table.Parts is null)
        {
            return table.Open is { } open ? GrownOpen(table, node, open, depth, at) : table with { Node = node, Depth = depth };
        }

        if (new PartsRewrite(table).Apply(node) is not { } apart)
        {
            Unsupported(at, "this operator in a sub-query over parts of the rows");
            return BoundTable.Unknown;
        }

        var hidden = table.Node.Columns.Except(table.Columns).ToHashSet();
        return table with { Node = apart, Visible = [.. node.Columns.Where(c => !hidden.Contains(c))], Depth = depth };
    }

    void Unsupported(SourceSpan at, string construct, string? help = null) => diagnostics.Add(Messages.UnsupportedConstruct(at, construct, Language, help));
}
