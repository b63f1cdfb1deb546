// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Arrays of texts as JSON text.</summary>
static class JsonArrayKernels
{
    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(JsonArrayFunctions.At, static site => JsonPaths.At(site.ConstantBytes(1) ?? throw new PlanFailureException("the path into JSON must be a constant"))),
        PerRow(JsonArrayFunctions.Quote, Quote),
        PerRow(JsonArrayFunctions.Append, Append),
        PerRow(JsonArrayFunctions.Distinct, Distinct),
        PerRow(JsonArrayFunctions.Sort, Sort),
        PerRow(JsonArrayFunctions.Statistic, static site => Statistic(site.RequiredText(1))),
        PerRow(JsonArrayFunctions.Slice, Slice),
        PerRow(JsonArrayFunctions.Over, Over),
    ];

    static bool IsArray(ReadOnlySpan<byte> json) => new JsonMembers(json).IsArray && JsonText.IsValue(json);

    static Kernel Quote(CallSite site)
    {
        var json = new JsonBuilder();
        return (in a, r) =>
        {
            json.Clear();
            json.Text(a.Text(0));
            r.Set(json.Written);
        };
    }

    static void Element(JsonBuilder array, ReadOnlySpan<byte> element)
    {
        array.Raw(array.Length == 0 ? "["u8 : ","u8);
        array.Raw(element);
    }

    static void Close(JsonBuilder array, Result r)
    {
        array.Raw(array.Length == 0 ? "[]"u8 : "]"u8);
        r.Set(array.Written);
    }

    static Kernel Append(CallSite site)
    {
        var array = new JsonBuilder();
        return (in a, r) =>
        {
            array.Clear();
            if (!a.IsNull(0) && IsArray(a.Text(0)))
            {
                var elements = new JsonMembers(a.Text(0));
                while (elements.MoveNext())
                {
                    Element(array, elements.Value);
                }
            }

            for (var i = 1; i < a.Count; i++)
            {
                if (!a.IsNull(i))
                {
                    array.Raw(array.Length == 0 ? "["u8 : ","u8);
                    array.Text(a.Text(i));
                }
            }

            Close(array, r);
        };
    }

    static Kernel Distinct(CallSite site)
    {
        var array = new JsonBuilder();
        var (first, second) = (Array.Empty<byte>(), Array.Empty<byte>());
        return (in a, r) =>
        {
            var json = a.Text(0);
            if (!IsArray(json))
            {
                r.SetNull();
                return;
            }

            array.Clear();
            var elements = new JsonMembers(json);
            for (var i = 0; elements.MoveNext(); i++)
            {
                var value = FieldBagKernels.Decode(elements.Value, ref first);
                var earlier = new JsonMembers(json);
                var known = false;
                for (var j = 0; j < i && !known && earlier.MoveNext(); j++)
                {
                    known = FieldBagKernels.Decode(earlier.Value, ref second).SequenceEqual(value);
                }

                if (!known)
                {
                    Element(array, elements.Value);
                }
            }

            Close(array, r);
        };
    }

    static void Sort(in Arguments a, Result r)
    {
        if (!IsArray(a.Text(0)))
        {
            r.SetNull();
            return;
        }

        var decoded = Array.Empty<byte>();
        var elements = new List<(double Number, string Text, byte[] Json)>();
        var members = new JsonMembers(a.Text(0));
        while (members.MoveNext())
        {
            var text = FieldBagKernels.Decode(members.Value, ref decoded);
            var number = a.Bool(1) && PlainTextKernels.TryNumber(text, out var value) ? value : double.PositiveInfinity;
            elements.Add((number, Encoding.UTF8.GetString(text), members.Value.ToArray()));
        }

        elements = [.. elements.Order(Comparer<(double Number, string Text, byte[] Json)>.Create(static (x, y) =>
            x.Number != y.Number ? x.Number.CompareTo(y.Number) : double.IsFinite(x.Number) ? 0 : string.CompareOrdinal(x.Text, y.Text)))];
        if (a.Bool(2))
        {
            elements.Reverse();
        }

        var array = new JsonBuilder();
        foreach (var (_, _, json) in elements)
        {
            Element(array, json);
        }

        Close(array, r);
    }

    static Kernel Statistic(string kind)
    {
        var decoded = Array.Empty<byte>();
        return (in a, r) =>
        {
            if (!IsArray(a.Text(0)))
            {
                r.SetNull();
                return;
            }

            var (all, count, sum, squares, least, most) = (0L, 0L, 0.0, 0.0, double.PositiveInfinity, double.NegativeInfinity);
            var elements = new JsonMembers(a.Text(0));
            while (elements.MoveNext())
            {
                all++;
                if (!PlainTextKernels.TryNumber(FieldBagKernels.Decode(elements.Value, ref decoded), out var number))
                {
                    continue;
                }

                count++;
                var before = count == 1 ? 0 : number - (sum / (count - 1));
                sum += number;
                squares += before * (number - (sum / count));
                least = Math.Min(least, number);
                most = Math.Max(most, number);
            }

            if (kind == "count")
            {
                r.Set((double)all);
            }
            else if (count == 0 || (kind == "stddev" && count == 1))
            {
                r.SetNull();
            }
            else
            {
                r.Set(kind switch
                {
                    "sum" => sum,
                    "avg" => sum / count,
                    "min" => least,
                    "max" => most,
                    "range" => most - least,
                    _ => Math.Sqrt(squares / (count - 1)),
                });
            }
        };
    }

    static Kernel Over(CallSite site)
    {
        var array = new JsonBuilder();
        return (in a, r) =>
        {
            if (a.IsNull(0) || !IsArray(a.Text(0)))
            {
                r.SetNull();
                return;
            }

            array.Clear();
            var count = 0;
            var above = new JsonMembers(a.Text(0));
            for (; above.MoveNext(); count++)
            {
                Element(array, above.Value);
            }

            if (!a.IsNull(1) && IsArray(a.Text(1)))
            {
                var below = new JsonMembers(a.Text(1));
                for (var i = 0; below.MoveNext(); i++)
                {
                    if (i >= count)
                    {
                        Element(array, below.Value);
                    }
                }
            }

            Close(array, r);
        };
    }

    static Kernel Slice(CallSite site)
    {
        var array = new JsonBuilder();
        return (in a, r) =>
        {
            if (!IsArray(a.Text(0)))
            {
                r.SetNull();
                return;
            }

            array.Clear();
            var elements = new JsonMembers(a.Text(0));
            for (var i = 0L; elements.MoveNext(); i++)
            {
                if (i >= a.Long(1) && (a.Long(2) < 0 || i <= a.Long(2)))
                {
                    Element(array, elements.Value);
                }
            }

            Close(array, r);
        };
    }
}
