// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Lexing;
using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Parsing;

/// <summary>Statements and lambdas.</summary>
sealed partial class KqlParser
{
    KqlStatement Statement()
    {
        var start = _at;
        var next = Peek();
        switch (Current.Kind == KqlTokenKind.Word ? Current.Text : "")
        {
            case "let" when next.Kind == KqlTokenKind.Word || next.Is("["):
                _at++;
                var name = Name();
                Expect("=");
                var value = LetValue();
                return new LetStatement(SpanFrom(start), name, value);
            case "set" when next.Kind == KqlTokenKind.Word:
                _at++;
                var option = Name();
                var setting = Accept("=") ? Unary() : null;
                return new SetStatement(SpanFrom(start), option.Name, setting);
            case "declare" when next.IsWord("query_parameters"):
                _at += 2;
                var parameters = LambdaParameters();
                return new ParametersStatement(SpanFrom(start), parameters);
            case "declare" when next.IsWord("pattern"):
                return Pattern(start);
            case "declare" or "alias" or "restrict" when next.Kind == KqlTokenKind.Word:
                return Raw(start);
            default:
                var query = Pipeline();
                return new QueryStatement(SpanFrom(start), query);
        }
    }

    PatternStatement Pattern(int start)
    {
        _at += 2;
        var name = Name();
        List<LambdaParameter> parameters = [];
        string? path = null;
        var cases = new List<PatternCase>();
        if (Accept("="))
        {
            parameters = LambdaParameters();
            if (Accept("["))
            {
                path = Name().Name;
                Expect(":");
                TypeName();
                Expect("]");
            }

            if (Expect("{"))
            {
                while (At("("))
                {
                    cases.Add(PatternCase());
                    Accept(";");
                }

                Close("}");
            }
        }

        var span = SpanFrom(start);
        return new PatternStatement(span, name, parameters, path, cases, _diagnostics.Source.Text.Substring(span.Start, span.Length));
    }

    PatternCase PatternCase()
    {
        Expect("(");
        var values = List(Expression);
        Expect(")");
        var path = Accept(".") ? Name().Name : null;
        Expect("=");
        var body = new KqlBody([]);
        _depth++;
        if (!TooDeep() && Expect("{"))
        {
            body = Body("}");
            Expect("}");
        }

        _depth--;
        return new PatternCase(values, path, body);
    }

    RawStatement Raw(int start)
    {
        var keyword = Next().Text;
        var open = 0;
        while (Current.Kind != KqlTokenKind.End && !(open == 0 && At(";")))
        {
            open += Current.Kind != KqlTokenKind.Symbol ? 0 : Current.Text switch { "(" or "{" or "[" => 1, ")" or "}" or "]" => -1, _ => 0 };
            _at++;
        }

        var span = SpanFrom(start);
        return new RawStatement(span, keyword, _diagnostics.Source.Text.Substring(span.Start, span.Length));
    }

    KqlExpression LetValue()
    {
        var start = _at;
        var view = AtWord("view") && Peek().Is("(");
        if (view)
        {
            _at++;
        }

        if (view || (At("(") && LambdaBegins()))
        {
            var parameters = LambdaParameters();
            var body = new KqlBody([]);
            _depth++;
            if (!TooDeep() && Expect("{"))
            {
                body = Body("}");
                Expect("}");
            }

            _depth--;
            return new LambdaExpression(SpanFrom(start), view, parameters, body);
        }

        return Pipeline();
    }

    // `(` begins a lambda when its closing bracket is followed by `{`.
    bool LambdaBegins()
    {
        var open = 0;
        for (var i = _at; i < _tokens.Count; i++)
        {
            if (_tokens[i].Kind != KqlTokenKind.Symbol)
            {
                continue;
            }

            if (_tokens[i].Text is "(" or "[" or "{")
            {
                open++;
            }
            else if (_tokens[i].Text is ")" or "]" or "}" && --open == 0)
            {
                return _tokens[Math.Min(i + 1, _tokens.Count - 1)].Is("{");
            }
            else if (_tokens[i].Text is ";" or "|" && open <= 1)
            {
                return false;
            }
        }

        return false;
    }

    List<LambdaParameter> LambdaParameters()
    {
        var parameters = new List<LambdaParameter>();
        Expect("(");
        while (!At(")") && Current.Kind != KqlTokenKind.End)
        {
            var start = _at;
            var name = Name();
            Expect(":");
            ScalarType? type = null;
            List<ColumnDeclaration>? columns = null;
            if (At("("))
            {
                columns = Columns(starAllowed: true);
            }
            else
            {
                type = TypeName();
            }

            var value = Accept("=") ? Unary() : null;
            parameters.Add(new LambdaParameter(SpanFrom(start), name.Name, type, columns, value));
            if (!Accept(","))
            {
                break;
            }
        }

        if (!Expect(")"))
        {
            SkipTo(")", ";");
            Accept(")");
        }

        return parameters;
    }

    // (a:long, b:string); (*) gives none.
    List<ColumnDeclaration> Columns(bool starAllowed = false)
    {
        var columns = new List<ColumnDeclaration>();
        Expect("(");
        while (!At(")") && Current.Kind != KqlTokenKind.End)
        {
            if (starAllowed && Accept("*"))
            {
            }
            else
            {
                columns.Add(Column());
            }

            if (!Accept(","))
            {
                break;
            }
        }

        if (!Expect(")"))
        {
            SkipTo(")", "|", ";");
            Accept(")");
        }

        return columns;
    }

    ColumnDeclaration Column()
    {
        var start = _at;
        var name = Name("a column name");
        Expect(":");
        var type = TypeName();
        return new ColumnDeclaration(SpanFrom(start), name.Name, type);
    }
}
