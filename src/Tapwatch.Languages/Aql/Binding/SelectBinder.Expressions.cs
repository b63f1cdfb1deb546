// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Numerics;
using Tapwatch.Languages.Aql.Syntax;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Aql.Binding;

/// <summary>Expressions. An aggregate becomes a reference to a column that grouping fills; see <see cref="Group"/>.</summary>
sealed partial class SelectBinder
{
    internal Expression Bind(ExpressionSyntax syntax) => syntax switch
    {
        NameSyntax name => Name(name),
        StringSyntax text => Constant.Text(text.Value),
        NumberSyntax number => Number(number),
        BoolSyntax flag => Constant.Bool(flag.Value),
        UnarySyntax { Operator: UnaryOperator.Not } not => LogicFunctions.Not.Call(Condition(not.Operand)),
        UnarySyntax unary => Unary(unary),
        BinarySyntax binary => Binary(binary),
        JunctionSyntax junction => (junction.IsAnd ? LogicFunctions.And : LogicFunctions.Or).Call([.. junction.Operands.Select(Condition)]),
        MatchSyntax match => Match(match),
        BetweenSyntax between => Between(between),
        InListSyntax list => InList(list),
        InSelectSyntax inner => InSelect(inner),
        IsNullSyntax isNull => IsNull(isNull),
        CaseSyntax choice => Case(choice),
        IfSyntax choice => If(choice),
        TextSearchSyntax search => TextSearch(search),
        CallSyntax call => Call(call),
        StarSyntax star => Star(star),
        _ => Nothing,
    };

    /// <summary>An expression that must be true, false or unknown.</summary>
    Expression Condition(ExpressionSyntax syntax)
    {
        var value = Bind(syntax);
        if (value.Type == ScalarType.Bool)
        {
            return value;
        }

        if (value is not Constant { Value: null })
        {
            Diagnostics.Add(Messages.AqlNotACondition(syntax.Span));
        }

        return Constant.Null(ScalarType.Bool);
    }

    Expression Number(NumberSyntax number)
    {
        var text = number.Text;
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            if (ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits))
            {
                return Constant.Long(unchecked((long)bits));
            }
        }
        else if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole))
        {
            return Constant.Long(whole);
        }
        else if (!BigInteger.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real))
        {
            return Constant.Real(real);
        }

        Diagnostics.Add(Messages.BadLiteral(number.Span, text, "number of 64 bits"));
        return Nothing;
    }

    Expression Star(StarSyntax star)
    {
        Diagnostics.Add(Messages.AqlParsing(star.Span, "`*`", "an expression", "`*` stands alone in SELECT, and in COUNT(*)"));
        return Nothing;
    }

    Expression Unary(UnarySyntax unary)
    {
        if (unary is { Operator: UnaryOperator.Minus, Operand: NumberSyntax number } && Number(number) is Constant constant)
        {
            return constant.Value switch
            {
                long whole => Constant.Long(unchecked(-whole)),
                double real => Constant.Real(-real),
                _ => Nothing,
            };
        }

        var operand = Numeric(unary.Operand);
        return unary.Operator == UnaryOperator.Minus ? NumberFunctions.Negate.Call(operand) : BitFunctions.Not.Call(ToLong(operand));
    }

    Expression IsNull(IsNullSyntax syntax)
    {
        Expression isNull = CompareFunctions.IsNull.Call(Bind(syntax.Operand));
        return syntax.Negated ? LogicFunctions.Not.Call(isNull) : isNull;
    }

    static Expression Negate(Expression condition, bool negated) => negated ? LogicFunctions.Not.Call(condition) : condition;
}
