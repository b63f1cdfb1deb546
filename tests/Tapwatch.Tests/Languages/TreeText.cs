// SPDX-License-Identifier: Apache-2.0

using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Tests.Languages;

/// <summary>A syntax tree as text, without places: two trees are the same when their texts are.</summary>
static class TreeText
{
    public static string Of(object? node)
    {
        var text = new StringBuilder();
        Write(node, text);
        return text.ToString();
    }

    static void Write(object? value, StringBuilder text)
    {
        switch (value)
        {
            case null:
                text.Append('-');
                break;
            case string or bool or Enum or Guid or decimal or long or int or double:
                text.Append('\'').Append(Convert.ToString(value, CultureInfo.InvariantCulture)).Append('\'');
                break;
            case SourceSpan:
                break;
            case IEnumerable items:
                text.Append('[');
                foreach (var item in items)
                {
                    Write(item, text);
                    text.Append(' ');
                }

                text.Append(']');
                break;
            default:
                text.Append(value.GetType().Name).Append('(');
                foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
                {
                    Write(property.GetValue(value), text);
                    text.Append(' ');
                }

                text.Append(')');
                break;
        }
    }
}
