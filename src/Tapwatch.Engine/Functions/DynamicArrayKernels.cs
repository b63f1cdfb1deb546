// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;
using static Tapwatch.Engine.Functions.DynamicBuilding;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Arrays as wholes. JSON in, JSON out; elements are copied as they stand.</summary>
static class DynamicArrayKernels
{
    const int MostElements = 1 << 20;

    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(DynamicArrayFunctions.Concat, static _ => Building(Concat)),
        PerRow(DynamicArrayFunctions.Slice, static _ => Building(Slice)),
        PerRow(DynamicArrayFunctions.Reverse, static _ => Building(static (in a, json) => Arranged(a.Text(0), json, static list => list.Reverse()))),
        PerRow(DynamicArrayFunctions.SortAscending, static _ => Building(static (in a, json) => Sorted(a.Text(0), json, descending: false))),
        PerRow(DynamicArrayFunctions.SortDescending, static _ => Building(static (in a, json) => Sorted(a.Text(0), json, descending: true))),
        PerRow(DynamicArrayFunctions.IndexOf, IndexOf),
        PerRow(DynamicArrayFunctions.Sum, Sum),
        PerRow(DynamicArrayFunctions.Join, Join),
        PerRow(DynamicArrayFunctions.Range, Range),
        PerRow(DynamicArrayFunctions.Repeat, static _ => Building(Repeat)),
    ];

    static bool Concat(in Arguments a, JsonBuilder json)
    {
        json.Raw("["u8);
        for (var i = 0; i < a.Count; i++)
        {
            if (a.IsNull(i))
            {
                continue;
            }

            var elements = new JsonMembers(a.Text(i));
            while (elements.IsArray && elements.MoveNext())
            {
                Element(json, elements.Value);
            }
        }

        json.Raw("]"u8);
        return true;
    }

    static bool Slice(in Arguments a, JsonBuilder json)
    {
        var array = a.Text(0);
        if (!new JsonMembers(array).IsArray)
        {
            return false;
        }

        var elements = JsonElements.Of(array);
        var (start, end) = (a.Long(1), a.Long(2));
        start = start < 0 ? Math.Max(0, start + elements.Count) : start;
        end = end < 0 ? end + elements.Count : end;
        json.Raw("["u8);
        for (var i = start; i <= end && i < elements.Count; i++)
        {
            Element(json, array[elements[(int)i]]);
        }

        json.Raw("]"u8);
        return true;
    }

    static bool Arranged(ReadOnlySpan<byte> array, JsonBuilder json, Action<List<Range>> arrange)
    {
        if (!new JsonMembers(array).IsArray)
        {
            return false;
        }

        var elements = JsonElements.Of(array);
        arrange(elements);
        json.Raw("["u8);
        foreach (var element in elements)
        {
            Element(json, array[element]);
        }

        json.Raw("]"u8);
        return true;
    }

    static bool Sorted(ReadOnlySpan<byte> array, JsonBuilder json, bool descending)
    {
        var copy = array.ToArray();
        return Arranged(array, json, list => list.Sort((x, y) =>
        {
            var a = copy.AsSpan(x);
            var b = copy.AsSpan(y);
            var order = JsonElements.Compare(a, b);
            return descending && !JsonElements.IsNull(a) && !JsonElements.IsNull(b) ? -order : order;
        }));
    }

    static void IndexOf(in Arguments a, Result r)
    {
        var elements = new JsonMembers(a.Text(0));
        for (var i = 0L; elements.IsArray && elements.MoveNext(); i++)
        {
            if (JsonElements.Same(elements.Value, a.Text(1)))
            {
                r.Set(i);
                return;
            }
        }

        if (elements.IsArray)
        {
            r.Set(-1);
        }
        else
        {
            r.SetNull();
        }
    }

    static void Sum(in Arguments a, Result r)
    {
        var elements = new JsonMembers(a.Text(0));
        var sum = 0.0;
        while (elements.IsArray && elements.MoveNext())
        {
            if (JsonElements.IsNumber(elements.Value, out var number))
            {
                sum += number;
            }
            else if (!JsonElements.IsNull(elements.Value))
            {
                r.SetNull();
                return;
            }
        }

        if (elements.IsArray)
        {
            r.Set(sum);
        }
        else
        {
            r.SetNull();
        }
    }

    static Kernel Join(CallSite site)
    {
        var json = new JsonBuilder();
        var scratch = new byte[256];
        return (in a, r) =>
        {
            json.Clear();
            var elements = new JsonMembers(a.Text(0));
            var first = true;
            while (elements.IsArray && elements.MoveNext())
            {
                json.Raw(first ? [] : a.Text(1));
                first = false;
                json.Raw(JsonElements.IsNull(elements.Value) ? [] : JsonElements.Decoded(elements.Value, ref scratch));
            }

            if (elements.IsArray)
            {
                r.Set(json.Written);
            }
            else
            {
                r.SetNull();
            }
        };
    }

    static Kernel Range(CallSite site)
    {
        var type = site.ArgumentType(0);
        var json = new JsonBuilder();
        return (in a, r) =>
        {
            json.Clear();
            json.Raw("["u8);
            var count = 0;
            if (type == ScalarType.Real)
            {
                var (from, to, step) = (a.Real(0), a.Real(1), a.Real(2));
                for (var i = 0; double.IsFinite(from) && step != 0 && (step > 0 ? from + (i * step) <= to : from + (i * step) >= to) && count < MostElements; i++, count++)
                {
                    Element(json, Encoding.UTF8.GetBytes(Digits(from + (i * step))));
                }
            }
            else
            {
                var (from, to, step) = (a.Long(0), a.Long(1), a.Long(2));
                for (var value = (Int128)from; step != 0 && (step > 0 ? value <= to : value >= to) && count < MostElements; value += step, count++)
                {
                    Element(json, Encoding.UTF8.GetBytes(type switch
                    {
                        ScalarType.DateTime => "\"" + new DateTime((long)value).ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture) + "\"",
                        ScalarType.TimeSpan => "\"" + new TimeSpan((long)value).ToString("c", CultureInfo.InvariantCulture) + "\"",
                        _ => ((long)value).ToString(CultureInfo.InvariantCulture),
                    }));
                }
            }

            json.Raw("]"u8);
            r.Set(json.Written);
        };
    }

    static string Digits(double value)
    {
        var digits = value.ToString("R", CultureInfo.InvariantCulture);
        return digits.AsSpan().IndexOfAny(".eE") < 0 ? digits + ".0" : digits;
    }

    static bool Repeat(in Arguments a, JsonBuilder json)
    {
        if (a.IsNull(1) || a.Long(1) < 0 || a.Long(1) > MostElements)
        {
            return false;
        }

        json.Raw("["u8);
        for (var i = 0L; i < a.Long(1); i++)
        {
            json.Raw(i > 0 ? ","u8 : []);
            json.Value(a.Column(0), a.Row);
        }

        json.Raw("]"u8);
        return true;
    }
}
