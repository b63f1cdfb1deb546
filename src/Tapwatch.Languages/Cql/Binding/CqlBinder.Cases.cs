// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Syntax;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Languages.Cql.Binding;

/// <summary>
/// <c>case</c> and <c>match</c>: the first clause whose steps all keep the event wins, with what it assigned; an event that no clause keeps is dropped.
/// </summary>
sealed partial class CqlBinder
{
    void Case(CaseStep step, EventStream stream)
    {
        if (CanSplit(stream) && step.Clauses.Any(NeedsSplit))
        {
            Split(stream, step.Clauses, static (_, _) => { });
            return;
        }

        var clauses = new List<EventStream>();
        foreach (var syntax in step.Clauses)
        {
            var clause = stream.Clause();
            clause.After(clauses);
            Pipeline(syntax, clause);
            clauses.Add(clause);
        }

        Choose(stream, clauses);
    }

    void Match(MatchStep step, EventStream stream)
    {
        var field = Field(step.Field, stream);
        if (CanSplit(stream) && step.Clauses.Any(static c => NeedsSplit(c.Body)))
        {
            Split(stream, [.. step.Clauses.Select(static c => c.Body)], (i, clause) => Guard(step.Clauses[i], step.Field, field, clause));
            return;
        }

        var clauses = new List<EventStream>();
        foreach (var syntax in step.Clauses)
        {
            var clause = stream.Clause();
            clause.After(clauses);
            Guard(syntax, step.Field, field, clause);
            Pipeline(syntax.Body, clause);
            clauses.Add(clause);
        }

        Choose(stream, clauses);
    }

    // A bare star also takes events without the field; the quoted star asks for it.
    void Guard(MatchClauseSyntax syntax, FieldSyntax name, Expression field, EventStream clause)
    {
        switch (syntax.Guard)
        {
            case WordPattern { Text: "*" } when !syntax.Negated:
                return;
            case RegexPattern regex when !syntax.Negated:
                Extract(clause, field, regex);
                return;
            case { } pattern:
                var matches = Matches(field, pattern);
                clause.Filter(syntax.Negated ? Values.Not(matches) : matches);
                return;
        }

        if (syntax.Function is { } function)
        {
            CallStep(function, clause, name, target: null, syntax.Negated);
        }
    }

    /// <summary>Goes on with what the first clause that keeps the event made of it.</summary>
    public static void Choose(EventStream stream, IReadOnlyList<EventStream> clauses)
    {
        var sure = clauses.ToList().FindIndex(static c => c.Condition is null);
        var reached = sure < 0 ? clauses : [.. clauses.Take(sure + 1)];
        if (sure < 0)
        {
            var conditions = reached.Select(static c => c.Condition!).ToList();
            stream.Filter(conditions.Count switch
            {
                0 => Constant.Bool(false),
                1 => conditions[0],
                _ => LogicFunctions.Or.Call([.. conditions]),
            });
        }

        var before = stream.Fields;
        var changed = reached.SelectMany(static c => c.Fields.Known.Concat(c.Fields.Dropped)).Distinct(StringComparer.Ordinal)
            .Where(n => reached.Any(c => !c.Fields.Get(n).Equals(before.Get(n)) || !c.Fields.Has(n) && before.Has(n)))
            .ToList();
        var arrays = reached.SelectMany(static c => c.Fields.Arrays).Where(a => !before.Arrays.TryGetValue(a.Key, out var old) || !old.Equals(a.Value))
            .Select(static a => a.Key).Distinct(StringComparer.Ordinal).ToList();
        var layers = reached.Sum(c => c.Fields.Layers.Count - before.Layers.Count);
        if (changed.Count + arrays.Count + layers == 0)
        {
            return;
        }

        var tests = Tests(stream, reached, changed.Count + (2 * (arrays.Count + layers)));
        var fields = before.Copy();
        for (var i = 0; i < reached.Count; i++)
        {
            foreach (var layer in reached[i].Fields.Layers.Skip(before.Layers.Count))
            {
                var values = Enumerable.Repeat<Expression>(Constant.Null(layer.Bag.Type), reached.Count).ToArray();
                values[i] = layer.Bag;
                fields.Add(layer with { Bag = stream.Compute("$bag", Chosen(tests, values)) });
            }
        }

        foreach (var name in arrays)
        {
            fields.SetArray(name, stream.Compute(name + "[]", Chosen(tests, Values.Same([.. reached.Select(c => c.Fields.Array(name))]))));
        }

        foreach (var name in changed)
        {
            var values = Values.Same([.. reached.Select(c => c.Fields.Get(name))]);
            if (Array.TrueForAll(values, static v => v is Constant { Value: null }))
            {
                fields.Remove(name);
                continue;
            }

            fields.Set(name, Chosen(tests, values));
        }

        stream.Fields = fields;
        foreach (var name in changed.Where(n => fields.Known.Contains(n)))
        {
            fields.Set(name, stream.Compute(name, fields.Get(name)));
        }
    }

    // With several fields to choose, the number of the clause is found once.
    static List<Expression> Tests(EventStream stream, IReadOnlyList<EventStream> clauses, int fields)
    {
        var conditions = clauses.Take(clauses.Count - 1).Select(static c => c.Condition!).ToList();
        if (fields == 1 || conditions.Count == 0)
        {
            return conditions;
        }

        var numbered = conditions.SelectMany((c, i) => new[] { c, Constant.Long(i + 1) }).Append(Constant.Long(0)).ToArray();
        var chosen = stream.Compute("$clause", ChoiceFunctions.Case.CallAs(Tapwatch.Records.Columns.ScalarType.Long, numbered));
        return [.. conditions.Select((_, i) => CompareFunctions.Equal.Call(chosen, Constant.Long(i + 1)))];
    }

    static Expression Chosen(List<Expression> tests, Expression[] values)
    {
        if (tests.Count == 0)
        {
            return values[^1];
        }

        var arguments = tests.SelectMany((t, i) => new[] { t, values[i] }).Append(values[^1]).ToArray();
        return ChoiceFunctions.Case.CallAs(values[0].Type, arguments);
    }
}
