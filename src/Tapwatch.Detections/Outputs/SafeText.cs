// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;

namespace Tapwatch.Detections.Outputs;

/// <summary>
/// Makes text out of logs harmless where it is shown. Whoever writes into a log (a user agent, a user name, a command) must not be able to
/// write to the terminal or into the spreadsheet of whoever reads it.
/// </summary>
public static class SafeText
{
    /// <summary>
    /// Text for a terminal, on one line: control characters (escape sequences among them) and characters that turn the direction of
    /// writing or cannot be seen become <c>\x1b</c> or <c>\u202e</c>.
    /// </summary>
    public static string ForTerminal(string text) => Escape(text, keepLines: false);

    /// <summary>As <see cref="ForTerminal"/>, but line ends and tabs stay: for texts that are ours, such as guides and plans.</summary>
    public static string ForTerminalLines(string text) => Escape(text, keepLines: true);

    /// <summary>
    /// A CSV value: quoted when it must be (RFC 4180), and with an apostrophe before a first character that spreadsheets take for a formula
    /// (<c>= + - @</c>, tab, carriage return; OWASP, CSV Injection).
    /// </summary>
    public static string ForCsv(string text)
    {
        if (text.Length > 0 && text[0] is ('=' or '+' or '-' or '@' or '\t' or '\r'))
        {
            text = "'" + text;
        }

        return text.AsSpan().ContainsAny("\",\r\n") ? "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : text;
    }

    static string Escape(string text, bool keepLines)
    {
        var first = 0;
        while (first < text.Length && !IsDangerous(text, first, keepLines))
        {
            first++;
        }

        if (first == text.Length)
        {
            return text;
        }

        var safe = new StringBuilder(text, 0, first, text.Length + 16);
        for (var i = first; i < text.Length; i++)
        {
            if (!IsDangerous(text, i, keepLines))
            {
                safe.Append(text[i]);
            }
            else if (text[i] < 0x100)
            {
                safe.Append(CultureInfo.InvariantCulture, $"\\x{(int)text[i]:x2}");
            }
            else
            {
                safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:x4}");
            }
        }

        return safe.ToString();
    }

    static bool IsDangerous(string text, int at, bool keepLines)
    {
        var c = text[at];
        if (c is >= ' ' and < '\x7f')
        {
            return false;
        }

        if (keepLines && c is ('\n' or '\t'))
        {
            return false;
        }

        return char.GetUnicodeCategory(c) switch
        {
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
            UnicodeCategory.Surrogate => !(char.IsHighSurrogate(c) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
                && !(char.IsLowSurrogate(c) && at > 0 && char.IsHighSurrogate(text[at - 1])),
            _ => false,
        };
    }
}
