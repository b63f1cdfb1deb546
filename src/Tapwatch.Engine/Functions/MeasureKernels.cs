// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Text;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Texts measured and numbers written.</summary>
static class MeasureKernels
{
    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(MeasureFunctions.Printf, Printf),
        PerRow(MeasureFunctions.Convert, ConvertUnit),
        PerRow(MeasureFunctions.Duration, Duration),
        PerRow(MeasureFunctions.Entropy, Entropy),
        PerRow(MeasureFunctions.EditDistance, EditDistance),
        PerRow(MeasureFunctions.Strip, Strip),
    ];

    static Kernel Printf(CallSite site)
    {
        var specifier = PrintfSpecifier.Of(site.RequiredText(1));
        var characters = new CharacterBuffer();
        var text = new StringBuilder();
        return (in a, r) =>
        {
            var known = !a.IsNull(0);
            var bytes = known ? a.Text(0) : default;
            text.Clear();
            specifier.Append(characters.Of(bytes), bytes, known, text);
            Set(r, text);
        };
    }

    static void Set(Result r, StringBuilder text)
    {
        var target = r.Reserve(text.Length * 3);
        var done = 0;
        foreach (var chunk in text.GetChunks())
        {
            done += Encoding.UTF8.GetBytes(chunk.Span, target[done..]);
        }

        r.Commit(done);
    }

    static Kernel ConvertUnit(CallSite site)
    {
        var binary = site.Constant(4)?.Value is true;
        var keep = site.Constant(5)?.Value is true;
        var (from, to, ending) = (site.RequiredText(1), site.RequiredText(2), site.RequiredText(3));
        var assumed = UnitText.Read(from, binary, ending);
        var wanted = UnitText.Read(to, binary, ending);
        var characters = new CharacterBuffer();
        return (in a, r) =>
        {
            if (!UnitText.TrySplit(characters.Of(a.Text(0)), out var number, out var unit) || (ending.Length > 0 && unit.Length > 0 && !unit.EndsWith(ending, StringComparison.Ordinal)))
            {
                r.SetNull();
                return;
            }

            var (factor, what) = unit.Length == 0 ? assumed : UnitText.Read(unit, binary, ending);
            if (what != wanted.Base && what.Length > 0 && wanted.Base.Length > 0)
            {
                r.SetNull();
                return;
            }

            // Decimal where it fits: 3.5 kB are 3500 bytes, not 3500.0000000000005.
            var result = Math.Abs(number) < 1e15 && factor is > 1e-10 and < 1e12 && wanted.Factor is > 1e-10 and < 1e12
                ? (double)((decimal)number * (decimal)factor / (decimal)wanted.Factor)
                : number * factor / wanted.Factor;
            Span<char> written = stackalloc char[400];
            result.TryFormat(written, out var length, "0.###############", CultureInfo.InvariantCulture);
            var shown = to.Length > 0 ? to : what;
            r.Set(keep && shown.Length > 0 ? $"{written[..length]} {shown}" : written[..length]);
        };
    }

    static readonly (string Name, UInt128 Nanoseconds)[] _spans =
    [
        ("d", 86_400_000_000_000), ("h", 3_600_000_000_000), ("m", 60_000_000_000), ("s", 1_000_000_000), ("ms", 1_000_000), ("us", 1_000), ("ns", 1),
    ];

    static Kernel Duration(CallSite site)
    {
        var unit = site.RequiredText(1);
        var scale = Array.Find(_spans, s => s.Name == unit).Nanoseconds;
        var text = new StringBuilder();
        return (in a, r) =>
        {
            if (!Utf8Parser.TryParse(a.Text(0), out long number, out var read) || read != a.Text(0).Length || scale == 0)
            {
                r.SetNull();
                return;
            }

            text.Clear();
            var left = (UInt128)Math.Abs((decimal)number) * scale;
            var most = a.Long(2) <= 0 ? int.MaxValue : a.Long(2);
            foreach (var (name, length) in _spans)
            {
                var count = left / length;
                left %= length;
                if (count > 0 && most-- > 0)
                {
                    text.Append((ulong)count).Append(name);
                }
            }

            r.Set(text.Length == 0 ? "0" + unit : (number < 0 ? "-" : "") + text);
        };
    }

    static Kernel Entropy(CallSite site)
    {
        var characters = new CharacterBuffer();
        var counts = new Dictionary<char, int>();
        return (in a, r) =>
        {
            var text = characters.Of(a.Text(0));
            counts.Clear();
            foreach (var c in text)
            {
                counts[c] = counts.GetValueOrDefault(c) + 1;
            }

            var bits = 0.0;
            foreach (var count in counts.Values)
            {
                var share = (double)count / text.Length;
                bits -= share * Math.Log2(share);
            }

            r.Set(bits);
        };
    }

    static Kernel EditDistance(CallSite site)
    {
        var (left, right) = (new CharacterBuffer(), new CharacterBuffer());
        var row = new int[64];
        return (in a, r) =>
        {
            var x = left.Of(a.Text(0));
            var y = right.Of(a.Text(1));
            if (row.Length <= y.Length)
            {
                row = new int[y.Length * 2];
            }

            for (var j = 0; j <= y.Length; j++)
            {
                row[j] = j;
            }

            for (var i = 1; i <= x.Length; i++)
            {
                var diagonal = row[0];
                row[0] = i;
                for (var j = 1; j <= y.Length; j++)
                {
                    var above = row[j];
                    row[j] = Math.Min(diagonal + (x[i - 1] == y[j - 1] ? 0 : 1), Math.Min(above, row[j - 1]) + 1);
                    diagonal = above;
                }
            }

            r.Set((long)row[y.Length]);
        };
    }

    // ESC [ parameters letter, and ESC with one character.
    static void Strip(in Arguments a, Result r)
    {
        var text = a.Text(0);
        var target = r.Reserve(text.Length);
        var done = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != 0x1B)
            {
                target[done++] = text[i];
                continue;
            }

            i++;
            if (i < text.Length && text[i] == '[')
            {
                i++;
                while (i < text.Length && text[i] is >= 0x20 and < 0x40)
                {
                    i++;
                }
            }
        }

        r.Commit(done);
    }
}
