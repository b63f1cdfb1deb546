// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Lexing;
using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Languages.Kql.Parsing;

/// <summary>Pipelines, and what operators have in common: parameters, orders, lists of names.</summary>
sealed partial class KqlParser
{
    const int LongestPipeline = 500;

    static readonly string[] _noParameters = [];

    KqlExpression Pipeline()
    {
        _depth++;
        if (TooDeep())
        {
            _depth--;
            return new MissingExpression(Current.Span);
        }

        var start = _at;
        var source = SourceBegins() ? new SourceExpression(Current.Span, SourceOperator()) : Expression();
        if (source is SourceExpression alone)
        {
            source = alone with { Span = SpanFrom(start) };
        }

        if (At("|"))
        {
            var operators = Operators();
            source = new PipeExpression(SpanFrom(start), source, operators);
        }

        _depth--;
        return source;
    }

    List<KqlOperator> Operators()
    {
        var operators = new List<KqlOperator>();
        while (Accept("|"))
        {
            if (operators.Count == LongestPipeline)
            {
                _depth = DeepestNesting;
                TooDeep();
                break;
            }

            operators.Add(Operator());
            EndOfOperator();
        }

        return operators;
    }

    // What is left of an operator that was not understood is skipped, so that the next one is read.
    void EndOfOperator()
    {
        if (Current.Kind == KqlTokenKind.End || (Current.Kind == KqlTokenKind.Symbol && Current.Text is "|" or ";" or ")" or "}" or "]" or ","))
        {
            return;
        }

        if (_reportedAt != _at)
        {
            Unexpected("`|` or `;`", BlankLineBefore(Current) ? "statements are separated by `;`, an empty line does not end one" : null);
        }

        SkipTo("|", ";");
    }

    // A sub-query of mv-apply or partition: operators over the rows of the step before, with or without a leading source.
    KqlExpression SubQuery(string closing)
    {
        _depth++;
        if (TooDeep())
        {
            _depth--;
            return new MissingExpression(Current.Span);
        }

        var start = _at;
        KqlExpression result;
        if (Current.Kind == KqlTokenKind.Word && OperatorName(_at) is var (name, _) && _operators.Contains(name) && !SourceBegins())
        {
            var input = new InputExpression(new SourceSpan(Current.Span.Start, 0));
            var operators = new List<KqlOperator> { Operator() };
            EndOfOperator();
            operators.AddRange(Operators());
            result = new PipeExpression(SpanFrom(start), input, operators);
        }
        else
        {
            result = Pipeline();
        }

        _depth--;
        Close(closing);
        return result;
    }

    // kind=inner hint.strategy=shuffle …: as long as known names and `=` follow. `hint.…` is known everywhere.
    List<KqlParameter> Parameters(params string[] known)
    {
        var parameters = new List<KqlParameter>();
        while (Current.Kind == KqlTokenKind.Word)
        {
            var start = _at;
            if (Current.Text == "hint" && Peek().Is(".") && Peek(2).Kind == KqlTokenKind.Word && Peek(3).Is("="))
            {
                var name = "hint." + Peek(2).Text;
                _at += 4;
                parameters.Add(new KqlParameter(SpanFrom(start), name, ParameterValue()));
            }
            else if (Peek().Is("=") && known.Contains(Current.Text))
            {
                var name = Next().Text;
                _at++;
                parameters.Add(new KqlParameter(SpanFrom(start), name, ParameterValue()));
            }
            else
            {
                break;
            }

            // Union takes its parameters with commas between them, too.
            if (At(",") && Peek().Kind == KqlTokenKind.Word && Peek(2).Is("=") && known.Contains(Peek().Text))
            {
                _at++;
            }
        }

        return parameters;
    }

    KqlExpression ParameterValue()
    {
        if (Current.Kind == KqlTokenKind.Literal)
        {
            return Literal();
        }

        if (At("-") || (At("(") && Peek().Kind != KqlTokenKind.End) || AtWord("dynamic"))
        {
            return Unary();
        }

        return TryName() is { } name ? name : Missing("a value");
    }

    OrderItem OrderKey()
    {
        var start = _at;
        var value = Expression();
        bool? descending = AcceptWord("asc") ? false : AcceptWord("desc") ? true : null;
        bool? nullsFirst = null;
        if (AtWord("nulls") && Peek().Text is "first" or "last")
        {
            nullsFirst = Peek().Text == "first";
            _at += 2;
        }

        return new OrderItem(SpanFrom(start), value, descending, nullsFirst);
    }

    // A name, `*`, or a name with stars in it. `a.b` stands as a path.
    KqlExpression Pattern()
    {
        var start = _at;
        var end = _at;
        var stars = 0;
        var words = 0;
        while (_tokens[end] is var token && (token.Is("*") || token.Kind == KqlTokenKind.Word) && (end == _at || _tokens[end - 1].Span.End == token.Span.Start))
        {
            stars += token.Is("*") ? 1 : 0;
            words += token.Is("*") ? 0 : 1;
            end++;
        }

        if (stars == 0)
        {
            return At("(") || Peek().Is("(") ? Path() : TryName() is { } name ? Accessed(name) : Missing("a name");
        }

        _at = end;
        var span = SpanFrom(start);
        return words == 0 ? new StarExpression(span) : new WildcardExpression(span, _diagnostics.Source.Text.Substring(span.Start, span.Length));
    }

    KqlExpression Accessed(NameExpression name)
    {
        if (!At(".") && !At("["))
        {
            return name;
        }

        // Read again as a path.
        while (_tokens[_at].Span.Start > name.Span.Start)
        {
            _at--;
        }

        return Path();
    }
}
