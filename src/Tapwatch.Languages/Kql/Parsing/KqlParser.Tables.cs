// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Lexing;
using Tapwatch.Languages.Kql.Syntax;

namespace Tapwatch.Languages.Kql.Parsing;

/// <summary>Operators over several tables: union, join, lookup, search, find.</summary>
sealed partial class KqlParser
{
    // In a search predicate `Column:"x"` means `has`.
    bool _searching;

    KqlExpression UnionTable()
    {
        if (At("("))
        {
            return Path();
        }

        return Pattern();
    }

    JoinOperator Join(bool isLookup)
    {
        var parameters = Parameters("kind", "withsource", "isfuzzy");
        var right = Path();
        parameters.AddRange(Parameters("kind"));
        var on = AcceptWord("on") ? List(Expression) : [];
        if (on.Count == 0 && AcceptWord("where"))
        {
            on = List(Expression);
        }

        return new JoinOperator(default, isLookup, parameters, right, on);
    }

    List<KqlExpression> TableList()
    {
        var tables = new List<KqlExpression>();
        Expect("(");
        while (!At(")") && Current.Kind != KqlTokenKind.End)
        {
            tables.Add(UnionTable());
            if (!Accept(","))
            {
                break;
            }
        }

        Close(")");
        return tables;
    }

    SearchOperator Search()
    {
        var parameters = Parameters("kind", "case");
        var tables = AcceptWord("in") ? TableList() : [];
        parameters.AddRange(Parameters("kind", "case"));
        var outer = _searching;
        _searching = true;
        var predicate = Expression();
        _searching = outer;
        return new SearchOperator(default, parameters, tables, predicate);
    }

    FindOperator Find()
    {
        var parameters = Parameters("withsource", "datascope");
        var tables = AcceptWord("in") ? TableList() : [];
        parameters.AddRange(Parameters("withsource", "datascope"));
        AcceptWord("where");
        var outer = _searching;
        _searching = true;
        var predicate = Expression();
        _searching = outer;
        string? projection = null;
        var columns = new List<KqlExpression>();
        if (Current.Kind == KqlTokenKind.Word && OperatorName(_at) is var (name, tokens) && name is "project" or "project-smart" or "project-away")
        {
            projection = name;
            _at += tokens;
            columns = name == "project-smart" ? [] : List(FindColumn);
        }

        return new FindOperator(default, parameters, tables, predicate, projection, columns);
    }

    KqlExpression FindColumn()
    {
        var column = Pattern();
        if (Accept(":"))
        {
            TypeName();
        }

        return column;
    }
}
