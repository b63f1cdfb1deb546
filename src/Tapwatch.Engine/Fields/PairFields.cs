// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Text;
using Tapwatch.Engine.Evaluation;

namespace Tapwatch.Engine.Fields;

/// <summary>Pairs of key and value in text: <c>a=1, b="two words" 'c'=3</c> (LogScale, kvParse).</summary>
static class PairFields
{
    static readonly SearchValues<byte> _space = SearchValues.Create(" \t\r\n,"u8);

    public static Kernel Of(CallSite site)
    {
        var sign = Encoding.UTF8.GetBytes(site.RequiredText(1));
        var prefix = Encoding.UTF8.GetBytes(site.RequiredText(2));
        var (padding, noEmpty, keepFirst) = (site.RequiredText(3), site.Constant(4)?.Value is true, site.Constant(5)?.Value is true);
        var fields = new FieldWriter();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return (in a, r) =>
        {
            fields.Begin();
            seen.Clear();
            var text = a.Text(0);
            for (var at = text.IndexOf(sign); sign.Length > 0 && at >= 0; at = text.IndexOf(sign))
            {
                var key = Key(text[..at], padding != "no");
                text = text[(at + sign.Length)..];
                if (key.IsEmpty)
                {
                    continue;
                }

                var value = Value(ref text, sign, padding);
                if ((!value.IsEmpty || !noEmpty) && (!keepFirst || seen.Add(Encoding.UTF8.GetString(key))))
                {
                    fields.Add(prefix, key, value);
                }
            }

            fields.End(r);
        };
    }

    static ReadOnlySpan<byte> Key(ReadOnlySpan<byte> before, bool padded)
    {
        before = padded ? before.TrimEnd(" \t"u8) : before;
        if (before.Length > 1 && before[^1] is (byte)'"' or (byte)'\'')
        {
            var open = before[..^1].LastIndexOf(before[^1]);
            return open < 0 ? default : before[(open + 1)..^1];
        }

        var start = before.Length;
        while (start > 0 && IsKey(before[start - 1]))
        {
            start--;
        }

        return before[start..];
    }

    static bool IsKey(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'_' or (byte)'.' or (byte)'-' or (byte)'@' or (byte)'#' or (byte)'/' or (byte)'[' or (byte)']' or >= 0x80;

    // A value in quotes, or up to white space or a comma; takes it off the text.
    static ReadOnlySpan<byte> Value(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> sign, string padding)
    {
        var value = padding == "no" ? text : text.TrimStart(" \t"u8);
        if (value.Length > 0 && value[0] is (byte)'"' or (byte)'\'')
        {
            var end = 1;
            while (end < value.Length && value[end] != value[0])
            {
                end += value[end] == '\\' ? 2 : 1;
            }

            if (end < value.Length)
            {
                text = value[(end + 1)..];
                return value[1..end];
            }
        }

        var length = value.IndexOfAny(_space);
        length = length < 0 ? value.Length : length;

        // Behind white space that might be padding stands the next pair: the value was empty.
        if (value.Length < text.Length && padding == "unknown" && (value[..length].IndexOf(sign) > 0 || value[length..].TrimStart(" \t"u8).StartsWith(sign)))
        {
            return default;
        }

        text = value[length..];
        return value[..length];
    }
}
