// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Syntax;

namespace Tapwatch.Languages.Cql.Printing;

/// <summary>Conditions and patterns.</summary>
sealed partial class CqlPrinter
{
    void Filter(FilterSyntax filter)
    {
        switch (filter)
        {
            case AndFilter and:
                Separated(and.Operands, " AND ", Filter);
                break;
            case OrFilter or:
                Separated(or.Operands, " OR ", Filter);
                break;
            case NotFilter not:
                _text.Append("NOT ");
                Filter(not.Operand);
                break;
            case GroupFilter group:
                _text.Append('(');
                Filter(group.Inner);
                _text.Append(')');
                break;
            case CompareFilter compare:
                Field(compare.Field);
                _text.Append(compare.Operator switch
                {
                    CompareOperator.Equal when compare.Pattern is WordPattern { Text: ['~' or '=', ..] } => "= ",
                    CompareOperator.Equal => "=",
                    CompareOperator.NotEqual => "!=",
                    CompareOperator.Less => " < ",
                    CompareOperator.LessOrEqual => " <= ",
                    CompareOperator.Greater => " > ",
                    CompareOperator.GreaterOrEqual => " >= ",
                    _ => " like ",
                });
                Pattern(compare.Pattern);
                break;
            case ApplyFilter apply:
                Field(apply.Field);
                _text.Append(apply.Negated ? " =~ !" : " =~ ");
                Expression(apply.Call);
                break;
            case CallFilter call:
                Expression(call.Call);
                break;
            case SavedFilter saved:
                Saved(saved.Name, saved.Arguments);
                break;
            case FreeTextFilter text:
                Pattern(text.Pattern);
                break;
            case BoolFilter value:
                _text.Append(value.Value ? "true" : "false");
                break;
            case LinkFilter link:
                Field(link.Left);
                _text.Append(" <=> ");
                Field(link.Right);
                break;
        }
    }

    void Pattern(PatternSyntax pattern)
    {
        switch (pattern)
        {
            case WordPattern word:
                _text.Append(word.Text);
                break;
            case TextPattern text:
                Quoted(text.Text);
                break;
            case RegexPattern regex:
                _text.Append('/').Append(regex.Body).Append('/').Append(regex.Flags);
                if (LeavesBracketOpen(regex.Body))
                {
                    // A closing bracket on the same line would take the slash into the class.
                    _text.Append('\n');
                }

                break;
            case ParameterPattern { Default: null } parameter when parameter.Name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_'):
                _text.Append('?').Append(parameter.Name);
                break;
            case ParameterPattern parameter:
                _text.Append("?{");
                Quoted(parameter.Name);
                if (parameter.Default is not null)
                {
                    _text.Append('=');
                    Quoted(parameter.Default);
                }

                _text.Append('}');
                break;
        }
    }

    static bool LeavesBracketOpen(string regex)
    {
        var open = false;
        for (var at = 0; at < regex.Length; at++)
        {
            if (regex[at] == '\\')
            {
                at++;
            }
            else
            {
                open = open ? regex[at] != ']' : regex[at] == '[';
            }
        }

        return open;
    }
}
