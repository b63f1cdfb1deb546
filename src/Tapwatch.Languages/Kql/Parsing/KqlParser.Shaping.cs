// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Lexing;
using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Parsing;

/// <summary>Operators that take values apart or put them together: mv-expand, mv-apply, parse, make-series, evaluate.</summary>
sealed partial class KqlParser
{
    ExpandItem ExpandColumn()
    {
        var column = Named();
        return new ExpandItem(column, ToTypeof());
    }

    ExpandOperator Expand(bool old)
    {
        var parameters = Parameters("kind", "bagexpansion", "with_itemindex");
        if (old)
        {
            // The old spelling stops at 128 elements unless told otherwise.
            parameters.Insert(0, new KqlParameter(default, "old", new LiteralExpression(default, ScalarType.Bool, true)));
        }

        var columns = List(ExpandColumn);
        return new ExpandOperator(default, parameters, columns, AcceptWord("limit") ? Expression() : null);
    }

    ApplyOperator Apply()
    {
        var parameters = Parameters("kind", "with_itemindex", "id");
        var columns = List(ExpandColumn);
        var limit = AcceptWord("limit") ? Expression() : null;
        if (AcceptWord("id"))
        {
            Expression();
        }

        ExpectWord("on");
        Expect("(");
        return new ApplyOperator(default, parameters, columns, limit, SubQuery(")"));
    }

    ParseOperator Parse(bool where)
    {
        var parameters = Parameters("kind", "flags");
        var value = Expression();
        ExpectWord("with");
        var pattern = new List<ParsePiece>();
        while (true)
        {
            var token = Current;
            if (token.Is("*"))
            {
                _at++;
                pattern.Add(new ParseStar(token.Span));
            }
            else if (token.Kind == KqlTokenKind.Literal)
            {
                var text = Literal();
                pattern.Add(new ParseText(text.Span, text));
            }
            else if (token.Is("("))
            {
                var text = Primary();
                pattern.Add(new ParseText(text.Span, text));
            }
            else if (token.Kind == KqlTokenKind.Word || token.Is("["))
            {
                var start = _at;
                var name = Name();
                var type = Accept(":") ? TypeName() : null;
                pattern.Add(new ParseColumn(SpanFrom(start), name.Name, type));
                if (name.Name.Length == 0)
                {
                    break;
                }
            }
            else
            {
                break;
            }
        }

        if (pattern.Count == 0)
        {
            Unexpected("a pattern");
        }

        return new ParseOperator(default, where, parameters, value, pattern);
    }

    ParseKvOperator ParseKv()
    {
        var value = Expression();
        ExpectWord("as");
        var columns = Columns();
        return new ParseKvOperator(default, value, columns, AcceptWord("with") ? Properties() : []);
    }

    MakeSeriesOperator MakeSeries()
    {
        var parameters = Parameters("kind");
        var series = List(() =>
        {
            var aggregate = Named();
            return new SeriesItem(aggregate, AcceptWord("default") && Expect("=") ? Expression() : null);
        });
        ExpectWord("on");
        // No comparison here: `in range(…)` follows the axis.
        var on = Named(Additive);
        KqlExpression? from = null;
        KqlExpression? to = null;
        KqlExpression? step = null;
        if (AtWord("in") && Peek().IsWord("range"))
        {
            // The old form: in range(start, stop, step).
            _at++;
            var call = Call(Name());
            from = call.Arguments.ElementAtOrDefault(0)?.Value;
            to = call.Arguments.ElementAtOrDefault(1)?.Value;
            step = call.Arguments.ElementAtOrDefault(2)?.Value;
            parameters.Add(new KqlParameter(default, "inclusive", new LiteralExpression(default, ScalarType.Bool, true)));
        }
        else
        {
            from = AcceptWord("from") ? Expression() : null;
            to = AcceptWord("to") ? Expression() : null;
            step = ExpectWord("step") ? Expression() : null;
        }

        var keys = AcceptWord("by") ? List(Named) : [];
        return new MakeSeriesOperator(default, parameters, series, on, from, to, step ?? new MissingExpression(new SourceSpan(Current.Span.Start, 0)), keys);
    }

    EvaluateOperator Evaluate()
    {
        var parameters = Parameters();
        var plugin = RequiredCall();
        var keeps = At(":") && Peek().Is("(") && Peek(2).Is("*");
        var schema = Accept(":") ? Columns(starAllowed: true) : null;
        return new EvaluateOperator(default, parameters, plugin, schema, keeps);
    }

    CallExpression RequiredCall()
    {
        var name = Name("a function");
        while (Accept("."))
        {
            name = Name("a function");
        }

        if (At("("))
        {
            return Call(name);
        }

        Unexpected("`(`");
        return new CallExpression(name.Span, name, []);
    }
}
