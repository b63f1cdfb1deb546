// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Aql.Binding;
using Tapwatch.Languages.Aql.Syntax;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;

namespace Tapwatch.Languages.Aql.Functions;

/// <summary>A call on its way to the plan: its arguments in the types a function wants.</summary>
sealed class FunctionCall(SelectBinder binder, CallSyntax syntax)
{
    public CallSyntax Syntax { get; } = syntax;

    public SelectBinder Binder { get; } = binder;

    public int Count => Syntax.Arguments.Count;

    public DiagnosticBag Diagnostics => Binder.Diagnostics;

    public SourceSpan At(int index) => Syntax.Arguments[index].Span;

    /// <summary>The argument as it is.</summary>
    public Expression Value(int index) => Binder.Bind(Syntax.Arguments[index]);

    /// <summary>The argument as text; bytes are refused.</summary>
    public Expression Text(int index) => Binder.Text(Syntax.Arguments[index]);

    /// <summary>The argument as a 64-bit integer.</summary>
    public Expression Long(int index) => SelectBinder.ToLong(Binder.Numeric(Syntax.Arguments[index]));

    /// <summary>The argument as a number.</summary>
    public Expression Number(int index) => Binder.Numeric(Syntax.Arguments[index]);

    /// <summary>The argument, which must be a string constant; null after saying that it is not.</summary>
    public string? Constant(int index, string what)
    {
        if (Value(index) is Constant { Value: string text })
        {
            return text;
        }

        Diagnostics.Add(Messages.AqlConstantNeeded(At(index), what));
        return null;
    }
}
