// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Text;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;
using Tapwatch.Engine.Text;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

static class ConvertKernels
{
    /// <summary>More than any form of a GUID needs, spaces inside included.</summary>
    const int LongestGuid = 256;

    public static IEnumerable<ScalarImplementation> All =>
    [
        new ScalarImplementation(ConvertFunctions.ToText, static (site, arguments) => site.ArgumentType(0) == ScalarType.String ? arguments[0] : new KernelEvaluator(site, arguments, ToText(site))),
        PerRow(ConvertFunctions.ToBool, static site => From(site, TextToBool, static (in a, r) => r.Set(a.Long(0) != 0), static (in a, r) => r.Set(a.Real(0) != 0))),
        PerRow(ConvertFunctions.ToInt, static site => From(site, TextToInt, static (in a, r) => r.Set((long)unchecked((int)a.Long(0))), RealToInt)),
        PerRow(ConvertFunctions.ToLong, static site => From(site, TextToLong, static (in a, r) => r.Set(a.Long(0)), RealToLong)),
        PerRow(ConvertFunctions.ToReal, static site => From(site, TextToReal, static (in a, r) => r.Set((double)a.Long(0)), static (in a, r) => r.Set(a.Real(0)))),
        PerRow(ConvertFunctions.ToDecimal, static site => From(site, TextToDecimal, static (in a, r) => r.Set((decimal)a.Long(0)), RealToDecimal)),
        new ScalarImplementation(ConvertFunctions.ToDateTime, static (site, arguments) => site.ArgumentType(0) == ScalarType.String
            ? new TimeOfTextEvaluator(arguments[0])
            : new KernelEvaluator(site, arguments, From(site, TextToTime, LongToTime, RealToTicks))),
        PerRow(ConvertFunctions.ToTimeSpan, static site => From(site, TextToDuration, static (in a, r) => r.Set(a.Long(0)), RealToTicks)),
        PerRow(ConvertFunctions.ToGuid, static site => From(site, TextToGuid, SetNull, SetNull)),
        PerRow(ConvertFunctions.ToDynamic, ToDynamic),
        PerRow(ConvertFunctions.EpochMilliseconds, static (in a, r) => r.Set(EpochMilliseconds(a.Long(0)))),
        PerRow(ConvertFunctions.FromEpochMilliseconds, FromEpochMilliseconds),
    ];

    /// <summary>The kernel for the type that is converted from; a dynamic is converted as the text, number or bool it holds.</summary>
    static Kernel From(CallSite site, Kernel text, Kernel whole, Kernel real)
    {
        if (site.ArgumentType(0) == site.Type)
        {
            return static (in a, r) => r.SetFrom(a.Column(0), a.Row);
        }

        switch (site.ArgumentType(0))
        {
            case ScalarType.String:
                return text;
            case ScalarType.Dynamic:
                return DynamicScalars.Through(text, whole, real);
            case ScalarType.Real:
                return real;
            case ScalarType.Decimal:
                return DynamicScalars.ThroughReal(real, site.Type);
            case ScalarType.Bool:
                return DynamicScalars.ThroughLong(whole);
            case ScalarType.Guid:
                return SetNull;
            default:
                return whole;
        }
    }

    static void SetNull(in Arguments a, Result r) => r.SetNull();

    static Kernel ToText(CallSite site)
    {
        if (site.ArgumentType(0) == ScalarType.Dynamic)
        {
            return DynamicToText;
        }

        return static (in a, r) => r.Commit(ValueText.Write(a.Column(0), a.Row, r.Reserve(ValueText.Longest)));
    }

    static void DynamicToText(in Arguments a, Result r)
    {
        var json = a.Text(0).Trim(" \t\r\n"u8);
        if (json.IsEmpty || json.SequenceEqual("null"u8))
        {
            r.SetNull();
        }
        else if (json[0] == '"')
        {
            r.Commit(JsonText.Decode(json.Length < 2 ? default : json[1..^1], r.Reserve(json.Length)));
        }
        else
        {
            r.Commit(JsonText.Compact(json, r.Reserve(json.Length)));
        }
    }

    static void TextToBool(in Arguments a, Result r)
    {
        var text = a.Text(0).Trim(" \t\r\n"u8);
        if (Ascii.EqualsIgnoreCase(text, "true"u8))
        {
            r.Set(true);
        }
        else if (Ascii.EqualsIgnoreCase(text, "false"u8))
        {
            r.Set(false);
        }
        else if (NumberText.TryLong(text, out var number))
        {
            r.Set(number != 0);
        }
        else
        {
            r.SetNull();
        }
    }

    static void TextToInt(in Arguments a, Result r)
    {
        if (NumberText.TryLong(a.Text(0), out var value))
        {
            SetInt(value, r);
        }
        else
        {
            r.SetNull();
        }
    }

    static void TextToLong(in Arguments a, Result r)
    {
        if (NumberText.TryLong(a.Text(0), out var value))
        {
            r.Set(value);
        }
        else
        {
            r.SetNull();
        }
    }

