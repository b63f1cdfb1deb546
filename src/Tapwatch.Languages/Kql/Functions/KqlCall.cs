// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Binding;
using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Functions;

/// <summary>One call of a function with its arguments bound.</summary>
sealed class KqlCall(KqlBinder binder, CallExpression syntax, IReadOnlyList<Expression> arguments)
{
    public int Count => arguments.Count;

    public Expression this[int i] => arguments[i];

    public IReadOnlyList<Expression> Arguments => arguments;

    public KqlBinder Binder => binder;

    public CallExpression Syntax => syntax;

    public KqlExpression ArgumentSyntax(int i) => syntax.Arguments[i].Value;

    /// <summary>The argument as a string that is never null.</summary>
    public Expression Text(int i) => binder.Text(arguments[i]) ?? Mistyped(i, "a string");

    /// <summary>The argument as a string whatever it is, as <c>tostring</c> gives it.</summary>
    public Expression AnyText(int i) => binder.To(binder.NonNull(arguments[i]), ScalarType.String);

    public Expression Long(int i) => Number(i, ScalarType.Long);

    public Expression Real(int i) => Number(i, ScalarType.Real);

    public Expression Dynamic(int i) => arguments[i].Type == ScalarType.Dynamic ? arguments[i] : Mistyped(i, "dynamic");

    public Expression Time(int i) => Typed(i, ScalarType.DateTime);

    public Expression Duration(int i) => Typed(i, ScalarType.TimeSpan);

    public Expression Bool(int i) => binder.Condition(ArgumentSyntax(i), arguments[i]);

    /// <summary>The argument as that type, where dynamic is taken for what it holds and nothing else is converted.</summary>
    public Expression Typed(int i, ScalarType type) => arguments[i].Type == type
        ? arguments[i]
        : arguments[i].Type == ScalarType.Dynamic || arguments[i] is Constant { Value: null } ? binder.To(arguments[i], type) : Mistyped(i, type.KustoName());

    Expression Number(int i, ScalarType type) => KqlBinder.IsNumber(arguments[i].Type) || arguments[i].Type == ScalarType.Dynamic ? binder.To(arguments[i], type) : Mistyped(i, "a number");

    public Expression Mistyped(int i, string expected) => binder.Mistyped(ArgumentSyntax(i).Span, $"argument {i + 1} of `{syntax.Function.Name}`", expected, arguments[i]);

    /// <summary>The constant value of an argument, or null (said).</summary>
    public T? Constant<T>(int i)
        where T : class
    {
        if (arguments[i] is Constant { Value: T value })
        {
            return value;
        }

        if (!KqlBinder.IsUnknown(arguments[i]))
        {
            binder.Report(Messages.ConstantNeeded(ArgumentSyntax(i).Span, $"argument {i + 1} of `{syntax.Function.Name}`"));
        }

        return null;
    }

    /// <summary>The arguments at these positions, brought to one type; null when they have none (said).</summary>
    public Expression[]? Alike(params IEnumerable<int> indices)
    {
        var values = indices.Select(i => arguments[i]).ToArray();
        return binder.Alike(values, syntax.Function.Name, syntax.Span);
    }

    public Expression NonNull(Expression value) => binder.NonNull(value);
}
