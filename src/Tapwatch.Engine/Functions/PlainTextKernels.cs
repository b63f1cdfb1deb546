// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Text;
using System.Globalization;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;
using Tapwatch.Engine.Text;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Numbers and texts where text is the only type.</summary>
static class PlainTextKernels
{
    const int LongestNumber = 15;

    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(PlainTextFunctions.OfReal, static (in a, r) => OfReal(a.Real(0), r)),
        PerRow(PlainTextFunctions.ToNumber, ToNumber),
        PerRow(PlainTextFunctions.Same, Same),
        PerRow(PlainTextFunctions.Fixed, Fixed),
        PerRow(PlainTextFunctions.Round, Round),
        PerRow(PlainTextFunctions.Join, Join),
        PerRow(PlainTextFunctions.Extract, Extract),
        PerRow(PlainTextFunctions.SplitPart, SplitPart),
        PerRow(PlainTextFunctions.OfBool, static (in a, r) => r.Set(a.Bool(0) ? "true"u8 : "false"u8)),
        PerRow(PlainTextFunctions.Truth, Truth),
        PerRow(PlainTextFunctions.Divide, Divide),
    ];

    static void OfReal(double number, Result r)
    {
        if (!double.IsFinite(number))
        {
            r.SetNull();
            return;
        }

        Span<char> text = stackalloc char[32];
        var whole = number == Math.Truncate(number) && Math.Abs(number) < 1e15;
        int length;
        _ = whole
            ? ((long)number).TryFormat(text, out length, default, CultureInfo.InvariantCulture)
            : number.TryFormat(text, out length, "R", CultureInfo.InvariantCulture);
        r.Set(text[..length]);
    }

    /// <summary>Reads a number as LogScale does: no white space, no hexadecimal, no infinities.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> text, out double number)
    {
        number = 0;
        return text.Length > 0 && (text[0] is >= (byte)'0' and <= (byte)'9' or (byte)'-' or (byte)'+' or (byte)'.')
            && Utf8Parser.TryParse(text[0] == '+' ? text[1..] : text, out number, out var read) && read == text.Length - (text[0] == '+' ? 1 : 0)
            && double.IsFinite(number);
    }

    static void ToNumber(in Arguments a, Result r)
    {
        if (TryNumber(a.Text(0), out var number))
        {
            r.Set(number);
        }
        else
        {
            r.SetNull();
        }
    }

    static void Same(in Arguments a, Result r)
    {
        var left = a.Text(0);
        var right = a.Text(1);
        r.Set(left.SequenceEqual(right)
            || (left.Length <= LongestNumber && right.Length <= LongestNumber && TryNumber(left, out var x) && TryNumber(right, out var y) && x == y));
    }

    static void Truth(in Arguments a, Result r)
    {
        var text = a.Text(0);
        if (text.SequenceEqual("true"u8) || text.SequenceEqual("false"u8))
        {
            r.Set(text.Length == 4);
        }
        else if (TryNumber(text, out var number))
        {
            r.Set(number != 0);
        }
        else
        {
            r.SetNull();
        }
    }

    static void Divide(in Arguments a, Result r)
    {
        if (a.Real(1) == 0)
        {
            r.SetNull();
        }
        else
        {
            r.Set(a.Real(0) / a.Real(1));
        }
    }

    static void Fixed(in Arguments a, Result r)
    {
        var format = (a.Bool(2) ? "N" : "F") + Math.Clamp(a.Long(1), 0, 30).ToString(CultureInfo.InvariantCulture);
        r.Set(a.Real(0).ToString(format, CultureInfo.InvariantCulture));
    }

    static void Round(in Arguments a, Result r) => r.Set(a.Long(1) switch
    {
        0 => Math.Round(a.Real(0), MidpointRounding.AwayFromZero),
        > 0 => Math.Ceiling(a.Real(0)),
        _ => Math.Floor(a.Real(0)),
    });

    static Kernel Join(CallSite site)
    {
        var joined = new JsonBuilder();
        var decoded = Array.Empty<byte>();
        return (in a, r) =>
        {
            joined.Clear();
            var count = 0;
            var elements = new JsonMembers(a.Text(0));
            while (elements.IsArray && elements.MoveNext())
            {
                if (count++ > 0)
                {
                    joined.Raw(a.Text(1));
                }

                joined.Raw(FieldBagKernels.Decode(elements.Value, ref decoded));
            }

            if (count == 0)
            {
                r.SetNull();
            }
            else
            {
                r.Set(joined.Written);
            }
        };
    }

    static Kernel Extract(CallSite site)
    {
        var regex = new SoughtRegex(site.RequiredText(1), site.RequiredText(1));
        return (in a, r) =>
        {
            var found = regex.Find(a.Text(0), a.Long(2));
            if (found.Took)
            {
                r.Set(found.Value);
            }
            else
            {
                r.SetNull();
            }
        };
    }

    static Kernel SplitPart(CallSite site)
    {
        var regex = new SoughtRegex(site.RequiredText(1), site.RequiredText(1));
        var characters = new CharacterBuffer();
        return (in a, r) =>
        {
            var text = characters.Of(a.Text(0));
            var wanted = a.Long(2);
            if (wanted < 0)
            {
                wanted += regex.Made.Count(text) + 1;
            }

            var start = 0;
            foreach (var match in regex.Made.EnumerateMatches(text))
            {
                if (wanted-- == 0)
                {
                    r.Set(text[start..match.Index]);
                    return;
                }

                start = match.Index + match.Length;
            }

            if (wanted == 0)
            {
                r.Set(text[start..]);
            }
            else
            {
                r.SetNull();
            }
        };
    }
}
