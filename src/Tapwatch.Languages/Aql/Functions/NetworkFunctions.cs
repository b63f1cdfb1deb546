// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Net;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Addresses = Tapwatch.Plan.Functions.NetworkFunctions;

namespace Tapwatch.Languages.Aql.Functions;

/// <summary>Addresses.</summary>
static class NetworkFunctions
{
    public static IEnumerable<AqlFunction> All => [new("INCIDR", 2, 2, "('range', address)", InCidr)];

    static Expression? InCidr(FunctionCall call)
    {
        if (call.Constant(0, "the address range") is not { } range)
        {
            return null;
        }

        if (!IsRange(range))
        {
            call.Diagnostics.Add(Messages.AqlBadRange(call.At(0), range));
            return null;
        }

        return Addresses.InRange.Call(call.Text(1), Constant.Text(range.Trim()));
    }

    static bool IsRange(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var head = (slash < 0 ? text : text[..slash]).Trim();
        if (!IPAddress.TryParse(head, out var address) || (!head.Contains(':', StringComparison.Ordinal) && !IsFourNumbers(head)))
        {
            return false;
        }

        return slash < 0 || (int.TryParse(text.AsSpan(slash + 1).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var bits)
            && bits <= (address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 32 : 128));
    }

    // 10.0 and 0x7f.0.0.1 are addresses to .NET only.
    static bool IsFourNumbers(string text) => text.Split('.') is { Length: 4 } parts && parts.All(static p => p.Length is > 0 and < 4 && p.All(char.IsAsciiDigit));
}
