// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Functions;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Evaluation;

/// <summary>Turns expressions over the columns of an input into evaluators. What needs no row is computed here.</summary>
sealed class ExpressionCompiler
{
    static readonly Batch _oneRow = new(1, []);
    readonly Dictionary<PlanColumn, int> _positions;
    readonly IReadOnlyList<PlanColumn> _columns;
    readonly EngineOptions _options;

    public ExpressionCompiler(IReadOnlyList<PlanColumn> columns, EngineOptions options)
    {
        _options = options;
        _columns = columns;
        _positions = new(columns.Count);
        for (var i = 0; i < columns.Count; i++)
        {
            _positions.TryAdd(columns[i], i);
        }
    }

    public Evaluator Compile(Expression expression) => Build(Fold(expression));

    public int Position(PlanColumn column) =>
        _positions.TryGetValue(column, out var position) ? position : throw new PlanFailureException($"the plan reads column {column}, which its input does not have");

    /// <summary>The expression with everything computed that no row has a say in.</summary>
    public Expression Fold(Expression expression)
    {
        if (expression is Each each)
        {
            return each with { Array = Fold(each.Array), Body = Fold(each.Body) };
        }

        if (expression is not Call call)
        {
            return expression;
        }

        if (call.Function == TimeFunctions.Now)
        {
            return Constant.DateTime(_options.Now);
        }

        // Most calls stay as they are, and are not copied.
        Expression[]? changed = null;
        var constant = !call.Function.Volatile;
        for (var i = 0; i < call.Arguments.Count; i++)
        {
            var argument = Fold(call.Arguments[i]);
            constant &= argument is Constant;
            if (changed is null && !ReferenceEquals(argument, call.Arguments[i]))
            {
                changed = [.. call.Arguments];
            }

            changed?[i] = argument;
        }

        var folded = changed is null ? call : call with { Arguments = changed };
        return constant ? ConstantColumns.Value(Build(folded).Evaluate(_oneRow), 0) : folded;
    }

    Evaluator Build(Expression expression)
    {
        switch (expression)
        {
            case ColumnReference reference:
                return new ColumnEvaluator(Position(reference.Column));
            case Constant constant:
                return new ConstantEvaluator(ConstantColumns.Of(constant, 1));
            case Each each:
                return BuildEach(each);
            default:
                var call = (Call)expression;
                var arguments = new Evaluator[call.Arguments.Count];
                for (var i = 0; i < arguments.Length; i++)
                {
                    arguments[i] = Build(call.Arguments[i]);
                }

                return ScalarImplementations.For(call.Function)(new CallSite(call), arguments);
        }
    }

    // The body sees the columns it reads and behind them the element.
    EachEvaluator BuildEach(Each each)
    {
        var read = new HashSet<PlanColumn>();
        each.Body.CollectColumns(read);
        read.Remove(each.Element);
        var outer = read.Select(Position).Order().ToArray();
        var inner = new ExpressionCompiler([.. outer.Select(p => _columns[p]), each.Element], _options);
        return new EachEvaluator(each.Form, Build(each.Array), outer, inner.Build(each.Body));
    }
}
