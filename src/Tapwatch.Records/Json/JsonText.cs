// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Text;

namespace Tapwatch.Records.Json;

/// <summary>JSON strings: from their escaped form to UTF-8 and back.</summary>
static class JsonText
{
    static readonly SearchValues<byte> _mustEscape = SearchValues.Create([.. Enumerable.Range(0, 32).Select(i => (byte)i), (byte)'"', (byte)'\\']);

    /// <summary>
    /// Decodes the content of a JSON string; never longer than the escaped form, so source and target may begin at the same place.
    /// What is no valid escape stays as it stands; a lone surrogate becomes U+FFFD.
    /// </summary>
    /// <returns>Bytes written.</returns>
    public static int Unescape(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var read = 0;
        var written = 0;
        while (true)
        {
            var plain = source[read..].IndexOf((byte)'\\');
            var length = plain < 0 ? source.Length - read : plain;
            source.Slice(read, length).CopyTo(target[written..]);
            read += length;
            written += length;
            if (plain < 0)
            {
                return written;
            }

            if (read + 1 == source.Length)
            {
                target[written] = (byte)'\\';
                return written + 1;
            }

            var simple = source[read + 1] switch
            {
                (byte)'"' => (byte)'"',
                (byte)'\\' => (byte)'\\',
                (byte)'/' => (byte)'/',
                (byte)'b' => (byte)'\b',
                (byte)'f' => (byte)'\f',
                (byte)'n' => (byte)'\n',
                (byte)'r' => (byte)'\r',
                (byte)'t' => (byte)'\t',
                _ => (byte)0,
            };
            if (simple != 0)
            {
                target[written++] = simple;
                read += 2;
            }
            else if (source[read + 1] == (byte)'u' && TryReadUnit(source, read, out var unit))
            {
                read += 6;
                var rune = Rune.ReplacementChar;
                if (!char.IsSurrogate((char)unit))
                {
                    rune = new Rune((char)unit);
                }
                else if (TryReadUnit(source, read, out var low) && Rune.TryCreate((char)unit, (char)low, out var pair))
                {
                    rune = pair;
                    read += 6;
                }

                written += rune.EncodeToUtf8(target[written..]);
            }
            else
            {
                target[written++] = (byte)'\\';
                target[written++] = source[read + 1];
                read += 2;
            }
        }
    }

    /// <summary>Writes <paramref name="text"/> as the content of a JSON string (without the quotes).</summary>
    public static void Escape(ReadOnlySpan<byte> text, IBufferWriter<byte> output)
    {
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAny(_mustEscape);
            if (plain < 0)
            {
                output.Write(text);
                return;
            }

            output.Write(text[..plain]);
            var value = text[plain];
            text = text[(plain + 1)..];
            switch (value)
            {
                case (byte)'"':
                    output.Write("\\\""u8);
                    break;
                case (byte)'\\':
                    output.Write("\\\\"u8);
                    break;
                case (byte)'\n':
                    output.Write("\\n"u8);
                    break;
                case (byte)'\r':
                    output.Write("\\r"u8);
                    break;
                case (byte)'\t':
                    output.Write("\\t"u8);
                    break;
                default:
                    output.Write("\\u00"u8);
                    var hex = output.GetSpan(2);
                    hex[0] = HexDigit(value >> 4);
                    hex[1] = HexDigit(value & 15);
                    output.Advance(2);
                    break;
            }
        }
    }

    static byte HexDigit(int value) => (byte)(value < 10 ? '0' + value : 'a' + value - 10);

    static bool TryReadUnit(ReadOnlySpan<byte> source, int at, out int unit)
    {
        unit = 0;
        if (at + 6 > source.Length || source[at] != (byte)'\\' || source[at + 1] != (byte)'u')
        {
            return false;
        }

        for (var i = at + 2; i < at + 6; i++)
        {
            var digit = source[i] switch
            {
                >= (byte)'0' and <= (byte)'9' => source[i] - '0',
                >= (byte)'a' and <= (byte)'f' => source[i] - 'a' + 10,
                >= (byte)'A' and <= (byte)'F' => source[i] - 'A' + 10,
                _ => -1,
            };
            if (digit < 0)
            {
                return false;
            }

            unit = (unit << 4) | digit;
        }

        return true;
    }
}
