// SPDX-License-Identifier: Apache-2.0

using System.Collections;
using System.Text;
using Tapwatch.Languages.Aql.Parsing;
using Tapwatch.Languages.Aql.Syntax;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Tests.Languages.Aql;

/// <summary>A tree without its places, as text: two texts with the same shape say the same.</summary>
static class SyntaxShape
{
    internal static (SelectSyntax? Select, IReadOnlyList<Diagnostic> Messages) Parse(string text)
    {
        var bag = new DiagnosticBag(new SourceText("query", text));
        var select = Parser.Parse(bag);
        return (select, bag.ToList());
    }

    internal static string Of(object? node)
    {
        var text = new StringBuilder();
        Write(text, node);
        return text.ToString();
    }

    static void Write(StringBuilder text, object? node)
    {
        switch (node)
        {
            case null:
                text.Append('-');
                break;
            case SyntaxNode:
                text.Append(node.GetType().Name).Append('(');
                foreach (var property in node.GetType().GetProperties().Where(p => !p.Name.EndsWith("Span", StringComparison.Ordinal) && p.Name != "EqualityContract"))
                {
                    text.Append(property.Name).Append('=');
                    Write(text, property.PropertyType == typeof(SourceSpan?) ? property.GetValue(node) is not null : property.GetValue(node));
                    text.Append(' ');
                }

                text.Append(')');
                break;
            case string value:
                text.Append('\'').Append(value).Append('\'');
                break;
            case IEnumerable list:
                text.Append('[');
                foreach (var item in list)
                {
                    Write(text, item);
                    text.Append(' ');
                }

                text.Append(']');
                break;
            default:
                text.Append(node);
                break;
        }
    }
}
