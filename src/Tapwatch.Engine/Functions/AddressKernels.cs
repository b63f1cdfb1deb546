// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;
using Tapwatch.Engine.Text;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>IP addresses with a prefix.</summary>
static class AddressKernels
{
    const int BeforeFour = 96;

    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(AddressFunctions.Number, Number),
        PerRow(AddressFunctions.TextOfNumber, TextOfNumber),
        PerRow(AddressFunctions.Canonical, Canonical),
        PerRow(AddressFunctions.Format, Format),
        PerRow(AddressFunctions.Compare, static (in a, r) => Compare(in a, r, six: false)),
        PerRow(AddressFunctions.CompareSix, static (in a, r) => Compare(in a, r, six: true)),
        PerRow(AddressFunctions.PrefixLength, PrefixLength),
        PerRow(AddressFunctions.InAny, static site => InAny(site, six: false)),
        PerRow(AddressFunctions.InAnySix, static site => InAny(site, six: true)),
        PerRow(AddressFunctions.Blocks, Blocks),
    ];

    static void Number(in Arguments a, Result r)
    {
        if (a.Long(1) is >= 0 and <= 32 && PrefixedAddress.TryParseFour(a.Text(0), out var address))
        {
            r.Set((long)(uint)address.Kept((int)a.Long(1) + BeforeFour));
        }
        else
        {
            r.SetNull();
        }
    }

    static void TextOfNumber(in Arguments a, Result r)
    {
        if (a.Long(0) is >= 0 and <= uint.MaxValue)
        {
            r.Commit(PrefixedAddress.WriteFour((uint)a.Long(0), r.Reserve(16)));
        }
        else
        {
            r.SetNull();
        }
    }

    static void Canonical(in Arguments a, Result r)
    {
        if (a.Long(1) is >= 0 and <= 128 && PrefixedAddress.TryParse(a.Text(0), out var address))
        {
            r.Commit(PrefixedAddress.WriteSix(address.Kept((int)a.Long(1)), r.Reserve(40)));
        }
        else
        {
            r.SetNull();
        }
    }

    static void Format(in Arguments a, Result r)
    {
        if (a.Long(1) is < 0 or > 32 || !PrefixedAddress.TryParseFour(a.Text(0), out var address))
        {
            r.SetNull();
            return;
        }

        var kept = Math.Min(address.Prefix - BeforeFour, (int)a.Long(1));
        var target = r.Reserve(20);
        var length = PrefixedAddress.WriteFour((uint)address.Kept(kept + BeforeFour), target);
        if (a.Bool(2))
        {
            target[length++] = (byte)'/';
            kept.TryFormat(target[length..], out var digits);
            length += digits;
        }

        r.Commit(length);
    }

    static void Compare(in Arguments a, Result r, bool six)
    {
        var most = a.Long(2);
        if (most < 0 || most > (six ? 128 : 32) || !TryParse(a.Text(0), six, out var first) || !TryParse(a.Text(1), six, out var second))
        {
            r.SetNull();
            return;
        }

        var kept = Math.Min((int)most + (six ? 0 : BeforeFour), Math.Min(first.Prefix, second.Prefix));
        r.Set((long)first.Kept(kept).CompareTo(second.Kept(kept)));
    }

    static bool TryParse(ReadOnlySpan<byte> text, bool six, out PrefixedAddress address) =>
        six ? PrefixedAddress.TryParse(text, out address) : PrefixedAddress.TryParseFour(text, out address);

    static void PrefixLength(in Arguments a, Result r)
    {
        if (PrefixedAddress.TryParseFour(a.Text(0), out var address))
        {
            r.Set((long)address.Prefix - BeforeFour);
        }
        else
        {
            r.SetNull();
        }
    }

    // True when one range holds the address; null when there is no address, or no range that is one and none that holds it.
    static Kernel InAny(CallSite site, bool six)
    {
        if (site.ConstantBytes(1) is { } constant)
        {
            var ranges = Ranges(constant, six);
            return (in a, r) =>
            {
                if (!TryParse(a.Text(0), six, out var address))
                {
                    r.SetNull();
                    return;
                }

                var kept = address.Kept(128);
                var found = false;
                for (var i = 0; i < ranges.Length && !found; i++)
                {
                    found = ranges[i].Contains(kept);
                }

                Set(r, found, ranges.Length);
            };
        }

        var scratch = new byte[64];
        return (in a, r) =>
        {
            if (!TryParse(a.Text(0), six, out var address))
            {
                r.SetNull();
                return;
            }

            var kept = address.Kept(128);
            var (found, valid) = (false, 0);
            var elements = new JsonMembers(a.Text(1));
            while (elements.IsArray && !found && elements.MoveNext())
            {
                if (TryParse(JsonElements.Decoded(elements.Value, ref scratch), six, out var range))
                {
                    valid++;
                    found = range.Contains(kept);
                }
            }

            Set(r, found, valid);
        };
    }

    static void Set(Result r, bool found, int ranges)
    {
        if (ranges == 0)
        {
            r.SetNull();
        }
        else
        {
            r.Set(found);
        }
    }

    static PrefixedAddress[] Ranges(byte[] json, bool six)
    {
        var ranges = new List<PrefixedAddress>();
        foreach (var text in JsonElements.Strings(json))
        {
            if (TryParse(Encoding.UTF8.GetBytes(text), six, out var range))
            {
                ranges.Add(range);
            }
        }

        return [.. ranges];
    }

    static Kernel Blocks(CallSite site)
    {
        var json = new JsonBuilder();
        var text = new byte[20];
        return (in a, r) =>
        {
            if (!PrefixedAddress.TryParseFour(a.Text(0), out var first) || !PrefixedAddress.TryParseFour(a.Text(1), out var last))
            {
                r.SetNull();
                return;
            }

            json.Clear();
            json.Raw("["u8);
            long from = (uint)first.Address;
            long to = (uint)last.Address;
            while (from <= to)
            {
                // The largest block that begins here and does not reach beyond the end.
                var bits = from == 0 ? 32 : System.Numerics.BitOperations.TrailingZeroCount(from);
                while (from + (1L << bits) - 1 > to)
                {
                    bits--;
                }

                var length = PrefixedAddress.WriteFour((uint)from, text);
                text[length++] = (byte)'/';
                (32 - bits).TryFormat(text.AsSpan(length), out var digits);
                json.Raw(json.Length > 1 ? ","u8 : []);
                json.Text(text.AsSpan(0, length + digits));
                from += 1L << bits;
            }

            json.Raw("]"u8);
            r.Set(json.Written);
        };
    }
}
