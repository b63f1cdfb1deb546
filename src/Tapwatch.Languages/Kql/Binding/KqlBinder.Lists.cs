// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>
/// <c>in</c>, <c>has_any</c> and their kin. The right side may be values, arrays, variables that hold either, or rows whose first column counts;
/// which of them shows only when it is bound.
/// </summary>
sealed partial class KqlBinder
{
    Expression In(InExpression syntax)
    {
        var negated = syntax.Operator[0] == '!';
        var op = syntax.Operator.TrimStart('!');
        var right = syntax.Right.Select(BindAny).ToArray();
        Expression result;
        if (WithoutBrackets(syntax.Left) is StarExpression && _row is not null)
        {
            var tests = _row.Table.Columns.Where(static c => c.Type is ScalarType.String or ScalarType.Dynamic).Select(c => InTest(syntax, op, c.Reference(), right)).ToArray();
            result = tests.Length == 0 ? Constant.Bool(false) : LogicFunctions.Or.Call(tests);
        }
        else
        {
            result = InTest(syntax, op, Scalar(syntax.Left), right);
        }

        return negated ? LogicFunctions.Not.Call(result) : result;
    }

    Expression InTest(InExpression syntax, string op, Expression left, object[] right)
    {
        if (IsUnknown(left) || right.Any(static r => r is Expression e && IsUnknown(e) || r is BoundTable { Broken: true }))
        {
            return Constant.Null(ScalarType.Bool);
        }

        if (op is "has_any" or "has_all" && left.Type is not (ScalarType.String or ScalarType.Dynamic))
        {
            diagnostics.Add(Messages.WrongType(syntax.Left.Span, $"the left side of `{op}`", "a string", left.Type.KustoName()));
            return Constant.Null(ScalarType.Bool);
        }

        var values = new List<Expression>();
        var tests = new List<Expression>();
        foreach (var item in right)
        {
            if (item is BoundTable table)
            {
                tests.Add(InRows(syntax, op, left, table));
            }
            else if (item is Constant { Type: ScalarType.Dynamic, Value: string json })
            {
                values.AddRange(Elements(json));
            }
            else if (item is Expression { Type: ScalarType.Dynamic } array)
            {
                tests.Add(InArray(op, left, array));
            }
            else
            {
                values.Add((Expression)item);
            }
        }

        if (values.Count > 0 || tests.Count == 0)
        {
            tests.Insert(0, InValues(syntax, op, left, values));
        }

        return tests.Count == 1 ? tests[0] : op == "has_all" ? LogicFunctions.And.Call(tests) : LogicFunctions.Or.Call(tests);
    }

    Expression InValues(InExpression syntax, string op, Expression left, List<Expression> values)
    {
        if (values.Count == 0)
        {
            return Constant.Bool(op == "has_all");
        }

        if (left.Type is ScalarType.String or ScalarType.Dynamic || op != "in")
        {
            if (left.Type is ScalarType.Dynamic && op == "in" && values.TrueForAll(static v => v.Type is not (ScalarType.String or ScalarType.Dynamic)))
            {
                left = To(left, values[0].Type);
            }
            else if (left.Type is ScalarType.String or ScalarType.Dynamic)
            {
                var text = Text(left)!;
                Expression[] sought = [.. values.Select(v => To(v, ScalarType.String))];
                return op switch
                {
                    "in" => sought.Length == 1 ? CompareFunctions.Equal.Call(text, sought[0]) : CompareFunctions.EqualAny.Call([text, .. sought]),
                    "in~" => MatchFunctions.EqualAnyIgnoreCase.Call([text, .. sought]),
                    "has_any" => MatchFunctions.HasAnyTermIgnoreCase.Call([text, .. sought]),
                    _ => MatchFunctions.HasAllTermsIgnoreCase.Call([text, .. sought]),
                };
            }
        }

        var aligned = new List<Expression>();
        var subject = left;
        foreach (var value in values)
        {
            var (a, b) = (left, value);
            if (!TryAlign(ref a, ref b))
            {
                diagnostics.Add(Messages.IncompatibleTypes(syntax.OperatorSpan, syntax.Operator, left.Type.KustoName(), value.Type.KustoName()));
                return Constant.Null(ScalarType.Bool);
            }

            subject = Wider(subject, a);
            aligned.Add(b);
        }

        aligned = [.. aligned.Select(v => To(v, subject.Type))];
        var test = CompareFunctions.EqualAny.Call([To(left, subject.Type), .. aligned.Where(static v => v is not Constant { Value: null })]);
        return LogicFunctions.IsTrue.Call(test);
    }

