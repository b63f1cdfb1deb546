// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>Patterns: names declared to stand for rows, by the values they are called with.</summary>
sealed partial class KqlBinder
{
    // country("Canada").Alberta; null when the call before the dot is none of a pattern.
    object? PatternPath(MemberExpression member) =>
        member.Target is CallExpression call && _scope.Find(call.Function.Name) is PatternBinding pattern ? Case(pattern, call, member.Member.Name) : null;

    object Case(PatternBinding pattern, CallExpression call, string? path)
    {
        if (call.Arguments.Count != pattern.Pattern.Parameters.Count)
        {
            var count = pattern.Pattern.Parameters.Count;
            diagnostics.Add(Messages.ArgumentCount(call.Span, call.Function.Name, $"{count} argument{(count == 1 ? "" : "s")}", call.Arguments.Count));
            return BoundTable.Unknown;
        }

        var arguments = call.Arguments.Select(a => Scalar(a.Value)).ToArray();
        if (arguments.Any(IsUnknown))
        {
            return BoundTable.Unknown;
        }

        foreach (var option in pattern.Pattern.Cases)
        {
            var values = option.Values.Select(v => Within(pattern.Scope, null, () => Scalar(v))).ToArray();
            if (option.Path == path && values.Length == arguments.Length && values.Zip(arguments).All(static p => p.First is Constant a && p.Second is Constant b && Equals(a.Value, b.Value)))
            {
                return Within(new KqlScope(pattern.Scope), null, () => Nested(option.Body)) ?? BoundTable.Unknown;
            }
        }

        diagnostics.Add(Messages.NoSuchCase(call.Span, call.Function.Name));
        return BoundTable.Unknown;
    }
}
