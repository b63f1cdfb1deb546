// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Functions;
using Tapwatch.Languages.Cql.Syntax;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Cql.Binding;

/// <summary>Expressions: bare words are fields or numbers, quoted ones text; what cannot be computed is null (LogScale, expressions).</summary>
sealed partial class CqlBinder
{
    /// <summary>The value of an expression.</summary>
    public Expression Expression(ExpressionSyntax syntax, EventStream stream)
    {
        switch (syntax)
        {
            case WordExpression { Text: "true" or "false" } word when !stream.Fields.Known.Contains(word.Text):
                return Constant.Bool(word.Text == "true");
            case WordExpression word:
                return Values.ParseNumber(word.Text) is { } number && char.IsAsciiDigit(word.Text[0])
                    ? Number(word.Text, number)
                    : Field(word.Text, word.Span, stream);
            case TextExpression text:
                return Constant.Text(text.Text);
            case GroupExpression group:
                return Expression(group.Inner, stream);
            case ParameterExpression parameter:
                return Constant.Text(Parameter(parameter.Parameter));
            case UnaryExpression unary:
                return Unary(unary, stream);
            case BinaryExpression binary:
                return Binary(binary, stream);
            case CallSyntax call:
                return CallValue(call, stream);
            case RegexExpression regex:
                Diagnostics.Add(Messages.CqlRegexAsValue(regex.Span));
                return Constant.Null(ScalarType.String);
            default:
                Diagnostics.Add(Messages.CqlNotAValue(syntax.Span));
                return Constant.Null(ScalarType.String);
        }
    }

    // Numbers as written stay text-true: 007 and 1.50 are what they look like.
    static Constant Number(string text, double number) =>
        number.ToString("R", System.Globalization.CultureInfo.InvariantCulture) == text ? Constant.Real(number) : Constant.Text(text);

    Expression Unary(UnaryExpression unary, EventStream stream)
    {
        var operand = Expression(unary.Operand, stream);
        return unary.Operator == '!'
            ? LogicFunctions.Not.Call(Values.Condition(operand))
            : NumberFunctions.Negate.Call(Values.Number(operand));
    }

    Expression Binary(BinaryExpression binary, EventStream stream)
    {
        var left = Expression(binary.Left, stream);
        var right = Expression(binary.Right, stream);
        switch (binary.Operator)
        {
            case "==":
                return Same(left, right);
            case "!=":
                return LogicFunctions.Not.Call(Same(left, right));
            case "<=>":
                Diagnostics.Add(Messages.CqlLinkOutsideCorrelate(binary.Span));
                return Constant.Bool(false);
        }

        left = Values.Number(left);
        right = Values.Number(right);
        return binary.Operator switch
        {
            "+" => NumberFunctions.Add.Call(left, right),
            "-" => NumberFunctions.Subtract.Call(left, right),
            "*" => NumberFunctions.Multiply.Call(left, right),
            "/" => PlainTextFunctions.Divide.Call(left, right),
            "%" => NumberFunctions.Modulo.Call(left, right),
            "<" => CompareFunctions.Less.Call(left, right),
            "<=" => CompareFunctions.LessOrEqual.Call(left, right),
            ">" => CompareFunctions.Greater.Call(left, right),
            _ => CompareFunctions.GreaterOrEqual.Call(left, right),
        };
    }

    static Expression Same(Expression left, Expression right) => left.Type is ScalarType.Real or ScalarType.Long && right.Type is ScalarType.Real or ScalarType.Long
        ? CompareFunctions.Equal.Call(Values.Number(left), Values.Number(right))
        : PlainTextFunctions.Same.Call(Values.Text(left), Values.Text(right));

    Expression CallValue(CallSyntax call, EventStream stream)
    {
        if (Resolve(call) is { } function && CallArguments.Read(this, stream, function, call, applied: null, target: null) is { } arguments)
        {
            var value = function.Value is not null ? function.Value(arguments) : function.Condition?.Invoke(arguments);
            if (value is not null)
            {
                return value;
            }

            if (function.Value is null && function.Condition is null)
            {
                Diagnostics.Add(Messages.CqlNotAValue(call.Span));
            }
        }

        return Constant.Null(ScalarType.String);
    }

    /// <summary>What an argument says as text: a word, a quoted string, or an unquoted run such as <c>192.0.2.0/24</c>; null when it is none of these.</summary>
    public string? TextOf(ExpressionSyntax syntax)
    {
        switch (syntax)
        {
            case WordExpression word:
                return word.Text;
            case TextExpression text:
                return text.Text;
            case ParameterExpression parameter:
                return Parameter(parameter.Parameter);
            case RegexExpression regex:
                return regex.Pattern.Body;
            case GroupExpression group:
                return TextOf(group.Inner);
            case ArraySyntax { Items: [var only] }:
                return TextOf(only);
            case BinaryExpression or UnaryExpression:
                var raw = Diagnostics.Source.Text.Substring(syntax.Span.Start, syntax.Span.Length);
                return raw.Any(char.IsWhiteSpace) ? null : raw;
            default:
                return null;
        }
    }
}
