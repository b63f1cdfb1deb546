// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

static class EncodingKernels
{
    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(Encodings.ToBase64, static (in a, r) => r.Set(Convert.ToBase64String(a.Text(0)))),
        PerRow(Encodings.FromBase64, FromBase64),
        PerRow(Encodings.ToUrl, static (in a, r) => r.Set(Escaped(a.Text(0)))),
        PerRow(Encodings.ToUrlForm, static (in a, r) => r.Set(Escaped(a.Text(0)).Replace("%20", "+", StringComparison.Ordinal))),
        PerRow(Encodings.FromUrl, static (in a, r) => r.Set(Uri.UnescapeDataString(Encoding.UTF8.GetString(a.Text(0)).Replace('+', ' ')))),
        PerRow(Encodings.Sha256, static (in a, r) => r.Set(Convert.ToHexStringLower(SHA256.HashData(a.Text(0))))),
        PerRow(Encodings.Sha512, static (in a, r) => r.Set(Convert.ToHexStringLower(SHA512.HashData(a.Text(0))))),
#pragma warning disable CA5350, CA5351 // Digests as the language defines them; nothing is secured by them.
        PerRow(Encodings.Sha1, static (in a, r) => r.Set(Convert.ToHexStringLower(SHA1.HashData(a.Text(0))))),
        PerRow(Encodings.Md5, static (in a, r) => r.Set(Convert.ToHexStringLower(MD5.HashData(a.Text(0))))),
#pragma warning restore CA5350, CA5351
    ];

    // Hexadecimal digits in lower case, as Kusto writes them.
    static string Escaped(ReadOnlySpan<byte> text) =>
        Regex.Replace(Uri.EscapeDataString(Encoding.UTF8.GetString(text)), "%[0-9A-F]{2}", static m => m.Value.ToLowerInvariant(), RegexOptions.NonBacktracking);

    static void FromBase64(in Arguments a, Result r)
    {
        var text = Encoding.UTF8.GetString(a.Text(0)).Trim();
        var bytes = new byte[(text.Length * 3 / 4) + 3];
        if (!Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out var length) || !IsText(bytes.AsSpan(0, length)))
        {
            r.SetNull();
            return;
        }

        r.Set(bytes.AsSpan(0, length));
    }

    static bool IsText(ReadOnlySpan<byte> bytes) => System.Text.Unicode.Utf8.IsValid(bytes);
}
