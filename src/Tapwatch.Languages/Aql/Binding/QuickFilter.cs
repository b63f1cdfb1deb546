// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.RegularExpressions;
using Tapwatch.Languages.Aql.Syntax;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Languages.Aql.Binding;

/// <summary>
/// The query inside TEXT SEARCH: words, "phrases", AND, OR, NOT, brackets, * and ? in words but not in front (QRadar, quick filter searches).
/// Case does not count. Words side by side must both occur. A word is found where it is not part of a longer run of letters and digits;
/// between the words of a phrase anything but letters and digits may stand.
/// </summary>
sealed class QuickFilter
{
    const int DeepestNesting = 50;
    const string Character = @"[\p{L}\p{Nd}]";
    const string Other = @"[^\p{L}\p{Nd}]";

    readonly IReadOnlyList<QuickFilterToken> _tokens;
    readonly Expression _payload;
    int _at;
    int _depth;
    bool _failed;
    bool _startsWild;

    QuickFilter(IReadOnlyList<QuickFilterToken> tokens, Expression payload)
    {
        _tokens = tokens;
        _payload = payload;
    }

    public static Expression Bind(TextSearchSyntax search, Expression payload, DiagnosticBag diagnostics)
    {
        var tokens = QuickFilterTokens.Cut(search.Query);
        var filter = new QuickFilter(tokens ?? [], payload);
        var condition = filter.Or();
        if (filter._startsWild)
        {
            diagnostics.Add(Messages.AqlParsing(search.QuerySpan, "`*` or `?` in front of a word", "a letter or digit", "a quick filter cannot begin a word with a wildcard: write UTF8(payload) ILIKE '%…%'"));
        }
        else if (tokens is null || filter._failed || filter._at < tokens.Count || tokens.Count == 0)
        {
            diagnostics.Add(Messages.AqlParsing(search.QuerySpan, "text search", "words, \"phrases\", AND, OR, NOT and brackets"));
        }

        return condition;
    }

    bool Is(string word) => _at < _tokens.Count && _tokens[_at].Kind == QuickFilterKind.Operator && _tokens[_at].Text == word;

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
        return token.Kind switch
        {
            QuickFilterKind.Operator => Bracketed(),
            QuickFilterKind.Phrase => Phrase(token.Text),
            _ => Word(token.Text),
        };
    }

    Expression Bracketed()
    {
        _depth++;
        var inner = Or();
        _depth--;
        _failed |= !Is(")");
        _at++;
        return inner;
    }

    Call Phrase(string text)
    {
        var words = Regex.Split(text, Other + "+", RegexOptions.CultureInvariant).Where(static w => w.Length > 0).ToArray();
        return words.Length switch
        {
            0 => MatchFunctions.ContainsIgnoreCase.Call(_payload, Constant.Text(text)),
            1 => MatchFunctions.HasTermIgnoreCase.Call(_payload, Constant.Text(words[0])),
            _ => Matches(string.Join(Other + "+", words.Select(Regex.Escape))),
        };
    }

    Call Word(string word)
    {
        if (word.AsSpan().IndexOfAny(QuickFilterTokens.AnyRun, QuickFilterTokens.AnyOne) < 0)
        {
            return MatchFunctions.HasTermIgnoreCase.Call(_payload, Constant.Text(word));
        }

        _startsWild |= word[0] is QuickFilterTokens.AnyRun or QuickFilterTokens.AnyOne;
        var pattern = new StringBuilder();
        foreach (var c in word)
        {
            pattern.Append(c switch { QuickFilterTokens.AnyRun => Character + "*", QuickFilterTokens.AnyOne => Character, _ => Regex.Escape(c.ToString()) });
        }

        return Matches(pattern.ToString());
    }

    Call Matches(string pattern) => MatchFunctions.Regex.Call(_payload, Constant.Text($"(?i)(?:^|{Other}){pattern}(?:{Other}|$)"));
}
