// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;
using Tapwatch.Engine.Series;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Gaps in series filled. The elements that are there stay as they are written.</summary>
static class SeriesFillKernels
{
    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(SeriesFunctions.FillForward, static _ => Filling(1, Forward)),
        PerRow(SeriesFunctions.FillBackward, static _ => Filling(1, Backward)),
        PerRow(SeriesFunctions.FillConstant, static _ => Filling(2, Constant)),
        PerRow(SeriesFunctions.FillLinear, Linear),
    ];

    // What stands at a place: an element of the array itself, or (negative) the constant.
    const int Constantly = -1;

    delegate int Source(ReadOnlySpan<bool> missing, int at);

    static int Forward(ReadOnlySpan<bool> missing, int at)
    {
        var found = missing[..at].LastIndexOf(false);
        return found >= 0 ? found : at;
    }

    static int Backward(ReadOnlySpan<bool> missing, int at)
    {
        var found = missing[at..].IndexOf(false);
        return found >= 0 ? at + found : at;
    }

    static int Constant(ReadOnlySpan<bool> missing, int at) => Constantly;

    static Kernel Filling(int placeholder, Source source)
    {
        var json = new JsonBuilder();
        return (in a, r) =>
        {
            if (!Read(a, placeholder, out var array, out var elements, out var missing))
            {
                r.SetNull();
                return;
            }

            json.Clear();
            json.Raw("["u8);
            for (var i = 0; i < elements.Count; i++)
            {
                json.Raw(i > 0 ? ","u8 : []);
                var from = missing[i] ? source(missing, i) : i;
                json.Raw(from != Constantly ? array[elements[from]] : a.IsNull(1) ? "null"u8 : a.Text(1));
            }

            json.Raw("]"u8);
            r.Set(json.Written);
        };
    }

    static bool Read(in Arguments a, int placeholder, out ReadOnlySpan<byte> array, out List<Range> elements, out bool[] missing)
    {
        array = default;
        (elements, missing) = ([], []);
        if (a.IsNull(0) || !new JsonMembers(a.Text(0)).IsArray)
        {
            return false;
        }

        array = a.Text(0);
        elements = JsonElements.Of(array);
        missing = new bool[elements.Count];
        for (var i = 0; i < missing.Length; i++)
        {
            missing[i] = a.IsNull(placeholder) ? JsonElements.IsNull(array[elements[i]]) : JsonElements.Same(array[elements[i]], a.Text(placeholder));
        }

        return true;
    }

    static Kernel Linear(CallSite site)
    {
        var (json, series) = (new JsonBuilder(), new NumberSeries());
        return (in a, r) =>
        {
            if (!Read(a, 1, out var array, out var elements, out var missing) || !series.Read(array))
            {
                r.SetNull();
                return;
            }

            var edges = a.IsNull(2) || a.Bool(2);
            json.Clear();
            json.Raw("["u8);
            for (var i = 0; i < elements.Count; i++)
            {
                json.Raw(i > 0 ? ","u8 : []);
                var before = missing.AsSpan(0, i + 1).LastIndexOf(false);
                var after = missing.AsSpan(i).IndexOf(false) is var found and >= 0 ? i + found : -1;
                if (!missing[i] || (!edges && (before < 0 || after < 0) && before != after))
                {
                    json.Raw(array[elements[i]]);
                }
                else if (before < 0 && after < 0)
                {
                    json.Raw(a.IsNull(3) ? "null"u8 : a.Text(3));
                }
                else if (before < 0 || after < 0)
                {
                    json.Raw(array[elements[Math.Max(before, after)]]);
                }
                else
                {
                    var (low, high) = (series.Values[before], series.Values[after]);
                    var value = low + ((high - low) * (i - before) / (after - before));
                    if (series.AllWhole)
                    {
                        json.Whole((long)value);
                    }
                    else
                    {
                        json.RealOrNull(value);
                    }
                }
            }

            json.Raw("]"u8);
            r.Set(json.Written);
        };
    }
}
