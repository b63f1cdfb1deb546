// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Globalization;
using System.Text;

namespace Tapwatch.Engine.Json;

/// <summary>Reads JSON text without a document and without exceptions.</summary>
static class JsonText
{
    const int DeepestNesting = 512;

    static readonly SearchValues<byte> _stringStops = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(static i => (byte)i), (byte)'"', (byte)'\\']);

    /// <summary>Whether the text is one JSON value, white space around it aside.</summary>
    public static bool IsValue(ReadOnlySpan<byte> json)
    {
        var at = 0;
        return TrySkip(json, ref at) && SkipSpace(json, at) == json.Length;
    }

    /// <summary>Steps over the value that begins at <paramref name="at"/> (white space before it included).</summary>
    public static bool TrySkip(ReadOnlySpan<byte> json, ref int at)
    {
        // One bit per open bracket: whether it is an object.
        Span<bool> objects = stackalloc bool[DeepestNesting];
        var depth = 0;
        while (true)
        {
            at = SkipSpace(json, at);
            if (at >= json.Length)
            {
                return false;
            }

            if (json[at] is (byte)'{' or (byte)'[')
            {
                var isObject = json[at] == '{';
                at = SkipSpace(json, at + 1);
                if (at < json.Length && json[at] == (isObject ? '}' : ']'))
                {
                    at++;
                }
                else
                {
                    if (depth == DeepestNesting || (isObject && !TrySkipName(json, ref at)))
                    {
                        return false;
                    }

                    objects[depth++] = isObject;
                    continue;
                }
            }
            else if (!TrySkipScalar(json, ref at))
            {
                return false;
            }

            while (true)
            {
                if (depth == 0)
                {
                    return true;
                }

                at = SkipSpace(json, at);
                if (at >= json.Length)
                {
                    return false;
                }

                if (json[at] == ',')
                {
                    at++;
                    if (objects[depth - 1] && !TrySkipName(json, ref at))
                    {
                        return false;
                    }

                    break;
                }

                if (json[at++] != (objects[depth - 1] ? '}' : ']'))
                {
                    return false;
                }

                depth--;
            }
        }
    }

    public static int SkipSpace(ReadOnlySpan<byte> json, int at)
    {
        while (at < json.Length && json[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            at++;
        }

        return at;
    }

    /// <summary>Steps over a string whose opening quote stands at <paramref name="at"/>.</summary>
    public static bool TrySkipString(ReadOnlySpan<byte> json, ref int at)
    {
        at++;
        while (true)
        {
            var stop = json[at..].IndexOfAny(_stringStops);
            if (stop < 0)
            {
                return false;
            }

            at += stop;
            switch (json[at])
            {
                case (byte)'"':
                    at++;
                    return true;
                case (byte)'\\' when at + 1 < json.Length && "\"\\/bfnrtu"u8.Contains(json[at + 1]):
                    if (json[at + 1] == 'u' && (json.Length - at < 6 || !TryHex(json.Slice(at + 2, 4), out _)))
                    {
                        return false;
                    }

                    at += 2;
                    break;
                default:
                    return false;
            }
        }
    }

    /// <summary>Decodes what stands between the quotes of a string; the target has room for as many bytes as the source.</summary>
    public static int Decode(ReadOnlySpan<byte> inner, Span<byte> target)
    {
        var done = 0;
        while (true)
        {
            var at = inner.IndexOf((byte)'\\');
            if (at < 0 || at + 1 >= inner.Length)
            {
                inner.CopyTo(target[done..]);
                return done + inner.Length;
            }

            inner[..at].CopyTo(target[done..]);
            done += at;
            var kind = inner[at + 1];
            inner = inner[(at + 2)..];
            if (kind == 'u')
            {
                done += DecodeUnicode(ref inner, target[done..]);
                continue;
            }

            target[done++] = kind switch
            {
                (byte)'b' => 8,
                (byte)'f' => 12,
                (byte)'n' => 10,
                (byte)'r' => 13,
                (byte)'t' => 9,
                _ => kind,
            };
        }
    }

    /// <summary>Writes the value without white space between its parts.</summary>
    public static int Compact(ReadOnlySpan<byte> json, Span<byte> target)
    {
        var done = 0;
        for (var at = 0; at < json.Length;)
        {
            var start = at;
            if (json[at] == '"')
            {
                TrySkipString(json, ref at);
                json[start..at].CopyTo(target[done..]);
                done += at - start;
            }
            else if (json[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            {
                at++;
            }
            else
            {
                target[done++] = json[at++];
            }
        }

        return done;
    }

    static int DecodeUnicode(ref ReadOnlySpan<byte> rest, Span<byte> target)
    {
        if (rest.Length < 4 || !TryHex(rest[..4], out var unit))
        {
            return Rune.ReplacementChar.EncodeToUtf8(target);
        }

        rest = rest[4..];
        if (char.IsHighSurrogate((char)unit) && rest.Length >= 6 && rest[0] == '\\' && rest[1] == 'u'
            && TryHex(rest.Slice(2, 4), out var low) && char.IsLowSurrogate((char)low))
        {
            rest = rest[6..];
            return new Rune((char)unit, (char)low).EncodeToUtf8(target);
        }

        return (Rune.TryCreate(unit, out var rune) ? rune : Rune.ReplacementChar).EncodeToUtf8(target);
    }

    static bool TryHex(ReadOnlySpan<byte> digits, out int value) =>
        int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);

    static bool TrySkipName(ReadOnlySpan<byte> json, ref int at)
    {
        at = SkipSpace(json, at);
        if (at >= json.Length || json[at] != '"' || !TrySkipString(json, ref at))
        {
            return false;
        }

        at = SkipSpace(json, at);
        return at < json.Length && json[at++] == ':';
    }

    static bool TrySkipScalar(ReadOnlySpan<byte> json, ref int at)
    {
        if (json[at] == '"')
        {
            return TrySkipString(json, ref at);
        }

        foreach (var word in Words)
        {
            if (json[at..].StartsWith(word))
            {
                at += word.Length;
                return true;
            }
        }

        return TrySkipNumber(json, ref at);
    }

    static byte[][] Words { get; } = ["true"u8.ToArray(), "false"u8.ToArray(), "null"u8.ToArray()];

    static bool TrySkipNumber(ReadOnlySpan<byte> json, ref int at)
    {
        if (json[at] == '-')
        {
            at++;
        }

        var start = at;
        if (!TrySkipDigits(json, ref at) || (json[start] == '0' && at - start > 1))
        {
            return false;
        }

        if (at < json.Length && json[at] == '.')
        {
            at++;
            if (!TrySkipDigits(json, ref at))
            {
                return false;
            }
        }

        if (at < json.Length && json[at] is (byte)'e' or (byte)'E')
        {
            at++;
            if (at < json.Length && json[at] is (byte)'+' or (byte)'-')
            {
                at++;
            }

            return TrySkipDigits(json, ref at);
        }

        return true;
    }

    static bool TrySkipDigits(ReadOnlySpan<byte> json, ref int at)
    {
        var start = at;
        while (at < json.Length && json[at] is >= (byte)'0' and <= (byte)'9')
        {
            at++;
        }

        return at > start;
    }
}
