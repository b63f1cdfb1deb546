// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Languages.Aql.Syntax;

namespace Tapwatch.Languages.Aql.Printing;

/// <summary>Writes expressions. Ranks: 1 OR, 2 AND, 3 NOT, 4 comparisons, 5 to 11 arithmetic as the parser ranks it, 12 unary, 13 the rest.</summary>
sealed class ExpressionPrinter(StringBuilder text, Action<SelectSyntax> select)
{
    const int Arithmetic = 5;

    public static void Name(StringBuilder text, string name, bool quoted) =>
        text.Append(quoted ? "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : name);

    public void Expression(ExpressionSyntax expression) => Ranked(expression, 0);

    static int Rank(ExpressionSyntax expression) => expression switch
    {
        JunctionSyntax junction => junction.IsAnd ? 2 : 1,
        UnarySyntax { Operator: UnaryOperator.Not } => 3,
        UnarySyntax => 12,
        BinarySyntax binary => Rank(binary.Operator),
        MatchSyntax or BetweenSyntax or InListSyntax or InSelectSyntax or IsNullSyntax => 4,
        IfSyntax => 0,
        _ => 13,
    };

    static int Rank(BinaryOperator op) => op switch
    {
        BinaryOperator.BitOr => 5,
        BinaryOperator.BitXor => 6,
        BinaryOperator.BitAnd => 7,
        BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight or BinaryOperator.ShiftRightUnsigned => 8,
        BinaryOperator.Add or BinaryOperator.Subtract => 9,
        BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.Remainder => 10,
        BinaryOperator.Power => 11,
        _ => 4,
    };

    static string Symbol(BinaryOperator op) => op switch
    {
        BinaryOperator.Equal => "=",
        BinaryOperator.NotEqual => "!=",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.BitOr => "|",
        BinaryOperator.BitXor => "#",
        BinaryOperator.BitAnd => "&",
        BinaryOperator.ShiftLeft => "<<",
        BinaryOperator.ShiftRight => ">>",
        BinaryOperator.ShiftRightUnsigned => ">>>",
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        BinaryOperator.Remainder => "%",
        _ => "^",
    };

    void Ranked(ExpressionSyntax expression, int least)
    {
        var brackets = Rank(expression) < least;
        text.Append(brackets ? "(" : "");
        Write(expression);
        text.Append(brackets ? ")" : "");
    }

    void Write(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case NameSyntax name:
                Name(text, name.Name, name.Quoted);
                break;
            case StringSyntax constant:
                String(constant.Value);
                break;
            case NumberSyntax number:
                text.Append(number.Text);
                break;
            case BoolSyntax flag:
                text.Append(flag.Value ? "TRUE" : "FALSE");
                break;
            case NullSyntax:
                text.Append("NULL");
                break;
            case StarSyntax:
                text.Append('*');
                break;
            case CallSyntax call:
                Name(text, call.Name, quoted: !IsBare(call.Name));
                text.Append(call.Distinct is null ? "(" : "(DISTINCT ");
                List(call.Arguments, 0);
                text.Append(')');
                break;
            case UnarySyntax unary:
                // A minus before a minus would begin a comment.
                text.Append(unary.Operator switch { UnaryOperator.Not => "NOT ", UnaryOperator.Minus => "-", _ => "~" });
                Ranked(unary.Operand, unary.Operator == UnaryOperator.Not ? 3 : unary.Operand is UnarySyntax ? 13 : 12);
                break;
            case BinarySyntax binary:
                var rank = Rank(binary.Operator);
                Ranked(binary.Left, Math.Max(rank, Arithmetic));
                text.Append(' ').Append(Symbol(binary.Operator)).Append(' ');
                Ranked(binary.Right, rank + 1);
                break;
            case JunctionSyntax junction:
                for (var i = 0; i < junction.Operands.Count; i++)
                {
                    text.Append(i == 0 ? "" : junction.IsAnd ? " AND " : " OR ");
                    Ranked(junction.Operands[i], junction.IsAnd ? 3 : 2);
                }

                break;
            default:
                Predicate(expression);
                break;
        }
    }

    void Predicate(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case MatchSyntax match:
                Ranked(match.Operand, Arithmetic);
                text.Append(match.Negated ? " NOT " : " ").Append(match.Operator.ToString().ToUpperInvariant()).Append(' ');
                Ranked(match.Pattern, Arithmetic);
                break;
            case BetweenSyntax between:
                Ranked(between.Operand, Arithmetic);
                text.Append(between.Negated ? " NOT BETWEEN " : " BETWEEN ");
                Ranked(between.Low, Arithmetic);
                text.Append(" AND ");
                Ranked(between.High, Arithmetic);
                break;
            case InListSyntax list:
                Ranked(list.Operand, Arithmetic);
                text.Append(list.Negated ? " NOT IN (" : " IN (");
                List(list.Values, Arithmetic);
                text.Append(')');
                break;
            case InSelectSyntax inner:
                Ranked(inner.Operand, Arithmetic);
                text.Append(inner.Negated ? " NOT IN (" : " IN (");
                select(inner.Select);
                text.Append(')');
                break;
            case IsNullSyntax isNull:
                Ranked(isNull.Operand, Arithmetic);
                text.Append(isNull.Negated ? " IS NOT NULL" : " IS NULL");
                break;
            case TextSearchSyntax search:
                text.Append("TEXT SEARCH ");
                String(search.Query);
                break;
            case CaseSyntax choice:
                Case(choice);
                break;
            case IfSyntax choice:
                text.Append("IF ");
                Ranked(choice.Condition, 1);
                text.Append(" THEN ");
                Ranked(choice.Then, 1);
                if (choice.Else is { } otherwise)
                {
                    text.Append(" ELSE ");
                    Expression(otherwise);
                }

                break;
        }
    }

    void Case(CaseSyntax choice)
    {
        text.Append("CASE ");
        if (choice.Operand is { } operand)
        {
            Expression(operand);
            text.Append(' ');
        }

        foreach (var when in choice.Whens)
        {
            text.Append("WHEN ");
            Expression(when.When);
            text.Append(" THEN ");
            Expression(when.Then);
            text.Append(' ');
        }

        if (choice.Else is { } otherwise)
        {
            text.Append("ELSE ");
            Expression(otherwise);
            text.Append(' ');
        }

        text.Append("END");
    }

    static bool IsBare(string name) => name.Length > 0 && name.All(static c => char.IsLetterOrDigit(c) || c is '_' or '$' or ':') && !char.IsAsciiDigit(name[0]);

    void String(string value) => text.Append('\'').Append(value.Replace("'", "''", StringComparison.Ordinal)).Append('\'');

    void List(IReadOnlyList<ExpressionSyntax> list, int least)
    {
        for (var i = 0; i < list.Count; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            Ranked(list[i], least);
        }
    }
}
