// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Lexing;
using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Parsing;

/// <summary>What an expression is made of: literals, names, calls, brackets, tables written in the text.</summary>
sealed partial class KqlParser
{
    KqlExpression Primary()
    {
        var start = _at;
        var token = Current;
        switch (token.Kind)
        {
            case KqlTokenKind.Literal:
                return Literal();
            case KqlTokenKind.Symbol when token.Text == "(":
                _at++;
                var inner = Argument();
                Close(")");
                return new BracketExpression(SpanFrom(start), inner);
            case KqlTokenKind.Symbol when token.Text == "[" && TryName() is { } bracketed:
                return At("(") ? Call(bracketed) : bracketed;
            case KqlTokenKind.Word:
                break;
            default:
                return Missing("an expression");
        }

        if (Peek().Is("("))
        {
            switch (token.Text)
            {
                case "dynamic":
                    return DynamicLiteral();
                case "datatable":
                    return Datatable();
                case "externaldata" or "external_data":
                    return ExternalData();
                case "typeof":
                    _at++;
                    var type = TypeofColumns();
                    return new TypeofExpression(SpanFrom(start), type);
            }

            return Call(Name());
        }

        CheckName(KqlReservedNames.Used);
        return Name();
    }

    void CheckName(IReadOnlySet<string> reserved)
    {
        if (reserved.Contains(Current.Text))
        {
            _diagnostics.Add(Messages.NameNeedsBrackets(Current.Span, Current.Text));
        }
    }

    LiteralExpression Literal()
    {
        var start = _at;
        var token = Next();
        var value = token.Value;
        while (token.IsString && Current.IsString)
        {
            // Strings next to each other are one string.
            value = (string)value! + (string)Next().Value!;
        }

        return new LiteralExpression(SpanFrom(start), token.Type, value);
    }

    CallExpression Call(NameExpression function)
    {
        var start = _at;
        var arguments = new List<NamedExpression>();
        _at++;
        _depth++;
        while (!TooDeep() && !At(")") && Current.Kind != KqlTokenKind.End)
        {
            arguments.Add(NamedArgument());
            if (!Accept(","))
            {
                break;
            }
        }

        _depth--;
        Close(")");
        return new CallExpression(function.Span.Through(SpanFrom(start)), function, arguments);
    }

    DatatableExpression Datatable()
    {
        var start = _at;
        _at++;
        var columns = Columns();
        var values = new List<KqlExpression>();
        if (Expect("["))
        {
            while (!At("]") && Current.Kind != KqlTokenKind.End)
            {
                values.Add(Expression());
                if (!Accept(","))
                {
                    break;
                }
            }

            Close("]");
        }

        return new DatatableExpression(SpanFrom(start), columns, values);
    }

    ExternalDataExpression ExternalData()
    {
        var start = _at;
        _at++;
        var columns = Columns();
        var uris = new List<KqlExpression>();
        if (Expect("["))
        {
            while (!At("]") && Current.Kind != KqlTokenKind.End)
            {
                uris.Add(Expression());
                if (!Accept(","))
                {
                    break;
                }
            }

            Close("]");
        }

        var properties = AcceptWord("with") ? Properties() : [];
        return new ExternalDataExpression(SpanFrom(start), columns, uris, properties);
    }

    // (name = value, …): the value is a literal or a word.
    List<KqlParameter> Properties()
    {
        var properties = new List<KqlParameter>();
        Expect("(");
        while (!At(")") && Current.Kind != KqlTokenKind.End)
        {
            var start = _at;
            var name = Name();
            Expect("=");
            var value = At("(") || At("[") ? Path() : ParameterValue();
            properties.Add(new KqlParameter(SpanFrom(start), name.Name, value));
            if (!Accept(","))
            {
                break;
            }
        }

        Close(")");
        return properties;
    }

    // (long) or (a:long, b:string).
    List<ColumnDeclaration> TypeofColumns()
    {
        if (!At("("))
        {
            Expect("(");
            return [];
        }

        if (Peek().Kind == KqlTokenKind.Word && Peek(2).Is(")"))
        {
            _at++;
            var start = _at;
            var type = TypeName();
            var column = new ColumnDeclaration(SpanFrom(start), "", type);
            _at++;
            return [column];
        }

        return Columns(starAllowed: true);
    }

    ScalarType? ToTypeof()
    {
        if (!AtWord("to") || !Peek().IsWord("typeof"))
        {
            return null;
        }

        _at += 2;
        var columns = TypeofColumns();
        return columns.Count == 1 ? columns[0].Type : null;
    }
}
