// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Lexing;
using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Parsing;

/// <summary>Scalar expressions. Binding strength, weakest first: or, and, comparison, additive, multiplicative, string operators, sign, path.</summary>
sealed partial class KqlParser
{
    static readonly HashSet<string> _stringOperators = new(StringComparer.Ordinal)
    {
        "=~", "!~", "has", "!has", "has_cs", "!has_cs", "contains", "!contains", "contains_cs", "!contains_cs", "notcontains", "containscs", "notcontainscs",
        "startswith", "!startswith", "startswith_cs", "!startswith_cs", "endswith", "!endswith", "endswith_cs", "!endswith_cs",
        "hasprefix", "!hasprefix", "hasprefix_cs", "!hasprefix_cs", "hassuffix", "!hassuffix", "hassuffix_cs", "!hassuffix_cs", "like", "notlike", "likecs", "notlikecs",
    };

    static readonly HashSet<string> _listOperators = new(StringComparer.Ordinal) { "in", "in~", "!in", "!in~", "has_any", "has_all", "!has_any", "!has_all" };

    /// <summary>An expression that may have names: <c>a</c>, <c>n = a</c>, <c>(n, m) = a</c>.</summary>
    NamedExpression Named() => Named(Expression);

    /// <summary>An argument of a call: as <see cref="Named()"/>, and it may be a pipeline.</summary>
    NamedExpression NamedArgument() => Named(Pipeline);

    NamedExpression Named(Func<KqlExpression> read)
    {
        var start = _at;
        var names = new List<NameExpression>();
        if (Peek().Is("=") && Current.Kind == KqlTokenKind.Word)
        {
            CheckName(KqlReservedNames.Given);
            names.Add(Name());
            _at++;
        }
        else if (At("[") && Peek().IsString && Peek(2).Is("]") && Peek(3).Is("="))
        {
            names.Add(Name());
            _at++;
        }
        else if (At("(") && TupleEquals() is { } end)
        {
            _at++;
            names.AddRange(List(() => Name()));
            _at = end;
        }

        var value = StarAlone() ? new StarExpression(Next().Span) : read();
        return new NamedExpression(SpanFrom(start), names, value);
    }

    // The token behind `(a, b) =`, or null when no such names stand here.
    int? TupleEquals()
    {
        var i = _at + 1;
        while (NameEnd(i) is { } end)
        {
            i = end - 1;
            var separator = _tokens[end];
            if (separator.Is(")"))
            {
                return _tokens[Math.Min(i + 2, _tokens.Count - 1)].Is("=") ? i + 3 : null;
            }

            if (!separator.Is(","))
            {
                return null;
            }

            i += 2;
        }

        return null;
    }

    // The token behind a name, which may stand in brackets, or null when there is none.
    int? NameEnd(int i) => _tokens[i].Kind == KqlTokenKind.Word
        ? i + 1
        : _tokens[i].Is("[") && i + 3 < _tokens.Count && _tokens[i + 1].IsString && _tokens[i + 2].Is("]") ? i + 3 : null;

    // A value or rows: where a call or a bracket takes either.
    KqlExpression Argument() => StarAlone() ? new StarExpression(Next().Span) : Pipeline();

    bool StarAlone() => At("*") && (Peek().Kind == KqlTokenKind.End || (Peek().Kind == KqlTokenKind.Symbol && Peek().Text is "," or ")" or "|" or ";"));

    KqlExpression Expression()
    {
        _depth++;
        var result = TooDeep() ? new MissingExpression(Current.Span) : Logical("or");
        _depth--;
        return result;
    }

    /// <summary>Operands of <c>or</c> (of <c>and</c>), kept flat.</summary>
    KqlExpression Logical(string word)
    {
        var start = _at;
        var first = word == "or" ? Logical("and") : Comparison();
        if (!AtWord(word))
        {
            return first;
        }

        var operands = new List<KqlExpression> { first };
        while (AcceptWord(word))
        {
            operands.Add(word == "or" ? Logical("and") : Comparison());
        }

        return new LogicalExpression(SpanFrom(start), word == "and", operands);
    }

