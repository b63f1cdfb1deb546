// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Tapwatch.Languages.Kql.Parsing;
using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Printing;

/// <summary>Expressions. Brackets are nodes of the tree, so none are added here.</summary>
sealed partial class KqlPrinter
{
    void Expression(KqlExpression expression)
    {
        switch (expression)
        {
            case LiteralExpression literal:
                _text.Append(Literal(literal));
                break;
            case NameExpression name:
                Name(name.Name);
                break;
            case WildcardExpression wildcard:
                _text.Append(wildcard.Pattern);
                break;
            case StarExpression:
                _text.Append('*');
                break;
            case CallExpression call:
                Call(call);
                break;
            case MemberExpression member:
                Expression(member.Target);
                _text.Append('.');
                Name(member.Member.Name, isMember: true);
                break;
            case MethodExpression method:
                Expression(method.Target);
                _text.Append('.');
                Call(method.Call);
                break;
            case IndexExpression index:
                Expression(index.Target);
                _text.Append('[');
                Expression(index.Index);
                _text.Append(']');
                break;
            case SignExpression sign:
                _text.Append(sign.Minus ? '-' : '+');
                Expression(sign.Operand);
                break;
            case BinaryExpression binary:
                Expression(binary.Left);
                _text.Append(' ').Append(binary.Operator).Append(' ');
                Expression(binary.Right);
                break;
            case LogicalExpression logical:
                Separated(logical.Operands, Expression, logical.IsAnd ? " and " : " or ");
                break;
            case InExpression @in:
                Expression(@in.Left);
                _text.Append(' ').Append(@in.Operator).Append(" (");
                Separated(@in.Right, Expression);
                _text.Append(')');
                break;
            case BetweenExpression between:
                Expression(between.Left);
                _text.Append(between.Negated ? " !between (" : " between (");
                Expression(between.From);
                _text.Append(" .. ");
                Expression(between.To);
                _text.Append(')');
                break;
            case BracketExpression bracket:
                _text.Append('(');
                Expression(bracket.Inner);
                _text.Append(')');
                break;
            case PipeExpression pipe:
                Pipe(pipe);
                break;
            case SourceExpression source:
                Operator(source.Operator);
                break;
            case DatatableExpression table:
                _text.Append("datatable");
                if (table.Columns.Count == 0)
                {
                    _text.Append("()");
                }
                else
                {
                    Columns(table.Columns);
                }

                _text.Append('[');
                Separated(table.Values, Expression);
                _text.Append(']');
                break;
            case ExternalDataExpression external:
                _text.Append("externaldata");
                Columns(external.Columns);
                _text.Append('[');
                Separated(external.Uris, Expression);
                _text.Append(']');
                if (external.Properties.Count > 0)
                {
                    _text.Append(" with ");
                    Properties(external.Properties);
                }

                break;
            case LambdaExpression lambda:
                _text.Append(lambda.IsView ? "view " : "");
                LambdaParameters(lambda.Parameters);
                _text.Append(" {\n");
                Body(lambda.Body);
                _text.Append("\n}");
                break;
            case TypeofExpression type:
                _text.Append("typeof");
                Columns(type.Columns);
                break;
        }
    }

    void Pipe(PipeExpression pipe)
    {
        Expression(pipe.Source);
        for (var i = 0; i < pipe.Operators.Count; i++)
        {
            _text.Append(i == 0 && pipe.Source is InputExpression ? "" : "\n| ");
            Operator(pipe.Operators[i]);
        }
    }

    void Call(CallExpression call)
    {
        // A function's name is never written in brackets, so it was read as it stands.
        _text.Append(call.Function.Name).Append('(');
        Separated(call.Arguments, Named);
        _text.Append(')');
    }

    void Named(NamedExpression named)
    {
        if (named.Names.Count == 1)
        {
            Name(named.Names[0].Name);
            _text.Append(" = ");
        }
        else if (named.Names.Count > 1)
        {
            _text.Append('(');
            Separated(named.Names, n => Name(n.Name));
            _text.Append(") = ");
        }

        Expression(named.Value);
    }

    void Columns(IReadOnlyList<ColumnDeclaration> columns, bool star = false)
    {
        _text.Append('(');
        if (columns.Count == 0 || star)
        {
            _text.Append(columns.Count == 0 ? "*" : "*, ");
        }

        Separated(columns, c =>
        {
            if (c.Name.Length > 0)
            {
                Name(c.Name);
                _text.Append(':');
            }

            Type(c.Type);
        });
        _text.Append(')');
    }

    void Type(ScalarType? type) => _text.Append(type?.KustoName() ?? "string");

    void Name(string name, bool isMember = false)
    {
        if (IsPlain(name) && (isMember || !(KqlReservedNames.Given.Contains(name) || KqlReservedNames.Used.Contains(name))))
        {
            _text.Append(name);
        }
        else
        {
            _text.Append('[').Append(Quote(name)).Append(']');
        }
    }

    // Words that begin something else at the head of an expression are written in brackets, to be safe in every place.
    static bool IsPlain(string name) =>
        name.Length > 0 && (char.IsLetter(name[0]) || name[0] is '_' or '$') && name.All(static c => char.IsLetterOrDigit(c) || c is '_' or '$')
        && name is not ("true" or "false" or "and" or "or" or "in" or "has" or "by" or "on" or "between" or "matches" or "contains" or "startswith" or "endswith"
            or "True" or "False" or "TRUE" or "FALSE" or "h" or "H" or "print" or "union" or "search" or "find" or "evaluate" or "range");

    static string Quote(string text) => "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n").Replace("\r", "\\r") + "\"";

    static string Literal(LiteralExpression literal) => literal.Value switch
    {
        null => literal.Type == ScalarType.Dynamic ? "dynamic(null)" : literal.Type == ScalarType.String ? "\"\"" : $"{literal.Type.KustoName()}(null)",
        string text when literal.Type == ScalarType.String => Quote(text),
        string json => $"dynamic({json})",
        bool flag => flag ? "true" : "false",
        long ticks when literal.Type == ScalarType.DateTime => $"datetime({new DateTime(ticks).ToString("yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture)}Z)",
        long ticks when literal.Type == ScalarType.TimeSpan => $"timespan({new TimeSpan(ticks).ToString("c", CultureInfo.InvariantCulture)})",
        long whole when literal.Type == ScalarType.Int => $"int({whole})",
        double real => $"real({real.ToString("R", CultureInfo.InvariantCulture)})",
        decimal number => $"decimal({number.ToString(CultureInfo.InvariantCulture)})",
        Guid guid => $"guid({guid})",
        var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
    };
}
