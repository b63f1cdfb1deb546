// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Functions;

static class ChoiceEvaluators
{
    public static IEnumerable<ScalarImplementation> All =>
    [
        new ScalarImplementation(ChoiceFunctions.If, static (site, arguments) => new CaseEvaluator(site.Type, arguments)),
        new ScalarImplementation(ChoiceFunctions.Case, static (site, arguments) => new CaseEvaluator(site.Type, arguments)),
        new ScalarImplementation(ChoiceFunctions.FirstKnown, static (site, arguments) => new FirstEvaluator(site, arguments, allowEmpty: true)),
        new ScalarImplementation(ChoiceFunctions.FirstPresent, static (site, arguments) => new FirstEvaluator(site, arguments, allowEmpty: false)),
    ];
}

/// <summary>Pairs of condition and value, then the value otherwise. A value no row takes is not computed.</summary>
sealed class CaseEvaluator(ScalarType type, Evaluator[] arguments) : Evaluator
{
    public override Column Evaluate(Batch rows)
    {
        var choice = new int[rows.Count];
        var undecided = rows.Count;
        var columns = new Column?[arguments.Length];
        for (var i = 0; i + 1 < arguments.Length && undecided > 0; i += 2)
        {
            var condition = (FixedColumn<bool>)arguments[i].Evaluate(rows);
            var taken = 0;
            for (var row = 0; row < choice.Length; row++)
            {
                if (choice[row] == 0 && !condition.IsNull(row) && condition[row])
                {
                    choice[row] = i + 1;
                    taken++;
                }
            }

            if (taken > 0)
            {
                undecided -= taken;
                columns[i + 1] = arguments[i + 1].Evaluate(rows);
                if (taken == rows.Count)
                {
                    return columns[i + 1]!;
                }
            }
        }

        // An even number of arguments has no value otherwise.
        if (undecided > 0 && arguments.Length % 2 == 1)
        {
            columns[0] = arguments[^1].Evaluate(rows);
            if (undecided == rows.Count)
            {
                return columns[0]!;
            }
        }

        return Choice.Build(type, choice, columns);
    }
}

/// <summary>The first value that counts. Values behind one that counts in all rows are not computed.</summary>
sealed class FirstEvaluator(CallSite site, Evaluator[] arguments, bool allowEmpty) : Evaluator
{
    readonly bool _orEmpty = allowEmpty && site is { Type: ScalarType.String, Count: 2 } && site.Constant(1)?.Value is "";

    public override Column Evaluate(Batch rows)
    {
        // Text with an empty one in place of null, as tables that know no null text have it.
        if (_orEmpty && arguments[0].Evaluate(rows) is TextColumn { IsConstant: false } texts)
        {
            return texts.NullAsEmpty();
        }

        var choice = new int[rows.Count];
        var undecided = rows.Count;
        var columns = new Column?[arguments.Length + 1];
        for (var i = 0; i < arguments.Length && undecided > 0; i++)
        {
            var column = arguments[i].Evaluate(rows);
            columns[i + 1] = column;
            var text = allowEmpty ? null : column as TextColumn;
            var before = undecided;
            for (var row = 0; row < choice.Length; row++)
            {
                if (choice[row] == 0 && !column.IsNull(row) && (text is null || text[row].Length > 0))
                {
                    choice[row] = i + 1;
                    undecided--;
                }
            }

            if (undecided == 0 && before == rows.Count)
            {
                return column;
            }
        }

        return Choice.Build(site.Type, choice, columns);
    }
}

static class Choice
{
    /// <summary>The column that takes each row from the column chosen for it; null where there is none.</summary>
    public static Column Build(ScalarType type, int[] choice, Column?[] columns)
    {
        var builder = ColumnBuilder.For(type);
        for (var row = 0; row < choice.Length; row++)
        {
            if (columns[choice[row]] is { } column)
            {
                builder.AppendFrom(column, row);
            }
            else
            {
                builder.AppendNull();
            }
        }

        return builder.Build();
    }
}
