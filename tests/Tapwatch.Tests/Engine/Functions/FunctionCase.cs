// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Tests.Engine.Functions;

/// <summary>Calls a function of the plan three ways, which must agree: with constants, with columns of one row, and with columns whose rows differ.</summary>
static class FunctionCase
{
    public static Constant Dynamic(string json) => new(ScalarType.Dynamic, json);

    public static Constant Null(ScalarType type) => Constant.Null(type);

    public static string Of(Function function, params object?[] arguments)
    {
        var constants = arguments.Select(a => PlanRows.Value(a)).ToArray();
        var folded = One(ConstantRows.One, function.Call(constants));

        var columns = constants.Select((c, i) => new PlanColumn("c" + i, c.Type)).ToArray();
        // What must be constant stays so: patterns, formats, ranges.
        Expression[] references = [.. columns.Select((c, i) => MustBeConstant(function, i) ? (Expression)constants[i] : c.Reference())];
        var byRow = One(new ConstantRows(columns, [constants]), function.Call(references));
        Assert.Equal(folded, byRow);

        IReadOnlyList<Constant> nulls = [.. constants.Select(c => Constant.Null(c.Type))];
        var project = new Project(new ConstantRows(columns, [nulls, constants, constants]), [new Assignment(new PlanColumn("r", function.Call(references).Type), function.Call(references))]);
        Assert.Equal([folded, folded], PlanRows.Of(project)[1..]);
        return folded;
    }

    static string One(PlanNode input, Expression value) =>
        Assert.Single(PlanRows.Of(new Project(input, [new Assignment(new PlanColumn("r", value.Type), value)])));

    static bool MustBeConstant(Function function, int argument) =>
        argument > 0 && function.Name is "text.regex" or "text.regex_whole" or "text.extract" or "text.replace_regex"
            or "time.format_pattern" or "time.format_strftime" or "network.in_range" && argument > 0;
}
