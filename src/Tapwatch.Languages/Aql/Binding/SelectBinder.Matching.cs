// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Aql.Syntax;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Languages.Aql.Binding;

/// <summary>LIKE, ILIKE, MATCHES, IMATCHES, TEXT SEARCH.</summary>
sealed partial class SelectBinder
{
    TextSearchSyntax? _textSearch;

    Expression Match(MatchSyntax match)
    {
        var operand = Text(match.Operand);

        // x ILIKE ENUMERATION('a', 'b'): any of them. In no guide, but in use.
        var patterns = match.Pattern is CallSyntax call && call.Is("ENUMERATION") ? call.Arguments : [match.Pattern];
        var conditions = patterns.Select(p => MatchOne(match.Operator, operand, p)).ToArray();
        return Negate(conditions.Length == 1 ? conditions[0] : LogicFunctions.Or.Call(conditions), match.Negated);
    }

    Expression MatchOne(MatchOperator op, Expression operand, ExpressionSyntax pattern)
    {
        switch (op)
        {
            case MatchOperator.Like:
                return MatchFunctions.Like.Call(operand, Pattern(pattern));
            case MatchOperator.ILike:
                return MatchFunctions.LikeIgnoreCase.Call(operand, Pattern(pattern));
        }

        if (Regex(pattern, ignoreCase: op == MatchOperator.IMatches) is not { } regex)
        {
            return Constant.Null(Records.Columns.ScalarType.Bool);
        }

        if (!JavaRegex.MeansTheWhole(regex.Java))
        {
            Diagnostics.Add(Messages.AqlMatchesSearches(pattern.Span));
        }

        return MatchFunctions.Regex.Call(operand, Constant.Text(regex.Net));
    }

    Expression Pattern(ExpressionSyntax syntax)
    {
        _valueExpected = syntax as NameSyntax;
        var pattern = Text(syntax);
        _valueExpected = null;
        return pattern;
    }

    /// <summary>A constant Java regular expression, and the same for .NET; null after an error.</summary>
    internal (string Java, string Net)? Regex(ExpressionSyntax syntax, bool ignoreCase = false)
    {
        if (Bind(syntax) is not Constant { Value: string java })
        {
            if (syntax is not MissingSyntax)
            {
                Diagnostics.Add(Messages.AqlConstantNeeded(syntax.Span, "a regular expression"));
            }

            return null;
        }

        var translated = JavaRegex.ToNet(java);
        if (translated.Net is not { } net)
        {
            Diagnostics.Add(translated.Unsupported is { } construct
                ? Messages.UnsupportedConstruct(syntax.Span, construct, "Java regex", "regular expressions run in linear time here: without look-around and back-references")
                : Messages.BadRegex(syntax.Span, translated.Error ?? "it cannot be read"));
            return null;
        }

        return (java, ignoreCase ? "(?i)" + net : net);
    }

    /// <summary>Text: a number is written out, bytes are refused.</summary>
    internal Expression Text(ExpressionSyntax syntax)
    {
        var value = Bind(syntax);
        return _state.IsBytes(value) ? NoBytes(syntax.Span) : Operands.To(value, Records.Columns.ScalarType.String);
    }

    /// <summary>UTF8(x): bytes as text.</summary>
    internal Expression Utf8(ExpressionSyntax syntax)
    {
        var value = Bind(syntax);
        return _state.IsBytes(value) ? _state.TextOf(value) : Operands.To(value, Records.Columns.ScalarType.String);
    }

    static ExpressionSyntax FirstCondition(ExpressionSyntax where) => where is JunctionSyntax { IsAnd: true } junction ? FirstCondition(junction.Operands[0]) : where;

    Expression TextSearch(TextSearchSyntax search)
    {
        if (!ReferenceEquals(search, _textSearch))
        {
            Diagnostics.Add(Messages.AqlTextSearchPlace(search.Span));
            return Constant.Null(Records.Columns.ScalarType.Bool);
        }

        if (_scope.Find("payload") is not { } payload)
        {
            Diagnostics.Add(Messages.UnsupportedConstruct(search.Span, $"TEXT SEARCH in {_scope.Catalog}", "AQL", "it searches the payload of events"));
            return Constant.Null(Records.Columns.ScalarType.Bool);
        }

        return QuickFilter.Bind(search, _state.TextOf(payload.Column.Reference()), Diagnostics);
    }
}