    KqlExpression Comparison()
    {
        var start = _at;
        var left = At("*") && !Peek().Is(",") ? new StarExpression(Next().Span) : Additive();
        if (Current.Kind is not (KqlTokenKind.Symbol or KqlTokenKind.Word))
        {
            return left;
        }

        // A star takes string operators here: `* has "x"`.
        if (left is StarExpression && StringOperator() is { } op)
        {
            return new BinaryExpression(SpanFrom(start), left, op.Text, op.Span, Unary());
        }

        var chain = 0;
        while (true)
        {
            var token = Current;
            switch (token.Text)
            {
                case "==" or "!=" or "<>" or "<" or ">" or "<=" or ">=" when token.Kind == KqlTokenKind.Symbol:
                    _at++;
                    var right = Additive();
                    left = new BinaryExpression(SpanFrom(start), left, token.Text, token.Span, right);
                    break;
                case "between" or "!between":
                    _at++;
                    left = Between(start, left, token.Text[0] == '!');
                    break;
                case "not" when Peek().IsWord("between"):
                    _at += 2;
                    left = Between(start, left, negated: true);
                    break;
                case var text when token.Kind != KqlTokenKind.Literal && _listOperators.Contains(text):
                    _at++;
                    var list = InList();
                    left = new InExpression(SpanFrom(start), left, text, token.Span, list);
                    break;
                default:
                    return left;
            }

            if (++chain > LongestChain)
            {
                _depth = DeepestNesting;
                TooDeep();
                return left;
            }
        }
    }

    BetweenExpression Between(int start, KqlExpression left, bool negated)
    {
        Expect("(");
        var from = Expression();
        Expect("..");
        var to = Expression();
        Expect(")");
        return new BetweenExpression(SpanFrom(start), left, negated, from, to);
    }

    List<KqlExpression> InList()
    {
        var items = new List<KqlExpression>();
        if (!At("("))
        {
            items.Add(StringOperand());
            return items;
        }

        _at++;
        while (!At(")") && Current.Kind != KqlTokenKind.End)
        {
            items.Add(Argument());
            if (!Accept(","))
            {
                break;
            }
        }

        Close(")");
        return items;
    }

    void Close(string bracket)
    {
        if (!Expect(bracket))
        {
            SkipTo(bracket, "|", ";");
            Accept(bracket);
        }
    }

    KqlExpression Additive() => Chain(["+", "-"], Multiplicative);

    KqlExpression Multiplicative() => Chain(["*", "/", "%"], StringOperand);

    KqlExpression Chain(string[] operators, Func<KqlExpression> operand)
    {
        var start = _at;
        var left = operand();
        var chain = 0;
        while (Current.Kind == KqlTokenKind.Symbol && operators.Contains(Current.Text))
        {
            var token = Next();
            var right = operand();
            left = new BinaryExpression(SpanFrom(start), left, token.Text, token.Span, right);
            if (++chain > LongestChain)
            {
                _depth = DeepestNesting;
                TooDeep();
                break;
            }
        }

        return left;
    }

    KqlExpression StringOperand()
    {
        var start = _at;
        var left = Unary();
        var chain = 0;
        while (StringOperator() is { } op && ++chain < LongestChain)
        {
            var right = Unary();
            left = new BinaryExpression(SpanFrom(start), left, op.Text, op.Span, right);
        }

        return left;
    }

    (string Text, SourceSpan Span)? StringOperator()
    {
        var token = Current;
        if (token.Kind is not (KqlTokenKind.Symbol or KqlTokenKind.Word))
        {
            return null;
        }

        if (token.Text == "matches" && Peek().IsWord("regex"))
        {
            _at += 2;
            return ("matches regex", token.Span.Through(_tokens[_at - 1].Span));
        }

        if (_stringOperators.Contains(token.Text) || (token.Is(":") && _searching))
        {
            _at++;
            return (token.Text, token.Span);
        }

        return null;
    }

    KqlExpression Unary()
    {
        var start = _at;
        if (!At("-") && !At("+"))
        {
            return Path();
        }

        var minus = At("-");
        _at++;
        _depth++;
        var operand = TooDeep() ? new MissingExpression(Current.Span) : Unary();
        _depth--;
        var span = SpanFrom(start);
        return (minus, operand) switch
        {
            (true, LiteralExpression { Type: ScalarType.Long or ScalarType.TimeSpan, Value: long v } n) => n with { Span = span, Value = unchecked(-v) },
            (true, LiteralExpression { Type: ScalarType.Real, Value: double v } n) => n with { Span = span, Value = -v },
            _ => new SignExpression(span, minus, operand),
        };
    }

    KqlExpression Path()
    {
        var start = _at;
        var value = Primary();
        for (var chain = 0; chain < LongestChain; chain++)
        {
            if (At(".") && (Peek().Kind == KqlTokenKind.Word || Peek().Is("[")))
            {
                _at++;
                var name = TryName();
                if (name is null)
                {
                    // `a.[0]`, as after to_json: an index behind a dot.
                    continue;
                }

                value = At("(") ? new MethodExpression(SpanFrom(start), value, Call(name)) : new MemberExpression(SpanFrom(start), value, name);
            }
            else if (At("[") && value is not LiteralExpression)
            {
                _at++;
                var index = Expression();
                Close("]");
                value = new IndexExpression(SpanFrom(start), value, index);
            }
            else
            {
                break;
            }
        }

        return value;
    }
}
