// SPDX-License-Identifier: Apache-2.0

using System.Collections;
using System.Text;
using Tapwatch.Languages.Cql.Syntax;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Tests.Languages.Cql;

/// <summary>A tree as text without places, to compare trees.</summary>
static class SyntaxDump
{
    public static string Of(CqlNode node)
    {
        var text = new StringBuilder();
        Append(text, node);
        return text.ToString();
    }

    static void Append(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append('-');
                break;
            case CqlNode node:
                text.Append('(').Append(node.GetType().Name.Replace("Syntax", "", StringComparison.Ordinal));
                foreach (var property in node.GetType().GetProperties().Where(p => p.PropertyType != typeof(SourceSpan) && p.Name != "EqualityContract"))
                {
                    text.Append(' ');
                    Append(text, property.GetValue(node));
                }

                text.Append(')');
                break;
            case string s:
                text.Append('\'').Append(s).Append('\'');
                break;
            case IEnumerable items:
                text.Append('[');
                foreach (var item in items)
                {
                    Append(text, item);
                }

                text.Append(']');
                break;
            default:
                text.Append(value);
                break;
        }
    }
}
