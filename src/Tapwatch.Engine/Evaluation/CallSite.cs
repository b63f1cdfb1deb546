// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Evaluation;

/// <summary>A call as the implementation of its function sees it when the plan is built.</summary>
sealed class CallSite(Call call)
{
    public Function Function => call.Function;

    public ScalarType Type => call.Type;

    public int Count => call.Arguments.Count;

    public ScalarType ArgumentType(int i) => call.Arguments[i].Type;

    /// <summary>The argument when it is known before any row is.</summary>
    public Constant? Constant(int i) => call.Arguments[i] as Constant;

    /// <summary>Whether every argument from <paramref name="first"/> on is a constant that is not null.</summary>
    public bool AreConstant(int first) => call.Arguments.Skip(first).All(static a => a is Constant { Value: not null });

    /// <summary>The text of an argument that has to be constant.</summary>
    public string RequiredText(int i) =>
        Constant(i)?.Value as string ?? throw new PlanFailureException($"argument {i + 1} of {Function} must be a constant");

    /// <summary>The text of a constant argument as UTF-8, or null when it is not a constant.</summary>
    public byte[]? ConstantBytes(int i) => Constant(i)?.Value is string text ? Encoding.UTF8.GetBytes(text) : null;

    /// <summary>The texts of the arguments from <paramref name="first"/> on, all of them constants, as UTF-8.</summary>
    public byte[][] ConstantsBytes(int first)
    {
        var texts = new byte[Count - first][];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = ConstantBytes(first + i)!;
        }

        return texts;
    }
}
