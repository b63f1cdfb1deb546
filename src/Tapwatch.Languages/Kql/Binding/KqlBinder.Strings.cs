// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Functions;
using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>String operators. Those without <c>_cs</c> ignore case, except <c>==</c>, <c>in</c> and <c>matches regex</c>.</summary>
sealed partial class KqlBinder
{
    /// <summary>The value as text for an operator or function that wants a string: dynamic is taken for what it holds.</summary>
    internal Expression? Text(Expression value) => value.Type switch
    {
        ScalarType.String => NonNull(value),
        ScalarType.Dynamic => To(value, ScalarType.String),
        _ => null,
    };

    Expression StringOperation(BinaryExpression binary, Expression left, Expression right)
    {
        var op = binary.Operator;
        if (IsUnknown(left) || IsUnknown(right))
        {
            return Constant.Null(ScalarType.Bool);
        }

        if (op is "=~" or "!~" && left.Type is not (ScalarType.String or ScalarType.Dynamic) && left.Type == right.Type)
        {
            return Comparison(op == "=~" ? "==" : "!=", left, right, binary);
        }

        if (Text(left) is not { } text || Text(right) is not { } sought)
        {
            diagnostics.Add(Messages.IncompatibleTypes(binary.OperatorSpan, op, left.Type.KustoName(), right.Type.KustoName()));
            return Constant.Null(ScalarType.Bool);
        }

        var negated = op[0] == '!' || op.StartsWith("not", StringComparison.Ordinal);
        var name = op == "!~" ? "=~" : op[0] == '!' ? op[1..] : op.StartsWith("not", StringComparison.Ordinal) ? op[3..] : op;
        Expression? result = name switch
        {
            "=~" => MatchFunctions.EqualIgnoreCase.Call(text, sought),
            ":" when sought is Constant { Value: string term } => TermIn(text, term),
            "has" or ":" => MatchFunctions.HasTermIgnoreCase.Call(text, sought),
            "has_cs" => MatchFunctions.HasTerm.Call(text, sought),
            "contains" => MatchFunctions.ContainsIgnoreCase.Call(text, sought),
            "contains_cs" or "containscs" => MatchFunctions.Contains.Call(text, sought),
            "startswith" => MatchFunctions.StartsWithIgnoreCase.Call(text, sought),
            "startswith_cs" => MatchFunctions.StartsWith.Call(text, sought),
            "endswith" => MatchFunctions.EndsWithIgnoreCase.Call(text, sought),
            "endswith_cs" => MatchFunctions.EndsWith.Call(text, sought),
            "hasprefix" => TermFunctions.HasPrefixIgnoreCase.Call(text, sought),
            "hasprefix_cs" => TermFunctions.HasPrefix.Call(text, sought),
            "hassuffix" => TermFunctions.HasSuffixIgnoreCase.Call(text, sought),
            "hassuffix_cs" => TermFunctions.HasSuffix.Call(text, sought),
            "matches regex" => RegexTest(text, sought, binary.Right),
            _ => null,
        };
        if (result is null)
        {
            if (name is "like" or "likecs")
            {
                Unsupported(binary.OperatorSpan, $"the operator `{op}`", "use `has`, `contains` or `matches regex`");
            }

            return Constant.Null(ScalarType.Bool);
        }

        return negated ? LogicFunctions.Not.Call(result) : result;
    }

    Expression? RegexTest(Expression text, Expression pattern, KqlExpression syntax) =>
        RegexOf(pattern, syntax) is { } regex ? MatchFunctions.Regex.Call(text, Constant.Text(regex)) : null;

    /// <summary>The regular expression in .NET syntax, or null (said).</summary>
    internal string? RegexOf(Expression pattern, KqlExpression syntax)
    {
        if (pattern is not Constant { Value: string written })
        {
            if (!IsUnknown(pattern))
            {
                diagnostics.Add(Messages.ConstantNeeded(syntax.Span, "a regular expression"));
            }

            return null;
        }

        var translated = RustRegex.Translate(written, out var reason);
        if (translated is null)
        {
            diagnostics.Add(Messages.BadRegex(syntax.Span, reason!));
        }

        return translated;
    }

    // Whether a condition is false (never null, never true) for empty text, so that null text may stay null below a where.
    static Expression Lenient(Expression condition)
    {
        switch (condition)
        {
            case Call call when call.Function == LogicFunctions.And || call.Function == LogicFunctions.Or:
                return call with { Arguments = [.. call.Arguments.Select(Lenient)] };
            case Call call when call.Function == LogicFunctions.IsTrue:
                return Lenient(call.Arguments[0]);
            case Call call when _falseForEmpty.Contains(call.Function) && call.Arguments.Skip(1).All(static a => a is Constant { Value: string { Length: > 0 } }):
                return call with { Arguments = [Bare(call.Arguments[0]), .. call.Arguments.Skip(1)] };
            case Call call when call.Function == CompareFunctions.IsPresent:
                return call with { Arguments = [Bare(call.Arguments[0])] };
            default:
                return condition;
        }
    }

    static readonly HashSet<Function> _falseForEmpty =
    [
        CompareFunctions.Equal, CompareFunctions.EqualAny, MatchFunctions.EqualIgnoreCase, MatchFunctions.EqualAnyIgnoreCase, MatchFunctions.Contains,
        MatchFunctions.ContainsIgnoreCase, MatchFunctions.StartsWith, MatchFunctions.StartsWithIgnoreCase, MatchFunctions.EndsWith, MatchFunctions.EndsWithIgnoreCase,
        MatchFunctions.HasTerm, MatchFunctions.HasTermIgnoreCase, MatchFunctions.HasAnyTermIgnoreCase, MatchFunctions.HasAllTermsIgnoreCase,
        TermFunctions.HasPrefix, TermFunctions.HasPrefixIgnoreCase, TermFunctions.HasSuffix, TermFunctions.HasSuffixIgnoreCase,
    ];
}
