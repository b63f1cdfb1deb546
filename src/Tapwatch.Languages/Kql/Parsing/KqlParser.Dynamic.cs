// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Tapwatch.Languages.Kql.Lexing;
using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Parsing;

/// <summary><c>dynamic(…)</c>: JSON, and KQL's own literals within it; becomes JSON text.</summary>
sealed partial class KqlParser
{
    LiteralExpression DynamicLiteral()
    {
        var start = _at;
        _at += 2;
        var json = new StringBuilder();
        DynamicValue(json);
        Close(")");
        return new LiteralExpression(SpanFrom(start), ScalarType.Dynamic, json.ToString() is "null" ? null : json.ToString());
    }

    void DynamicValue(StringBuilder json)
    {
        _depth++;
        if (!TooDeep())
        {
            if (Accept("["))
            {
                DynamicItems(json, '[', ']', keys: false);
            }
            else if (Accept("{"))
            {
                DynamicItems(json, '{', '}', keys: true);
            }
            else
            {
                DynamicScalar(json);
            }
        }

        _depth--;
    }

    void DynamicItems(StringBuilder json, char open, char close, bool keys)
    {
        json.Append(open);
        var first = true;
        while (!At(close.ToString()) && Current.Kind != KqlTokenKind.End)
        {
            if (!first)
            {
                json.Append(',');
            }

            first = false;
            if (keys)
            {
                if (Current.IsString)
                {
                    AppendJsonString(json, (string)Literal().Value!);
                }
                else
                {
                    AppendJsonString(json, Name("a string").Name);
                }

                json.Append(':');
                Expect(":");
            }

            DynamicValue(json);
            if (!Accept(","))
            {
                break;
            }
        }

        Close(close.ToString());
        json.Append(close);
    }

    void DynamicScalar(StringBuilder json)
    {
        var minus = Accept("-");
        if (!minus)
        {
            Accept("+");
        }

        if (Current.Kind == KqlTokenKind.Literal)
        {
            AppendJson(json, Literal(), minus);
        }
        else if (AcceptWord("null"))
        {
            json.Append("null");
        }
        else if (AtWord("dynamic") && Peek().Is("("))
        {
            json.Append(DynamicLiteral().Value ?? "null");
        }
        else if (Current.Kind == KqlTokenKind.Word && Peek().Text is "," or "]" or "}" or ")")
        {
            _diagnostics.Add(Messages.BadLiteral(Current.Span, Current.Text, "dynamic"));
            _at++;
            json.Append("null");
        }
        else
        {
            Unexpected("a value");
            json.Append("null");
        }
    }

    static void AppendJson(StringBuilder json, LiteralExpression literal, bool minus)
    {
        switch (literal.Value)
        {
            case null:
                json.Append("null");
                break;
            case bool flag:
                json.Append(flag ? "true" : "false");
                break;
            case string text:
                AppendJsonString(json, text);
                break;
            case long ticks when literal.Type == ScalarType.DateTime:
                AppendJsonString(json, new DateTime(ticks).ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture));
                break;
            case long ticks when literal.Type == ScalarType.TimeSpan:
                AppendJsonString(json, new TimeSpan(minus ? -ticks : ticks).ToString("c", CultureInfo.InvariantCulture));
                break;
            case double real when double.IsFinite(real):
                var digits = (minus ? -real : real).ToString("R", CultureInfo.InvariantCulture);
                json.Append(digits).Append(digits.AsSpan().IndexOfAny(".eE") < 0 ? ".0" : "");
                break;
            case long or decimal:
                json.Append(minus ? "-" : "").Append(Convert.ToString(literal.Value, CultureInfo.InvariantCulture));
                break;
            default:
                AppendJsonString(json, Convert.ToString(literal.Value, CultureInfo.InvariantCulture) ?? "");
                break;
        }
    }

    static void AppendJsonString(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            if (!rune.IsBmp)
            {
                json.Append(rune.ToString());
                continue;
            }

            var c = (char)rune.Value;
            _ = c switch
            {
                '"' => json.Append("\\\""),
                '\\' => json.Append("\\\\"),
                '\n' => json.Append("\\n"),
                '\r' => json.Append("\\r"),
                '\t' => json.Append("\\t"),
                < ' ' => json.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => json.Append(c),
            };
        }

        json.Append('"');
    }
}
