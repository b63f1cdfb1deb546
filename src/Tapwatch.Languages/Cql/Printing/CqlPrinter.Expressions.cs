// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Syntax;

namespace Tapwatch.Languages.Cql.Printing;

/// <summary>Expressions and calls.</summary>
sealed partial class CqlPrinter
{
    void Expression(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case WordExpression word:
                _text.Append(word.Text);
                break;
            case TextExpression text:
                Quoted(text.Text);
                break;
            case RegexExpression regex:
                Pattern(regex.Pattern);
                break;
            case ParameterExpression parameter:
                Pattern(parameter.Parameter);
                break;
            case BinaryExpression binary:
                Expression(binary.Left);
                _text.Append(' ').Append(binary.Operator).Append(' ');
                Expression(binary.Right);
                break;
            case UnaryExpression unary:
                _text.Append(unary.Operator);
                Expression(unary.Operand);
                break;
            case GroupExpression group:
                _text.Append('(');
                Expression(group.Inner);
                _text.Append(')');
                break;
            case CallSyntax call:
                _text.Append(call.Name).Append('(');
                Separated(call.Arguments, ", ", Argument);
                _text.Append(')');
                break;
            case SavedExpression saved:
                Saved(saved.Name, saved.Arguments);
                break;
            case ArraySyntax array:
                _text.Append('[');
                Separated(array.Items, ", ", Expression);
                _text.Append(']');
                break;
            case AssignExpression assign:
                Field(assign.Target);
                _text.Append(" := ");
                Expression(assign.Value);
                break;
            case SubqueryExpression subquery:
                Braces(subquery.Pipeline);
                break;
            case NamedSubqueryExpression named:
                _text.Append(named.Name).Append(": ");
                Braces(named.Pipeline);
                foreach (var attribute in named.Attributes)
                {
                    _text.Append(' ').Append(attribute.Name).Append(": ");
                    Expression(attribute.Value);
                }

                break;
        }
    }

    void Argument(ArgumentSyntax argument)
    {
        if (argument.Name is not null)
        {
            _text.Append(argument.Name).Append('=');
        }

        Expression(argument.Value);
    }

    void Saved(string name, IReadOnlyList<ArgumentSyntax> arguments)
    {
        _text.Append('$');
        if (name.Any(static c => char.IsWhiteSpace(c) || c is '(' or '"'))
        {
            Quoted(name);
        }
        else
        {
            _text.Append(name);
        }

        _text.Append('(');
        Separated(arguments, ", ", Argument);
        _text.Append(')');
    }

    void Braces(PipelineSyntax pipeline)
    {
        _text.Append("{ ");
        Pipeline(pipeline);
        _text.Append(" }");
    }
}
