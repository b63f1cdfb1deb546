// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;
using static Tapwatch.Engine.Functions.DynamicBuilding;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Texts as bytes and code points, hashes of values.</summary>
static class ByteKernels
{
    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(ByteFunctions.ArrayFromBase64, static _ => ArrayFromBase64()),
        PerRow(ByteFunctions.ArrayToBase64, static _ => ArrayToBase64()),
        PerRow(ByteFunctions.GuidFromBase64, GuidFromBase64),
        PerRow(ByteFunctions.GuidToBase64, GuidToBase64),
        PerRow(ByteFunctions.CodePoints, static _ => Building(CodePoints)),
        PerRow(ByteFunctions.OfCodePoints, static _ => OfCodePoints()),
        PerRow(ByteFunctions.IsAscii, static (in a, r) => r.Set(Ascii.IsValid(a.Text(0)))),
        PerRow(ByteFunctions.IsUnicode, static (in a, r) => r.Set(Utf8.IsValid(a.Text(0)))),
        PerRow(ByteFunctions.Hash, Hash),
        PerRow(ByteFunctions.Size, Size),
    ];

    /// <summary>Decodes base64 with its padding; false when it is none.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, ref byte[] target, out int length)
    {
        var room = Base64.GetMaxDecodedFromUtf8Length(text.Length);
        if (target.Length < room)
        {
            target = new byte[room * 2];
        }

        return Base64.DecodeFromUtf8(text, target, out _, out length) == OperationStatus.Done;
    }

    static Kernel ArrayFromBase64()
    {
        var bytes = new byte[256];
        return Building((in a, json) =>
        {
            if (!TryDecode(a.Text(0), ref bytes, out var length))
            {
                return false;
            }

            json.Raw("["u8);
            for (var i = 0; i < length; i++)
            {
                json.Raw(i > 0 ? ","u8 : []);
                json.Number(bytes[i]);
            }

            json.Raw("]"u8);
            return true;
        });
    }

    static Kernel ArrayToBase64()
    {
        var bytes = new byte[256];
        return (in a, r) =>
        {
            var elements = new JsonMembers(a.Text(0));
            var length = 0;
            var valid = elements.IsArray;
            while (valid && elements.MoveNext())
            {
                if (length == bytes.Length)
                {
                    Array.Resize(ref bytes, length * 2);
                }

                valid = JsonElements.IsNumber(elements.Value, out var value) && value is >= 0 and <= 255;
                bytes[length++] = valid ? (byte)value : default;
            }

            if (!valid)
            {
                r.SetNull();
                return;
            }

            Base64.EncodeToUtf8(bytes.AsSpan(0, length), r.Reserve(Base64.GetMaxEncodedToUtf8Length(length)), out _, out var written);
            r.Commit(written);
        };
    }

    static void GuidFromBase64(in Arguments a, Result r)
    {
        Span<byte> bytes = stackalloc byte[32];
        if (a.Text(0).Length <= 24 && Base64.DecodeFromUtf8(a.Text(0), bytes, out _, out var length) == OperationStatus.Done && length == 16)
        {
            r.Set(new Guid(bytes[..16]));
        }
        else
        {
            r.SetNull();
        }
    }

    static void GuidToBase64(in Arguments a, Result r)
    {
        Span<byte> bytes = stackalloc byte[16];
        a.Guid(0).TryWriteBytes(bytes);
        Base64.EncodeToUtf8(bytes, r.Reserve(24), out _, out var written);
        r.Commit(written);
    }

    static bool CodePoints(in Arguments a, JsonBuilder json)
    {
        json.Raw("["u8);
        for (var text = a.Text(0); !text.IsEmpty;)
        {
            Rune.DecodeFromUtf8(text, out var rune, out var length);
            json.Raw(json.Length > 1 ? ","u8 : []);
            json.Number(rune.Value);
            text = text[length..];
        }

        json.Raw("]"u8);
        return true;
    }

    static Kernel OfCodePoints()
    {
        var text = new JsonBuilder();
        return (in a, r) =>
        {
            text.Clear();
            if (Append(a.Text(0), text))
            {
                r.Set(text.Written);
            }
            else
            {
                r.SetNull();
            }
        };
    }

    static bool Append(ReadOnlySpan<byte> value, JsonBuilder text)
    {
        Span<byte> bytes = stackalloc byte[4];
        var elements = new JsonMembers(value);
        while (elements.IsArray && elements.MoveNext())
        {
            if (elements.Value[0] == '[')
            {
                if (!Append(elements.Value, text))
                {
                    return false;
                }
            }
            else if (JsonElements.IsNumber(elements.Value, out var number) && number is >= 0 and <= 0x10FFFF && Rune.TryCreate((int)number, out var rune))
            {
                text.Raw(bytes[..rune.EncodeToUtf8(bytes)]);
            }
            else
            {
                return false;
            }
        }

        return elements.IsArray;
    }

    static void Hash(in Arguments a, Result r)
    {
        var hash = ValueHash.Of(a.Column(0), a.Row);
        r.Set(a.Long(1) > 0 ? (long)((ulong)hash % (ulong)a.Long(1)) : hash);
    }

    static void Size(in Arguments a, Result r)
    {
        var size = 0L;
        for (var i = 0; i < a.Count; i++)
        {
            size += a.Column(i) switch
            {
                TextColumn text => text.IsNull(a.Row) ? 0 : text[a.Row].Length,
                FixedColumn<bool> => 1,
                FixedColumn<decimal> or FixedColumn<Guid> => 16,
                { Type: ScalarType.Int } => 4,
                _ => 8,
            };
        }

        r.Set(size);
    }
}
