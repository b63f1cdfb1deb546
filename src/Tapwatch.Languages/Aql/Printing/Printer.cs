// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Languages.Aql.Syntax;

namespace Tapwatch.Languages.Aql.Printing;

/// <summary>Writes a query the way the guide does: one line, keywords in capitals, brackets where they are needed. Parsing the result gives the same tree.</summary>
sealed class Printer
{
    readonly StringBuilder _text = new();

    /// <summary>The text of a query.</summary>
    public static string Print(SelectSyntax select)
    {
        var printer = new Printer();
        printer.Select(select);
        return printer._text.ToString();
    }

    /// <summary>The text of an expression.</summary>
    public static string Print(ExpressionSyntax expression)
    {
        var printer = new Printer();
        new ExpressionPrinter(printer._text, printer.Select).Expression(expression);
        return printer._text.ToString();
    }

    void Select(SelectSyntax select)
    {
        _text.Append(select.Distinct is null ? "SELECT " : "SELECT DISTINCT ");
        List(select.Items, Item);
        _text.Append(" FROM ");
        Source(select.Source);
        if (select.Into is { } cursor)
        {
            _text.Append(" INTO ");
            Expression(cursor);
        }

        Clause(" WHERE ", select.Where);
        ListClause(" GROUP BY ", select.GroupBy, Expression);
        Clause(" HAVING ", select.Having);
        if (select.Session is { } session)
        {
            Session(session);
        }

        ListClause(" ORDER BY ", select.OrderBy, Order);
        Clause(" LIMIT ", select.Limit);
        if (select.Time is { } time)
        {
            Time(time);
        }

        ListClause(" PARAMETERS ", select.Parameters, p =>
        {
            ExpressionPrinter.Name(_text, p.Name, quoted: false);
            _text.Append('=');
            Expression(p.Value);
        });
    }

    void Item(ItemSyntax item)
    {
        Expression(item.Value);
        if (item.Alias is not { } alias)
        {
            return;
        }

        _text.Append(alias.Implicit ? " " : " AS ");
        _text.Append(alias.Form switch
        {
            AliasForm.DoubleQuoted => "\"" + alias.Name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"",
            AliasForm.SingleQuoted => "'" + alias.Name.Replace("'", "''", StringComparison.Ordinal) + "'",
            _ => alias.Name,
        });
    }

    void Source(SourceSyntax source)
    {
        switch (source)
        {
            case TableSyntax table:
                ExpressionPrinter.Name(_text, table.Name, table.Quoted);
                break;
            case GlobalViewSyntax view:
                _text.Append("GLOBALVIEW(");
                List(view.Arguments, Expression);
                _text.Append(')');
                break;
            case SubselectSyntax inner:
                _text.Append('(');
                Select(inner.Select);
                _text.Append(')');
                break;
        }
    }

    void Session(SessionSyntax session)
    {
        _text.Append(" SESSION BY ");
        Expression(session.Time);
        _text.Append(' ');
        List(session.Keys, Expression);
        Clause(session.ExplicitBegin ? " EXPLICIT BEGIN " : " BEGIN ", session.Begin);
        Clause(session.ExplicitEnd ? " EXPLICIT END " : " END ", session.End);
        Clause(" TIMEOUT ", session.Timeout);
        Clause(" TIMEWINDOW ", session.Window);
        if (session.WindowUnit is { } unit)
        {
            _text.Append(' ').Append(unit);
        }
    }

    void Order(OrderSyntax order)
    {
        Expression(order.Value);
        _text.Append(order.Descending ? " DESC" : " ASC");
        if (order.Collation is { } collation)
        {
            _text.Append(" COLLATE '").Append(collation.Replace("'", "''", StringComparison.Ordinal)).Append('\'');
        }
    }

    void Time(TimeSyntax time)
    {
        switch (time)
        {
            case LastSyntax last:
                _text.Append(" LAST ").Append(last.Count.Text).Append(' ').Append(last.Unit);
                break;
            case RangeSyntax range:
                Clause(" START ", range.Start);
                Clause(" STOP ", range.Stop);
                break;
            case TimesSyntax times:
                Clause(" TIMES ", times.Value);
                break;
        }
    }

    void Clause(string keyword, ExpressionSyntax? value)
    {
        if (value is not null)
        {
            _text.Append(keyword);
            Expression(value);
        }
    }

    void ListClause<T>(string keyword, IReadOnlyList<T> list, Action<T> print)
    {
        if (list.Count > 0)
        {
            _text.Append(keyword);
            List(list, print);
        }
    }

    void List<T>(IReadOnlyList<T> list, Action<T> print)
    {
        for (var i = 0; i < list.Count; i++)
        {
            _text.Append(i == 0 ? "" : ", ");
            print(list[i]);
        }
    }

    void Expression(ExpressionSyntax expression) => new ExpressionPrinter(_text, Select).Expression(expression);
}
