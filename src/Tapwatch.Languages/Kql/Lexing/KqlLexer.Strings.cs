// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Lexing;

/// <summary>String literals: <c>"…"</c>, <c>'…'</c> with escapes, <c>@"…"</c> verbatim, <c>```…```</c> over lines, each also behind an <c>h</c>.</summary>
sealed partial class KqlLexer
{
    string? Fence(int at) =>
        string.CompareOrdinal(_text, at, "```", 0, 3) == 0 ? "```" : string.CompareOrdinal(_text, at, "~~~", 0, 3) == 0 ? "~~~" : null;

    void Fenced(int start, string fence)
    {
        var body = _at + fence.Length;
        var end = body <= _text.Length ? _text.IndexOf(fence, body, StringComparison.Ordinal) : -1;
        if (end < 0)
        {
            diagnostics.Add(Messages.Unterminated(SourceSpan.Between(start, body), "string"));
            end = _text.Length;
            body = Math.Min(body, end);
        }

        _at = Math.Min(_text.Length, end + fence.Length);
        AddLiteral(start, ScalarType.String, _text[body..end]);
    }

    void String(int start)
    {
        var verbatim = _text[_at] == '@';
        if (verbatim)
        {
            _at++;
        }

        var quote = _text[_at++];
        var value = new StringBuilder();
        while (true)
        {
            if (_at >= _text.Length || _text[_at] is '\r' or '\n')
            {
                diagnostics.Add(Messages.Unterminated(SourceSpan.Between(start, _at), "string"));
                break;
            }

            var c = _text[_at++];
            if (c == quote)
            {
                if (verbatim && Peek(0) == quote)
                {
                    _at++;
                    value.Append(quote);
                    continue;
                }

                break;
            }

            if (c == '\\' && !verbatim)
            {
                Escape(value);
            }
            else
            {
                value.Append(c);
            }
        }

        AddLiteral(start, ScalarType.String, value.ToString());
    }

    void Escape(StringBuilder value)
    {
        var start = _at - 1;
        var c = Peek(0);
        if (c is '\0' or '\r' or '\n')
        {
            return;
        }

        _at++;
        switch (c)
        {
            case 'n': value.Append('\n'); break;
            case 'r': value.Append('\r'); break;
            case 't': value.Append('\t'); break;
            case 'a': value.Append('\a'); break;
            case 'b': value.Append('\b'); break;
            case 'f': value.Append('\f'); break;
            case 'v': value.Append('\v'); break;
            case '\\' or '"' or '\'': value.Append(c); break;
            case 'u': Code(start, 4, value); break;
            case 'U': Code(start, 8, value); break;
            case 'x': Code(start, 2, value); break;
            case >= '0' and <= '7':
                var code = c - '0';
                for (var i = 0; i < 2 && Peek(0) is >= '0' and <= '7'; i++)
                {
                    code = (code * 8) + (_text[_at++] - '0');
                }

                value.Append((char)code);
                break;
            default:
                diagnostics.Add(Messages.UnknownEscape(SourceSpan.Between(start, _at), _text[start.._at]));
                value.Append(c);
                break;
        }
    }

    void Code(int start, int digits, StringBuilder value)
    {
        var code = 0L;
        var read = 0;
        for (; read < digits && char.IsAsciiHexDigit(Peek(0)); read++)
        {
            code = (code * 16) + Convert.ToInt32(_text[_at++].ToString(), 16);
        }

        if (read < digits || code > 0x10FFFF)
        {
            diagnostics.Add(Messages.UnknownEscape(SourceSpan.Between(start, _at), _text[start.._at]));
        }
        else if (code > 0xFFFF)
        {
            value.Append(char.ConvertFromUtf32((int)code));
        }
        else
        {
            value.Append((char)code);
        }
    }
}
