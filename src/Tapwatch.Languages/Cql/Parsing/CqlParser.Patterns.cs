// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Syntax;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Languages.Cql.Parsing;

/// <summary>Patterns, query parameters and saved queries.</summary>
sealed partial class CqlParser
{
    PatternSyntax? Pattern(string expected)
    {
        var start = _scanner.At;
        switch (_scanner.Current)
        {
            case '"':
                var text = _scanner.ReadString();
                return new TextPattern(text, SourceSpan.Between(start, _scanner.At));
            case '/':
                return _scanner.ReadRegex();
            case '?':
                return Parameter();
        }

        var end = _scanner.PatternEnd(start);
        if (end == start)
        {
            Unexpected(expected);
            return null;
        }

        _scanner.At = end;
        var span = SourceSpan.Between(start, end);
        var word = _scanner.Text[start..end];
        if (word.EndsWith("//", StringComparison.Ordinal))
        {
            _diagnostics.Add(Messages.CqlEndsInSlashes(span, word));
        }

        return new WordPattern(word, span);
    }

    ParameterPattern Parameter()
    {
        var start = _scanner.At++;
        if (!_scanner.Take("{"))
        {
            var from = _scanner.At;
            _scanner.At = _scanner.NameEnd(from);
            var bare = _scanner.Text[from.._scanner.At];
            if (bare.Length == 0)
            {
                Unexpected("the name of a parameter");
            }

            return new ParameterPattern(bare, null, SourceSpan.Between(start, _scanner.At));
        }

        _scanner.SkipTrivia();
        var name = Pattern("the name of a parameter") switch
        {
            TextPattern quoted => quoted.Text,
            WordPattern word => word.Text,
            _ => "",
        };
        _scanner.SkipTrivia();
        string? value = null;
        if (_scanner.Take("="))
        {
            _scanner.SkipTrivia();
            value = Pattern("a value") switch
            {
                TextPattern text => text.Text,
                WordPattern word => word.Text,
                RegexPattern regex => _scanner.Text[regex.Span.Start..regex.Span.End],
                _ => null,
            };
            _scanner.SkipTrivia();
        }

        if (!_scanner.Take("}"))
        {
            Unexpected("`}`");
        }

        return new ParameterPattern(name, value, SourceSpan.Between(start, _scanner.At));
    }

    (string Name, IReadOnlyList<ArgumentSyntax> Arguments) Saved()
    {
        _scanner.At++;
        string name;
        if (_scanner.Current == '"')
        {
            name = _scanner.ReadString();
        }
        else
        {
            var start = _scanner.At;
            while (CqlCharacters.IsName(_scanner.Current) || _scanner.Current is '/' or ':' or '-')
            {
                _scanner.At++;
            }

            name = _scanner.Text[start.._scanner.At];
        }

        if (name.Length == 0)
        {
            Unexpected("the name of a saved query");
        }

        return (name, After(_scanner.At) == '(' ? Arguments() : []);
    }
}
