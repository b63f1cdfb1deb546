// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Aql.Syntax;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Languages.Aql.Binding;

/// <summary>
/// The query inside TEXT SEARCH: words, "phrases", AND, OR, NOT, brackets, * and ? in words (QRadar, quick filter searches).
/// Words side by side must both occur.
/// </summary>
sealed class QuickFilter
{
    const int DeepestNesting = 50;

    readonly List<string> _tokens = [];
    readonly Expression _payload;
    int _at;
    int _depth;
    bool _failed;

    QuickFilter(string query, Expression payload)
    {
        _payload = payload;
        Cut(query);
    }

    public static Expression Bind(TextSearchSyntax search, Expression payload, DiagnosticBag diagnostics)
    {
        var filter = new QuickFilter(search.Query, payload);
        var condition = filter.Or();
        if (filter._failed || filter._at < filter._tokens.Count || filter._tokens.Count == 0)
        {
            diagnostics.Add(Messages.AqlParsing(search.QuerySpan, "text search", "words, \"phrases\", AND, OR, NOT and brackets"));
        }

        return condition;
    }

    void Cut(string query)
    {
        for (var at = 0; at < query.Length;)
        {
            var start = at++;
            switch (query[start])
            {
                case ' ' or '\t' or '\r' or '\n':
                    continue;
                case '(' or ')':
                    break;
                case '"':
                    var end = query.IndexOf('"', at);
                    at = end < 0 ? query.Length : end + 1;
                    _failed |= end < 0;
                    break;
                default:
                    while (at < query.Length && query[at] is not (' ' or '\t' or '\r' or '\n' or '(' or ')' or '"'))
                    {
                        at++;
                    }

                    break;
            }

            _tokens.Add(query[start..at]);
        }
    }

    bool Is(string word) => _at < _tokens.Count && _tokens[_at].Equals(word, StringComparison.Ordinal);

    Expression Or()
    {
        var operands = new List<Expression> { And() };
        while (Is("OR"))
        {
            _at++;
            operands.Add(And());
        }

        return operands.Count == 1 ? operands[0] : LogicFunctions.Or.Call(operands);
    }

    Expression And()
    {
        var operands = new List<Expression> { Not() };
        while (!_failed && _at < _tokens.Count && !Is("OR") && !Is(")"))
        {
            if (Is("AND"))
            {
                _at++;
            }

            operands.Add(Not());
        }

        return operands.Count == 1 ? operands[0] : LogicFunctions.And.Call(operands);
    }

    Expression Not()
    {
        var negated = false;
        while (Is("NOT"))
        {
            negated = !negated;
            _at++;
        }

        var term = Term();
        return negated ? LogicFunctions.Not.Call(term) : term;
    }

    Expression Term()
    {
        if (_failed || _at >= _tokens.Count || Is(")") || Is("AND") || Is("OR") || _depth >= DeepestNesting)
        {
            _failed = true;
            return Constant.Bool(false);
        }

        var token = _tokens[_at++];
        if (token == "(")
        {
            _depth++;
            var inner = Or();
            _depth--;
            _failed |= !Is(")");
            _at++;
            return inner;
        }

        if (token[0] == '"')
        {
            return MatchFunctions.ContainsIgnoreCase.Call(_payload, Constant.Text(token.Trim('"')));
        }

        return token.AsSpan().IndexOfAny('*', '?') >= 0
            ? MatchFunctions.LikeIgnoreCase.Call(_payload, Constant.Text("%" + token.Replace('*', '%').Replace('?', '_') + "%"))
            : MatchFunctions.HasTermIgnoreCase.Call(_payload, Constant.Text(token));
    }
}
