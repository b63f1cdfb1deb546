// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Operators;

/// <summary>Splits an aggregate into a projection that computes its keys and arguments, which workers run, and an aggregate that only reads columns.</summary>
static class AggregateInputs
{
    /// <summary>The same aggregate, over a projection if anything is to be computed.</summary>
    public static Aggregate Split(Aggregate aggregate)
    {
        var assignments = new List<Assignment>();
        var columns = new Dictionary<Expression, PlanColumn>(ReferenceEqualityComparer.Instance);
        var read = new HashSet<PlanColumn>();
        var values = aggregate.Keys.Select(static k => k.Value).Concat(aggregate.Aggregates.SelectMany(static a => a.Value.Arguments)).ToList();
        if (values.TrueForAll(static v => v is ColumnReference or Constant) || values.Exists(IsVolatile))
        {
            return aggregate;
        }

        foreach (var value in values)
        {
            if (value is ColumnReference reference)
            {
                if (read.Add(reference.Column))
                {
                    assignments.Add(Assignment.Keep(reference.Column));
                }
            }
            else if (value is not Constant)
            {
                var column = new PlanColumn("value", value.Type);
                columns[value] = column;
                assignments.Add(new Assignment(column, value));
            }
        }

        return new Aggregate(
            new Project(aggregate.Input, assignments),
            [.. aggregate.Keys.Select(k => k with { Value = Read(k.Value) })],
            [.. aggregate.Aggregates.Select(a => a with { Value = a.Value with { Arguments = [.. a.Value.Arguments.Select(Read)] } })]);

        Expression Read(Expression value) => columns.TryGetValue(value, out var column) ? column.Reference() : value;
    }

    /// <summary>The columns of text that the aggregate only groups by or counts the values of: their numbers are enough for it.</summary>
    public static int[] Numbered(Aggregate aggregate)
    {
        var (counted, other) = (new HashSet<PlanColumn>(), new HashSet<PlanColumn>());
        foreach (var key in aggregate.Keys)
        {
            Note(key.Value, isCounted: true);
        }

        foreach (var call in aggregate.Aggregates)
        {
            foreach (var argument in call.Value.Arguments)
            {
                Note(argument, call.Value.Function == AggregateCatalogue.CountDistinct);
            }
        }

        counted.ExceptWith(other);
        return [.. Enumerable.Range(0, aggregate.Input.Columns.Count).Where(i => counted.Contains(aggregate.Input.Columns[i]))];

        void Note(Expression value, bool isCounted)
        {
            if (isCounted && value is ColumnReference { Column: { Type: ScalarType.String or ScalarType.Dynamic } column })
            {
                counted.Add(column);
            }
            else
            {
                value.CollectColumns(other);
            }
        }
    }

    // What differs from call to call would depend on which thread takes which batch.
    static bool IsVolatile(Expression value) => value switch
    {
        Call call => call.Function.Volatile || call.Arguments.Any(IsVolatile),
        Each each => IsVolatile(each.Array) || IsVolatile(each.Body),
        _ => false,
    };
}
