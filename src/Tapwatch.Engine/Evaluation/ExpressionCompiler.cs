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
    // So far is looked from the column asked for last: most are asked for in their order.
    const int Near = 16;

    readonly IReadOnlyList<PlanColumn> _columns;
    readonly EngineOptions _options;
    Dictionary<PlanColumn, int>? _positions;
    int _next;

    public ExpressionCompiler(IReadOnlyList<PlanColumn> columns, EngineOptions options)
    {
        _options = options;
        _columns = columns;
    }

    public Evaluator Compile(Expression expression) => Build(Fold(expression));

    public int Position(PlanColumn column)
    {
        var position = _positions is null ? Nearby(column) : -1;
        if (position < 0 && !Positions().TryGetValue(column, out position))
        {
            throw new PlanFailureException($"the plan reads column {column}, which its input does not have");
        }

        _next = position + 1;
        return position;
    }

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
        var arguments = call.Arguments as Expression[] ?? [.. call.Arguments];
        for (var i = 0; i < arguments.Length; i++)
        {
            var argument = Fold(arguments[i]);
            constant &= argument is Constant;
            if (changed is null && !ReferenceEquals(argument, arguments[i]))
            {
                changed = [.. arguments];
            }

            changed?[i] = argument;
        }

        var folded = changed is null ? call : call with { Arguments = changed };
        return constant ? ConstantColumns.Value(Build(folded).Evaluate(_oneRow), 0) : folded;
    }

    int Nearby(PlanColumn column)
    {
        for (var i = 0; i < Math.Min(Near, _columns.Count); i++)
        {
            var position = (_next + i) % _columns.Count;
            if (ReferenceEquals(_columns[position], column))
            {
                return position;
            }
        }

        return -1;
    }

    Dictionary<PlanColumn, int> Positions()
    {
        if (_positions is null)
        {
            _positions = new(_columns.Count);
            for (var i = 0; i < _columns.Count; i++)
            {
                _positions.TryAdd(_columns[i], i);
            }
        }

        return _positions;
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
