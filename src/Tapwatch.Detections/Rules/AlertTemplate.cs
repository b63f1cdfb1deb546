// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Tapwatch.Detections.Rules;

/// <summary>A text with columns in it, as <c>{{Column}}</c>.</summary>
static class AlertTemplate
{
    /// <summary>The columns a text names.</summary>
    public static IEnumerable<string> Columns(string? text) => Parts(text ?? "").Where(static p => p.IsColumn).Select(static p => p.Text);

    /// <summary>The text with the values in place; null when one of its columns has none, so that the rule's own word stands.</summary>
    /// <remarks>learn.microsoft.com/azure/sentinel/customize-alert-details: where a column has no value, the default stays.</remarks>
    public static string? Fill(string? text, Func<string, string?> value)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var filled = new StringBuilder();
        foreach (var (part, isColumn) in Parts(text))
        {
            if (!isColumn)
            {
                filled.Append(part);
            }
            else if (value(part) is { Length: > 0 } known)
            {
                filled.Append(known);
            }
            else
            {
                return null;
            }
        }

        return filled.ToString().Trim();
    }

    static IEnumerable<(string Text, bool IsColumn)> Parts(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf("{{", at, StringComparison.Ordinal);
            var close = open < 0 ? -1 : text.IndexOf("}}", open, StringComparison.Ordinal);
            if (close < 0)
            {
                yield return (text[at..], false);
                yield break;
            }

            yield return (text[at..open], false);
            yield return (text[(open + 2)..close].Trim(), true);
            at = close + 2;
        }
    }
}
