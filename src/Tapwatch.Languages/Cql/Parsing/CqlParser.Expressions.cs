// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Syntax;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Languages.Cql.Parsing;

/// <summary>Expressions, arrays and function calls.</summary>
sealed partial class CqlParser
{
    static readonly string[] _comparisons = ["<=>", "==", "!=", "<=", ">=", "<", ">"];

    ExpressionSyntax? Expression()
    {
        _scanner.SkipTrivia();
        if (!Enter())
        {
            return null;
        }

        var left = Additive();
        while (left is not null)
        {
            _scanner.SkipTrivia();
            var symbol = System.Array.Find(_comparisons, s => SymbolAt(_scanner.At, s));
            if (symbol is null)
            {
                break;
            }

            _scanner.At += symbol.Length;
            if (Additive() is not { } right)
            {
                break;
            }

            left = new BinaryExpression(symbol, left, right, left.Span.Through(right.Span));
        }

        Leave();
        return left;
    }

    ExpressionSyntax? Additive()
    {
        var left = Multiplicative();
        while (left is not null)
        {
            _scanner.SkipTrivia();
            if (_scanner.Current is not ('+' or '-') || !OperandFollows())
            {
                break;
            }

            left = Binary(left, Multiplicative);
        }

        return left;
    }

    ExpressionSyntax? Multiplicative()
    {
        var left = UnaryExpression();
        while (left is not null)
        {
            _scanner.SkipTrivia();
            if (_scanner.Current is not ('*' or '/' or '%') || !OperandFollows())
            {
                break;
            }

            left = Binary(left, UnaryExpression);
        }

        return left;
    }

    ExpressionSyntax Binary(ExpressionSyntax left, Func<ExpressionSyntax?> operand)
    {
        var symbol = _scanner.Current.ToString();
        _scanner.At++;
        return operand() is { } right ? new BinaryExpression(symbol, left, right, left.Span.Through(right.Span)) : left;
    }

    // `values=[abc*]`: a star that nothing follows is a wildcard of the word before it.
    bool OperandFollows() => After(_scanner.At + 1) is not (',' or ')' or ']' or '}' or ';' or '|' or '\0');

    ExpressionSyntax? UnaryExpression()
    {
        _scanner.SkipTrivia();
        var start = _scanner.At;
        if (_scanner.Current is not ('-' or '!') || SymbolAt(start, "!="))
        {
            return PrimaryExpression();
        }

        var symbol = _scanner.Current;
        _scanner.At++;
        if (!Enter())
        {
            return null;
        }

        var operand = UnaryExpression();
        Leave();
        return operand is null ? null : new UnaryExpression(symbol, operand, SourceSpan.Between(start, operand.Span.End));
    }

    ExpressionSyntax? PrimaryExpression()
    {
        var start = _scanner.At;
        switch (_scanner.Current)
        {
            case '(':
                _scanner.At++;
                var inner = Expression();
                SkipLogic(')');
                if (!_scanner.Take(")"))
                {
                    Unexpected("`)`");
                }

                return inner is null ? null : new GroupExpression(inner, SourceSpan.Between(start, _scanner.At));
            case '{':
                return Subquery();
            case '[':
                return Array();
            case '"':
                var text = _scanner.ReadString();
                return new TextExpression(text, SourceSpan.Between(start, _scanner.At));
            case '/':
                var regex = _scanner.ReadRegex();
                return new RegexExpression(regex, regex.Span);
            case '?':
                var parameter = Parameter();
                return new ParameterExpression(parameter, parameter.Span);
            case '$':
                var (name, arguments) = Saved();
                return new SavedExpression(name, arguments, SourceSpan.Between(start, _scanner.At));
        }

        if (CallBegins(start))
        {
            return Call();
        }

        return Word(start);
    }

    ExpressionSyntax? Word(int start)
    {
        var end = _scanner.NameEnd(start);
        var run = _scanner.PatternEnd(start);
        if (run > end && IsPatternWord(start, run))
        {
            end = run;
        }

        if (end == start)
        {
            Unexpected("a value");
            return null;
        }

        _scanner.At = end;
        return new WordExpression(_scanner.Text[start..end], SourceSpan.Between(start, end));
    }

    // Arguments such as `values=[10.*, a:b]` are bare patterns, not arithmetic.
    bool IsPatternWord(int start, int end)
    {
        var next = After(end);
        if (next is not (',' or ')' or ']'))
        {
            return false;
        }

        var word = _scanner.Text.AsSpan(start, end - start);
        return word[0] == '*' || word[^1] == '*' || word.IndexOfAny(':', '~') >= 0;
    }

    SubqueryExpression Subquery()
    {
        var start = _scanner.At++;
        var pipeline = Pipeline(nested: true);
        while (_scanner.Current == ';')
        {
            Unexpected("`}`");
            _scanner.At++;
            Pipeline(nested: true);
        }

        _scanner.SkipTrivia();
        if (!_scanner.Take("}"))
        {
            Unexpected("`}`");
        }

        return new SubqueryExpression(pipeline, SourceSpan.Between(start, _scanner.At));
    }

    ArraySyntax Array()
    {
        var start = _scanner.At++;
        var items = new List<ExpressionSyntax>();
        while (ListContinues(']'))
        {
            var before = _scanner.At;
            var item = AssignmentTarget() is { } target
                ? Expression() is { } value ? new AssignExpression(target, value, target.Span.Through(value.Span)) : null
                : Expression();
            if (item is not null)
            {
                items.Add(item);
            }

            EndItem(']', before);
        }

        return new ArraySyntax(items, SourceSpan.Between(start, _scanner.At));
    }

    bool ListContinues(char close)
    {
        while (true)
        {
            _scanner.SkipTrivia();
            if (_scanner.AtEnd)
            {
                Unexpected($"`{close}`");
                return false;
            }

            if (_scanner.Current == close)
            {
                _scanner.At++;
                return false;
            }

            if (_scanner.Current != ',')
            {
                return true;
            }

            _scanner.At++;
        }
    }

    // After an item: a comma or the end of the list; anything else is told once and skipped.
    void EndItem(char close, int before)
    {
        SkipLogic(close);
        if (_scanner.AtEnd || _scanner.Current == ',' || _scanner.Current == close)
        {
            return;
        }

        Unexpected($"`,` or `{close}`");
        SkipToItemEnd(close);
        if (_scanner.At == before)
        {
            _scanner.At++;
        }
    }

    // Expressions have no AND and OR.
    void SkipLogic(char close)
    {
        _scanner.SkipTrivia();
        if (_scanner.IsWord("and") || _scanner.IsWord("or"))
        {
            var length = _scanner.IsWord("or") ? 2 : 3;
            _diagnostics.Add(Messages.CqlLogicInExpression(new SourceSpan(_scanner.At, length), _scanner.Text.Substring(_scanner.At, length)));
            SkipToItemEnd(close);
        }
    }

    void SkipToItemEnd(char close)
    {
        var open = 0;
        while (!_scanner.AtEnd)
        {
            var c = _scanner.Current;
            if (c == '"')
            {
                _scanner.ReadString();
                continue;
            }

            if (open == 0 && (c == ',' || c == close))
            {
                return;
            }

            if (c is '(' or '[' or '{')
            {
                open++;
            }
            else if (c is ')' or ']' or '}')
            {
                open = Math.Max(0, open - 1);
            }

            _scanner.At++;
        }
    }
}
