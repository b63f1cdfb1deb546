// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Aql.Syntax;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Languages.Aql.Parsing;

/// <summary>Conditions and values: OR, AND, NOT, one comparison, then arithmetic by precedence.</summary>
sealed partial class Parser
{
    ExpressionSyntax Expression()
    {
        if (!Enter())
        {
            return new MissingSyntax(Current.Span);
        }

        var result = Junction("OR", () => Junction("AND", Negation));
        Leave();
        return result;
    }

    ExpressionSyntax Junction(string keyword, Func<ExpressionSyntax> operand)
    {
        var start = Current.Span;
        var first = operand();
        if (!Current.IsWord(keyword))
        {
            return first;
        }

        var operands = new List<ExpressionSyntax> { first };
        while (TakeWord(keyword))
        {
            operands.Add(operand());
        }

        return new JunctionSyntax(Since(start), keyword == "AND", operands);
    }

    ExpressionSyntax Negation()
    {
        if (!Current.IsWord("NOT"))
        {
            return Comparison();
        }

        var start = Take().Span;
        if (!Enter())
        {
            return new MissingSyntax(Current.Span);
        }

        var operand = Negation();
        Leave();
        return new UnarySyntax(Since(start), UnaryOperator.Not, operand);
    }

    ExpressionSyntax Comparison()
    {
        var start = Current.Span;
        var left = Arithmetic(0);
        if (Current.Kind == TokenKind.Mark && ComparisonOf(Current.Text) is { } comparison)
        {
            Take();
            var right = Arithmetic(0);
            return new BinarySyntax(Since(start), comparison, left, right);
        }

        if (Current.Kind != TokenKind.Word)
        {
            return left;
        }

        if (Current.IsWord("IS") || Current.IsWord("ISNOT"))
        {
            // The guide has ISNOT NULL, too.
            var isNot = Take().IsWord("ISNOT") || TakeWord("NOT");
            ExpectWord("NULL");
            return new IsNullSyntax(Since(start), left, isNot);
        }

        if (PassForeignPredicate(start) is { } foreign)
        {
            return foreign;
        }

        var negated = Current.IsWord("NOT") && IsPredicate(Next);
        if (negated)
        {
            Take();
        }

        return IsPredicate(Current) ? Predicate(start, left, negated) : left;
    }

    static BinaryOperator? ComparisonOf(string mark) => mark switch
    {
        "=" or "==" => BinaryOperator.Equal,
        "!=" or "<>" => BinaryOperator.NotEqual,
        "<" => BinaryOperator.Less,
        "<=" => BinaryOperator.LessOrEqual,
        ">" => BinaryOperator.Greater,
        ">=" => BinaryOperator.GreaterOrEqual,
        _ => null,
    };

    static bool IsPredicate(Token token) =>
        token.IsWord("LIKE") || token.IsWord("ILIKE") || token.IsWord("MATCHES") || token.IsWord("IMATCHES") || token.IsWord("IN") || token.IsWord("BETWEEN");

    ExpressionSyntax Predicate(SourceSpan start, ExpressionSyntax left, bool negated)
    {
        var keyword = Take();
        switch (keyword.Text.ToUpperInvariant())
        {
            case "IN":
                return PassReferenceSet(keyword, left) ? new MissingSyntax(Since(start)) : In(start, left, negated);
            case "BETWEEN":
                var low = Arithmetic(0);
                var high = ExpectWord("AND") ? Arithmetic(0) : new MissingSyntax(new SourceSpan(Previous.End, 0));
                return new BetweenSyntax(Since(start), left, negated, low, high);
            case var match:
                var pattern = Arithmetic(0);
                PassEscape();
                var kind = match switch
                {
                    "LIKE" => MatchOperator.Like,
                    "ILIKE" => MatchOperator.ILike,
                    "MATCHES" => MatchOperator.Matches,
                    _ => MatchOperator.IMatches,
                };
                return new MatchSyntax(Since(start), left, kind, negated, pattern);
        }
    }

    ExpressionSyntax In(SourceSpan start, ExpressionSyntax left, bool negated)
    {
        if (!ExpectMark("("))
        {
            return left;
        }

        if (!Current.IsWord("SELECT"))
        {
            var values = Current.IsMark(")") ? [] : List(() => Arithmetic(0));
            if (values.Count == 0)
            {
                Unexpected("a value");
            }

            CloseBracket();
            return new InListSyntax(Since(start), left, negated, values);
        }

        if (!Enter())
        {
            return left;
        }

        var select = Select();
        Leave();
        CloseBracket();
        return new InSelectSyntax(Since(start), left, negated, select);
    }

    void CloseBracket()
    {
        if (ExpectMark(")"))
        {
            return;
        }

        var brackets = 0;
        while (Current.Kind != TokenKind.End && !(brackets == 0 && (AtClause() || Current.IsMark(")"))))
        {
            brackets += Current.IsMark("(") ? 1 : Current.IsMark(")") ? -1 : 0;
            Take();
        }

        TakeMark(")");
    }

    static (BinaryOperator Operator, int Rank)? ArithmeticOf(Token token) => token.Kind != TokenKind.Mark ? null : token.Text switch
    {
        "|" => (BinaryOperator.BitOr, 1),
        "#" => (BinaryOperator.BitXor, 2),
        "&" => (BinaryOperator.BitAnd, 3),
        "<<" => (BinaryOperator.ShiftLeft, 4),
        ">>" => (BinaryOperator.ShiftRight, 4),
        ">>>" => (BinaryOperator.ShiftRightUnsigned, 4),
        "+" => (BinaryOperator.Add, 5),
        "-" => (BinaryOperator.Subtract, 5),
        "*" => (BinaryOperator.Multiply, 6),
        "/" => (BinaryOperator.Divide, 6),
        "%" => (BinaryOperator.Remainder, 6),
        "^" => (BinaryOperator.Power, 7),
        _ => null,
    };

    ExpressionSyntax Arithmetic(int above)
    {
        var start = Current.Span;
        var left = Unary();
        while (ArithmeticOf(Current) is { } found && found.Rank > above)
        {
            if (++_chained > MostChained)
            {
                _diagnostics.Add(Messages.TooDeep(Current.Span, MostChained));
                GiveUp();
                return left;
            }

            if (PassConcatenation())
            {
                Arithmetic(found.Rank);
                left = new MissingSyntax(Since(start));
                continue;
            }

            Take();
            var right = Arithmetic(found.Rank);
            left = new BinarySyntax(Since(start), found.Operator, left, right);
        }

        return left;
    }

    ExpressionSyntax Unary()
    {
        if (!Current.IsMark("-") && !Current.IsMark("+") && !Current.IsMark("~"))
        {
            return Primary();
        }

        var mark = Take();
        if (!Enter())
        {
            return new MissingSyntax(Current.Span);
        }

        var operand = Unary();
        Leave();
        return mark.Text switch
        {
            "-" => new UnarySyntax(Since(mark.Span), UnaryOperator.Minus, operand),
            "~" => new UnarySyntax(Since(mark.Span), UnaryOperator.Complement, operand),
            _ => operand,
        };
    }
}
