// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;
using Tapwatch.Engine.Text;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>IPv4 addresses sought in text.</summary>
static class AddressTermKernels
{
    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(AddressFunctions.Within, static site => Sought(site, prefix: false)),
        PerRow(AddressFunctions.BeginWithin, static site => Sought(site, prefix: true)),
    ];

    static Kernel Sought(CallSite site, bool prefix)
    {
        var constant = site.ConstantBytes(1) is { } json ? JsonElements.Strings(json).ConvertAll(Encoding.UTF8.GetBytes) : null;
        var scratch = new byte[64];
        return (in a, r) =>
        {
            var found = false;
            if (constant is not null)
            {
                foreach (var sought in constant)
                {
                    found |= Holds(a.Text(0), sought, prefix);
                }
            }
            else
            {
                var elements = new JsonMembers(a.Text(1));
                while (elements.IsArray && !found && elements.MoveNext())
                {
                    found = Holds(a.Text(0), JsonElements.Decoded(elements.Value, ref scratch), prefix);
                }
            }

            r.Set(found);
        };
    }

    // Kusto, has-ipv4-prefix: what is sought is a whole address or ends with a dot.
    static bool Holds(ReadOnlySpan<byte> text, ReadOnlySpan<byte> sought, bool prefix)
    {
        if (!AddressRange.TryParseAddress(sought, out _) && !(prefix && sought.Length > 1 && sought[^1] == '.'))
        {
            return false;
        }

        for (var from = 0; from < text.Length;)
        {
            var at = text[from..].IndexOf(sought);
            if (at < 0)
            {
                return false;
            }

            at += from;
            var end = at + sought.Length;
            while (end < text.Length && (text[end] == '.' || char.IsAsciiDigit((char)text[end])))
            {
                end++;
            }

            // A full stop behind the address is none of it.
            while (end > at && text[end - 1] == '.')
            {
                end--;
            }

            if ((at == 0 || !IsPart(text[at - 1])) && (end == text.Length || !IsPart(text[end]))
                && AddressRange.TryParseAddress(text[at..end], out _) && (prefix || end - at == sought.Length))
            {
                return true;
            }

            from = at + 1;
        }

        return false;
    }

    static bool IsPart(byte b) => b >= 0x80 || char.IsAsciiLetterOrDigit((char)b);
}
