// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Languages.Kql.Syntax;

namespace Tapwatch.Languages.Kql.Printing;

/// <summary>Writes a tree as KQL: each statement on its own line, one line per operator. What is printed parses to the same tree.</summary>
sealed partial class KqlPrinter
{
    readonly StringBuilder _text = new();

    /// <summary>The text of these statements.</summary>
    public static string Print(KqlBody body)
    {
        var printer = new KqlPrinter();
        printer.Body(body);
        return printer._text.ToString();
    }

    void Body(KqlBody body)
    {
        for (var i = 0; i < body.Statements.Count; i++)
        {
            Statement(body.Statements[i]);
            _text.Append(i + 1 < body.Statements.Count ? ";\n" : "");
        }
    }

    void Statement(KqlStatement statement)
    {
        switch (statement)
        {
            case LetStatement let:
                _text.Append("let ");
                Name(let.Name.Name);
                _text.Append(" = ");
                Expression(let.Value);
                break;
            case QueryStatement query:
                Expression(query.Value);
                break;
            case SetStatement set:
                _text.Append("set ").Append(set.Name);
                if (set.Value is not null)
                {
                    _text.Append(" = ");
                    Expression(set.Value);
                }

                break;
            case ParametersStatement parameters:
                _text.Append("declare query_parameters ");
                LambdaParameters(parameters.Parameters);
                break;
            case PatternStatement pattern:
                _text.Append(pattern.Text);
                break;
            case RawStatement raw:
                _text.Append(raw.Text);
                break;
        }
    }

    void LambdaParameters(IReadOnlyList<LambdaParameter> parameters)
    {
        _text.Append('(');
        Separated(parameters, p =>
        {
            Name(p.Name);
            _text.Append(':');
            if (p.Columns is not null)
            {
                Columns(p.Columns);
            }
            else
            {
                Type(p.Type);
            }

            if (p.Default is not null)
            {
                _text.Append(" = ");
                Expression(p.Default);
            }
        });
        _text.Append(')');
    }

    void Separated<T>(IReadOnlyList<T> items, Action<T> print, string separator = ", ")
    {
        for (var i = 0; i < items.Count; i++)
        {
            _text.Append(i > 0 ? separator : "");
            print(items[i]);
        }
    }

    void Parameters(IReadOnlyList<KqlParameter> parameters)
    {
        foreach (var parameter in parameters.Where(static p => p.Name is not ("old" or "inclusive")))
        {
            _text.Append(parameter.Name).Append('=');
            Expression(parameter.Value);
            _text.Append(' ');
        }
    }

    void Properties(IReadOnlyList<KqlParameter> properties)
    {
        _text.Append('(');
        Separated(properties, p =>
        {
            if (p.Name.Length > 0)
            {
                Name(p.Name);
                _text.Append('=');
            }

            Expression(p.Value);
        });
        _text.Append(')');
    }
}
