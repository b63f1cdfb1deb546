// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;

namespace Tapwatch.Plan.Catalog;

/// <summary>Reads the expressions of view files: a field path, <c>'text'</c>, a number, <c>true</c>, <c>false</c>, or <c>function(argument, …)</c>.</summary>
sealed class ViewExpressionParser
{
    const int DeepestNesting = 64;

    readonly string _text;
    int _at;
    int _depth;
    string? _error;

    ViewExpressionParser(string text) => _text = text;

    /// <summary>The expression, or null and the reason why it cannot be read.</summary>
    public static ViewExpression? Parse(string text, out string? error)
    {
        var parser = new ViewExpressionParser(text);
        var expression = parser.Expression();
        parser.SkipBlanks();
        if (parser._error is null && parser._at < text.Length)
        {
            parser.Fail($"unexpected `{text[parser._at]}`");
        }

        error = parser._error;
        return error is null ? expression : null;
    }

    ViewExpression Expression()
    {
        SkipBlanks();
        if (_at >= _text.Length)
        {
            return Fail("it ends where a value must stand");
        }

        var c = _text[_at];
        if (c == '\'')
        {
            return Text();
        }

        if (char.IsAsciiDigit(c) || (c == '-' && _at + 1 < _text.Length && char.IsAsciiDigit(_text[_at + 1])))
        {
            return Number();
        }

        var start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '_' or '.' or '$' or '@' or '#' or '-' or '[' or ']' or '`'))
        {
            if (_text[_at] == '`')
            {
                var close = _text.IndexOf('`', _at + 1);
                if (close < 0)
                {
                    return Fail("a backtick has no partner");
                }

                _at = close;
            }

            _at++;
        }

        var word = _text[start.._at];
        if (word.Length == 0)
        {
            return Fail($"unexpected `{c}`");
        }

        SkipBlanks();
        if (_at < _text.Length && _text[_at] == '(')
        {
            return Call(word);
        }

        return word switch
        {
            "true" => new ViewLiteral(true),
            "false" => new ViewLiteral(false),
            _ => new ViewField(word),
        };
    }

    ViewExpression Call(string name)
    {
        if (!ViewLowering.Functions.TryGetValue(name, out var count))
        {
            return Fail($"there is no view function `{name}`");
        }

        if (++_depth > DeepestNesting)
        {
            return Fail($"nested more than {DeepestNesting} deep");
        }

        _at++;
        var arguments = new List<ViewExpression>();
        do
        {
            arguments.Add(Expression());
            SkipBlanks();
        }
        while (_error is null && _at < _text.Length && _text[_at] == ',' && ++_at > 0);

        if (_error is null && (_at >= _text.Length || _text[_at++] != ')'))
        {
            return Fail($"`{name}(` is not closed");
        }

        _depth--;
        var odd = name == "case" && arguments.Count % 2 == 0;
        if (_error is null && (arguments.Count < count.Least || arguments.Count > count.Most || odd))
        {
            return Fail($"`{name}` takes {(count.Least == count.Most ? count.Least : $"{count.Least} to {count.Most}")} arguments, but {arguments.Count} given");
        }

        return new ViewCall(name, arguments);
    }

    // A quote inside the text is written twice.
    ViewExpression Text()
    {
        var text = new StringBuilder();
        for (_at++; _at < _text.Length; _at++)
        {
            if (_text[_at] != '\'')
            {
                text.Append(_text[_at]);
            }
            else if (_at + 1 < _text.Length && _text[_at + 1] == '\'')
            {
                text.Append(_text[_at++]);
            }
            else
            {
                _at++;
                return new ViewLiteral(text.ToString());
            }
        }

        return Fail("a text has no end");
    }

    ViewExpression Number()
    {
        var start = _at++;
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
        {
            _at++;
        }

        return long.TryParse(_text.AsSpan(start, _at - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? new ViewLiteral(value)
            : Fail("the number is too large");
    }

    void SkipBlanks()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }
    }

    ViewLiteral Fail(string reason)
    {
        _error ??= reason;
        _at = _text.Length;
        return new ViewLiteral("");
    }
}