    static Expression Wider(Expression a, Expression b) => IsNumber(a.Type) && IsNumber(b.Type) && Wider(a.Type, b.Type) != a.Type ? b : a;

    Expression InArray(string op, Expression left, Expression array)
    {
        var text = To(left, ScalarType.String);
        var function = op switch
        {
            "in" => TermFunctions.EqualAnyOf,
            "in~" => TermFunctions.EqualAnyOfIgnoreCase,
            "has_any" => TermFunctions.HasAnyOf,
            _ => TermFunctions.HasAllOf,
        };
        return LogicFunctions.IsTrue.Call(function.Call(text, array));
    }

    // x in (rows): the different values of the first column are joined to the left side; a match marks the row.
    Expression InRows(InExpression syntax, string op, Expression left, BoundTable rows)
    {
        if (_host is null)
        {
            Unsupported(syntax.Span, "a sub-query in this place");
            return Constant.Null(ScalarType.Bool);
        }

        if (rows.Columns.Count == 0)
        {
            NeedsColumns(rows, syntax.Span, "a sub-query");
            return Constant.Null(ScalarType.Bool);
        }

        var column = rows.Columns[0];
        if (op is "has_any" or "has_all" || column.Type == ScalarType.Dynamic)
        {
            var list = new PlanColumn("list", ScalarType.Dynamic);
            var set = new Aggregate(rows.Node, [], [new AggregateAssignment(list, AggregateCatalogue.Set.Call(NonNull(column.Reference()), Constant.Long(LargestSet)))]);
            return InArray(op, left, JoinScalar(new BoundTable(set, null), list));
        }

        Expression key = NonNull(column.Reference());
        var subject = NonNull(left);
        if (!TryAlign(ref subject, ref key))
        {
            // The vendor's binder looks at no types here; values of different types are compared as they print.
            (subject, key) = (To(subject, ScalarType.String), To(key, ScalarType.String));
        }

        if (op == "in~" && key.Type == ScalarType.String)
        {
            (subject, key) = (TextFunctions.Lower.Call(subject), TextFunctions.Lower.Call(key));
        }

        var value = new PlanColumn(column.Name, key.Type);
        var mark = new PlanColumn("found", ScalarType.Bool);
        var values = new Project(new Aggregate(rows.Node, [new Assignment(value, key)], []), [Assignment.Keep(value), new Assignment(mark, Constant.Bool(true))]);
        _host.Widen(new Join(JoinKind.LeftOuter, _host.Node, values, [new JoinKey(subject, value.Reference(), NullsMatch: false)]));
        return LogicFunctions.IsTrue.Call(mark.Reference());
    }

    static readonly JsonDocumentOptions _deep = new() { MaxDepth = 1024 };

    const long LargestSet = 1_048_576;

    /// <summary>The value of a one-row sub-query, joined to every row of the operator it is used in.</summary>
    Expression JoinScalar(BoundTable table, PlanColumn column)
    {
        var value = new PlanColumn(column.Name, column.Type);
        if (column.Type == ScalarType.String)
        {
            _mayBeNull.Add(value);
        }

        var one = new Project(new Limit(table.Node, 1), [new Assignment(value, column.Reference())]);
        _host!.Widen(new Join(JoinKind.LeftOuter, _host.Node, one, [new JoinKey(Constant.Long(1), Constant.Long(1), NullsMatch: false)]));
        return value.Reference();
    }

    /// <summary>The elements of a constant array; what is no array is its own only element.</summary>
    internal static IEnumerable<Constant> Elements(string json)
    {
        using var document = JsonDocument.Parse(json, _deep);
        return document.RootElement.ValueKind == JsonValueKind.Array
            ? [.. document.RootElement.EnumerateArray().Select(ElementOf)]
            : [ElementOf(document.RootElement)];
    }

    static Constant ElementOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => Constant.Text(element.GetString()!),
        JsonValueKind.True or JsonValueKind.False => Constant.Bool(element.GetBoolean()),
        JsonValueKind.Number => element.TryGetInt64(out var whole) ? Constant.Long(whole) : Constant.Real(element.GetDouble()),
        JsonValueKind.Null => Constant.Null(ScalarType.Dynamic),
        _ => new Constant(ScalarType.Dynamic, element.GetRawText()),
    };
}