    static void TextToReal(in Arguments a, Result r)
    {
        if (NumberText.TryReal(a.Text(0), out var value))
        {
            r.Set(value);
        }
        else
        {
            r.SetNull();
        }
    }

    static void TextToDecimal(in Arguments a, Result r)
    {
        if (NumberText.TryDecimal(a.Text(0), out var value))
        {
            r.Set(value);
        }
        else
        {
            r.SetNull();
        }
    }

    static void TextToTime(in Arguments a, Result r)
    {
        if (TimeText.TryParse(a.Text(0), out var ticks))
        {
            r.Set(ticks);
        }
        else
        {
            r.SetNull();
        }
    }

    static void TextToDuration(in Arguments a, Result r)
    {
        if (DurationText.TryParse(a.Text(0), out var ticks))
        {
            r.Set(ticks);
        }
        else
        {
            r.SetNull();
        }
    }

    static void TextToGuid(in Arguments a, Result r)
    {
        var text = a.Text(0).Trim(" \t\r\n"u8);
        if (TryGuid(text, out var value) || TryDigits(text, out value))
        {
            r.Set(value);
        }
        else
        {
            r.SetNull();
        }
    }

    // Kusto, toguid: 32 hexadecimal digits, wherever the hyphens stand.
    static bool TryDigits(ReadOnlySpan<byte> text, out Guid value)
    {
        value = default;
        Span<byte> digits = stackalloc byte[32];
        var count = 0;
        foreach (var b in text)
        {
            if (b == '-')
            {
                continue;
            }

            if (count == 32)
            {
                return false;
            }

            digits[count++] = b;
        }

        return count == 32 && TryGuid(digits, out value);
    }

    // As characters: the framework reads bytes only since .NET 10, and a native program may be made with the one before.
    static bool TryGuid(ReadOnlySpan<byte> text, out Guid value)
    {
        value = default;
        Span<char> letters = stackalloc char[LongestGuid];
        return text.Length <= LongestGuid && Ascii.ToUtf16(text, letters, out var length) == OperationStatus.Done && Guid.TryParse(letters[..length], out value);
    }

    static void SetInt(long value, Result r)
    {
        if (value is >= int.MinValue and <= int.MaxValue)
        {
            r.Set(value);
        }
        else
        {
            r.SetNull();
        }
    }

    // Kusto: what lies beyond the range becomes its end; NaN and the infinities are null.
    static void RealToInt(in Arguments a, Result r)
    {
        if (!double.IsFinite(a.Real(0)))
        {
            r.SetNull();
        }
        else
        {
            r.Set((long)Math.Clamp(a.Real(0), int.MinValue, int.MaxValue));
        }
    }

    static void RealToLong(in Arguments a, Result r)
    {
        if (!double.IsFinite(a.Real(0)))
        {
            r.SetNull();
        }
        else
        {
            r.Set(a.Real(0) >= long.MaxValue ? long.MaxValue : a.Real(0) <= long.MinValue ? long.MinValue : (long)a.Real(0));
        }
    }

    static void RealToTicks(in Arguments a, Result r)
    {
        if (NumberText.TryCut(a.Real(0), out var value))
        {
            r.Set(value);
        }
        else
        {
            r.SetNull();
        }
    }

    static void RealToDecimal(in Arguments a, Result r)
    {
        if (Math.Abs(a.Real(0)) < 7.9e28)
        {
            r.Set((decimal)a.Real(0));
        }
        else
        {
            r.SetNull();
        }
    }

    static void LongToTime(in Arguments a, Result r)
    {
        if (a.Long(0) >= 0 && a.Long(0) <= DateTime.MaxValue.Ticks)
        {
            r.Set(a.Long(0));
        }
        else
        {
            r.SetNull();
        }
    }

    static long EpochMilliseconds(long ticks) => (long)Math.Floor((decimal)(ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond);

    static void FromEpochMilliseconds(in Arguments a, Result r)
    {
        var milliseconds = a.Long(0);
        if (Math.Abs((double)milliseconds) > DateTime.MaxValue.Ticks / TimeSpan.TicksPerMillisecond)
        {
            r.SetNull();
            return;
        }

        var ticks = DateTime.UnixEpoch.Ticks + (milliseconds * TimeSpan.TicksPerMillisecond);
        if (ticks >= 0 && ticks <= DateTime.MaxValue.Ticks)
        {
            r.Set(ticks);
        }
        else
        {
            r.SetNull();
        }
    }

    static Kernel ToDynamic(CallSite site)
    {
        var json = new JsonBuilder();
        if (site.ArgumentType(0) != ScalarType.String)
        {
            return (in a, r) =>
            {
                json.Clear();
                json.Value(a.Column(0), a.Row);
                r.Set(json.Written);
            };
        }

        return (in a, r) =>
        {
            var text = a.Text(0).Trim(" \t\r\n"u8);
            if (text.IsEmpty || text.SequenceEqual("null"u8))
            {
                // Kusto's dynamic(null).
                r.SetNull();
            }
            else if (JsonText.IsValue(text))
            {
                r.Set(text);
            }
            else
            {
                json.Clear();
                json.Text(a.Text(0));
                r.Set(json.Written);
            }
        };
    }
}
