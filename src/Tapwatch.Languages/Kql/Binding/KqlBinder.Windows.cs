// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>Functions of a row and those around it: row_number, prev and their kin. They need rows in an order; a window below the operator computes them.</summary>
sealed partial class KqlBinder
{
    static readonly Dictionary<string, (int Least, int Most)> _windowFunctions = new(StringComparer.Ordinal)
    {
        ["row_number"] = (0, 2),
        ["row_cumsum"] = (1, 2),
        ["row_rank_min"] = (1, 2),
        ["row_rank_dense"] = (1, 2),
        ["row_window_session"] = (3, 4),
        ["prev"] = (1, 3),
        ["next"] = (1, 3),
    };

    /// <summary>The names of the window functions.</summary>
    internal static IEnumerable<string> WindowFunctionNames => _windowFunctions.Keys;

    Expression Windowed(CallExpression call)
    {
        var name = call.Function.Name;
        var (least, most) = _windowFunctions[name];
        if (call.Arguments.Count < least || call.Arguments.Count > most)
        {
            diagnostics.Add(Messages.ArgumentCount(call.Span, name, new Functions.KqlFunction(name, least, most, static _ => null).Expected, call.Arguments.Count));
            return _unknown;
        }

        var arguments = call.Arguments.Select(a => Scalar(a.Value)).ToArray();
        if (arguments.Any(IsUnknown))
        {
            return _unknown;
        }

        if (_host is null || !_host.Table.Ordered)
        {
            diagnostics.Add(Messages.NotOrdered(call.Span, name));
            return _unknown;
        }

        return WindowCall(call, arguments) is { } window ? Window(name, window) : _unknown;
    }

    WindowCall? WindowCall(CallExpression call, Expression[] arguments)
    {
        var name = call.Function.Name;
        switch (name)
        {
            case "row_number":
                var start = arguments.Length > 0 ? WholeArgument(call, arguments, 0) : Constant.Long(1);
                return start is null ? null : WindowCatalogue.Number.Call(start, Restart(call, arguments, 1));
            case "row_cumsum":
                if (!IsNumber(arguments[0].Type) && arguments[0].Type is not (ScalarType.TimeSpan or ScalarType.Dynamic))
                {
                    Mistyped(call.Arguments[0].Span, "what is summed", "a number", arguments[0]);
                    return null;
                }

                var summed = arguments[0].Type == ScalarType.Dynamic ? To(arguments[0], ScalarType.Real) : arguments[0];
                return WindowCatalogue.RunningSum.Call(summed, Restart(call, arguments, 1));
            case "row_rank_min" or "row_rank_dense":
                return (name == "row_rank_min" ? WindowCatalogue.Rank : WindowCatalogue.DenseRank).Call(NonNull(arguments[0]), Restart(call, arguments, 1));
            case "row_window_session":
                if (arguments[0].Type != ScalarType.DateTime || arguments[1].Type != ScalarType.TimeSpan || arguments[2].Type != ScalarType.TimeSpan)
                {
                    var wrong = arguments[0].Type != ScalarType.DateTime ? 0 : arguments[1].Type != ScalarType.TimeSpan ? 1 : 2;
                    Mistyped(call.Arguments[wrong].Span, $"argument {wrong + 1} of `{name}`", wrong == 0 ? "a datetime" : "a timespan", arguments[wrong]);
                    return null;
                }

                return WindowCatalogue.SessionStart.Call(arguments[0], arguments[1], arguments[2], Restart(call, arguments, 3));
            default:
                return Neighbour(call, arguments);
        }
    }

    // The offset and the default are constants; an offset of 0 is refused by the vendor's engine.
    WindowCall? Neighbour(CallExpression call, Expression[] arguments)
    {
        var offset = arguments.Length > 1 ? WholeArgument(call, arguments, 1) : Constant.Long(1);
        if (offset is null)
        {
            return null;
        }

        if (Fold(offset) is Constant { Value: long and <= 0 })
        {
            diagnostics.Add(Messages.WrongType(call.Arguments[1].Span, $"argument 2 of `{call.Function.Name}`", "a number above 0", "0 or less"));
            return null;
        }

        var type = arguments[0].Type;
        Expression otherwise = type == ScalarType.String ? Constant.Text("") : Constant.Null(type);
        if (arguments.Length > 2)
        {
            if (ReadsRows(arguments[2]))
            {
                diagnostics.Add(Messages.NotConstant(call.Arguments[2].Span, $"the default of `{call.Function.Name}`"));
                return null;
            }

            otherwise = To(arguments[2], type);
        }

        return (call.Function.Name == "prev" ? WindowCatalogue.Earlier : WindowCatalogue.Later).Call(NonNull(arguments[0]), offset, otherwise);
    }

    static bool ReadsRows(Expression value)
    {
        var columns = new HashSet<PlanColumn>();
        value.CollectColumns(columns);
        return columns.Count > 0;
    }

    Expression? WholeArgument(CallExpression call, Expression[] arguments, int i)
    {
        if (arguments[i].Type is ScalarType.Int or ScalarType.Long)
        {
            return To(arguments[i], ScalarType.Long);
        }

        Mistyped(call.Arguments[i].Span, $"argument {i + 1} of `{call.Function.Name}`", "a long", arguments[i]);
        return null;
    }

    Expression Restart(CallExpression call, Expression[] arguments, int i) =>
        arguments.Length > i ? Condition(call.Arguments[i].Value, arguments[i]) : Constant.Bool(false);

    // Functions that do not build on each other share one window.
    ColumnReference Window(string name, WindowCall call)
    {
        var column = new PlanColumn(name, call.Type);
        var assignment = new WindowAssignment(column, call);
        var read = new HashSet<PlanColumn>();
        foreach (var argument in call.Arguments)
        {
            argument.CollectColumns(read);
        }

        var node = _host!.Node;
        _host.Widen(node is Window below && _host.Widened && !below.Functions.Any(f => read.Contains(f.Column))
            ? below with { Functions = [.. below.Functions, assignment] }
            : new Window(node, [], [assignment]));
        return column.Reference();
    }
}
