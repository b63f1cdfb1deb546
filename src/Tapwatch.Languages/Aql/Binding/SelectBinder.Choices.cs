// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Aql.Syntax;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Languages.Aql.Binding;

/// <summary>CASE and IF.</summary>
sealed partial class SelectBinder
{
    Expression Case(CaseSyntax syntax)
    {
        if (syntax.Operand is null)
        {
            Diagnostics.Add(Messages.AqlSearchedCase(new SourceSpan(syntax.Span.Start, 4), Strict));
        }

        var operand = syntax.Operand is null ? null : Comparable(syntax.Operand);
        var conditions = syntax.Whens.Select(w => operand is null ? Condition(w.When) : Compare(BinaryOperator.Equal, operand, Comparable(w.When), w.When.Span)).ToArray();
        var values = syntax.Whens.Select(w => Bind(w.Then)).Append(syntax.Else is null ? Nothing : Bind(syntax.Else)).ToArray();
        return Choose(conditions, values);
    }

    Expression If(IfSyntax syntax) =>
        Choose([Condition(syntax.Condition)], [Bind(syntax.Then), syntax.Else is null ? Nothing : Bind(syntax.Else)]);

    static Expression Choose(Expression[] conditions, Expression[] values)
    {
        var same = Operands.Same(values);
        if (conditions.Length == 0)
        {
            return same[^1];
        }

        var arguments = new List<Expression>();
        for (var i = 0; i < conditions.Length; i++)
        {
            arguments.Add(conditions[i]);
            arguments.Add(same[i]);
        }

        arguments.Add(same[^1]);
        return ChoiceFunctions.Case.Call(arguments);
    }
}
