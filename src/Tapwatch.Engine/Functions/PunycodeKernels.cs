// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Text;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Texts and domain names in punycode, there and back.</summary>
static class PunycodeKernels
{
    const int LongestText = 4096;

    // The full stops of the ideographic and half-width forms separate labels too.
    static readonly char[] _dots = ['.', '\u3002', '\uFF0E', '\uFF61'];

    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(ByteFunctions.ToPunycode, static (in a, r) => Set(r, Whole(in a, Punycode.Encode))),
        PerRow(ByteFunctions.FromPunycode, static (in a, r) => Set(r, Whole(in a, Punycode.Decode))),
        PerRow(ByteFunctions.DomainToPunycode, static (in a, r) => Set(r, Labels(in a, static l => Ascii.IsValid(l) ? l : Punycode.Encode(l) is { } encoded ? "xn--" + encoded : null))),
        PerRow(ByteFunctions.DomainFromPunycode, static (in a, r) => Set(r, Labels(in a, static l => l.StartsWith("xn--", StringComparison.OrdinalIgnoreCase) ? Punycode.Decode(l[4..]) : l))),
    ];

    static string? Whole(in Arguments a, Func<string, string?> convert) => a.Text(0).Length > LongestText ? null : convert(Encoding.UTF8.GetString(a.Text(0)));

    static string? Labels(in Arguments a, Func<string, string?> convert)
    {
        if (a.Text(0).Length > LongestText)
        {
            return null;
        }

        var labels = Array.ConvertAll(Encoding.UTF8.GetString(a.Text(0)).Split(_dots), l => convert(l));
        return Array.TrueForAll(labels, static l => l is not null) ? string.Join('.', labels) : null;
    }

    static void Set(Result r, string? text)
    {
        if (text is null)
        {
            r.SetNull();
        }
        else
        {
            r.Set(text);
        }
    }
}
