// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;

namespace Tapwatch.Languages.Aql.Binding;

/// <summary>Whether two expressions compute the same: <c>GROUP BY QIDNAME(qid)</c> and <c>SELECT QIDNAME(qid)</c> are bound apart.</summary>
static class ExpressionShape
{
    public static bool Same(Expression a, Expression b)
    {
        if (ReferenceEquals(a, b))
        {
            return true;
        }

        if (a is not Call left || b is not Call right)
        {
            return a is not Call && b is not Call && a.Equals(b);
        }

        if (left.Function != right.Function || left.Type != right.Type || left.Arguments.Count != right.Arguments.Count)
        {
            return false;
        }

        for (var i = 0; i < left.Arguments.Count; i++)
        {
            if (!Same(left.Arguments[i], right.Arguments[i]))
            {
                return false;
            }
        }

        return true;
    }
}
