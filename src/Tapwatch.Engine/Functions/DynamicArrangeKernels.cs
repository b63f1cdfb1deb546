// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.DynamicBuilding;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Arrays taken apart, moved, sorted by another, sought in.</summary>
static class DynamicArrangeKernels
{
    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(DynamicArrangeFunctions.Rotate, static _ => Moving(rotate: true)),
        PerRow(DynamicArrangeFunctions.Shift, static _ => Moving(rotate: false)),
        PerRow(DynamicArrangeFunctions.Split, static _ => Splitting()),
        PerRow(DynamicArrangeFunctions.SortWith, static _ => Sorting()),
        PerRow(DynamicArrangeFunctions.IndexWithin, static _ => Seeking()),
    ];

    // Both wrap around or fill what becomes free; a negative distance is one to the right.
    static Kernel Moving(bool rotate)
    {
        var elements = new ElementRanges();
        var rest = new JsonBuilder();
        return Building((in a, json) =>
        {
            if (a.IsNull(0) || a.IsNull(1) || !elements.Read(a.Text(0)))
            {
                return false;
            }

            var count = elements.Count;
            var distance = rotate && count > 0 ? ((a.Long(1) % count) + count) % count : Math.Clamp(a.Long(1), -count, count);
            if (!rotate)
            {
                rest.Clear();
                rest.Value(a.Column(2), a.Row);
            }

            json.Raw("["u8);
            for (var i = 0L; i < count; i++)
            {
                var from = i + distance;
                Element(json, rotate ? elements[a.Text(0), from % count] : from >= 0 && from < count ? elements[a.Text(0), from] : rest.Written);
            }

            json.Raw("]"u8);
            return true;
        });
    }

    static Kernel Splitting()
    {
        var elements = new ElementRanges();
        return Building((in a, json) =>
        {
            if (!elements.Read(a.Text(0)))
            {
                return false;
            }

            json.Raw("[["u8);
            var done = 0L;
            var cuts = new JsonMembers(a.Text(1));
            while (cuts.IsArray && cuts.MoveNext())
            {
                if (!JsonElements.IsNumber(cuts.Value, out var position))
                {
                    return false;
                }

                Part(json, elements, a.Text(0), ref done, position < 0 ? position + elements.Count : position);
                json.Raw("],["u8);
            }

            if (!cuts.IsArray)
            {
                if (!JsonElements.IsNumber(a.Text(1), out var position))
                {
                    return false;
                }

                Part(json, elements, a.Text(0), ref done, position < 0 ? position + elements.Count : position);
                json.Raw("],["u8);
            }

            Part(json, elements, a.Text(0), ref done, elements.Count);
            json.Raw("]]"u8);
            return true;
        });
    }

    static void Part(JsonBuilder json, ElementRanges elements, ReadOnlySpan<byte> array, ref long done, double end)
    {
        for (var first = true; done < end && done < elements.Count; done++, first = false)
        {
            json.Raw(first ? [] : ","u8);
            json.Raw(elements[array, done]);
        }
    }

    static Kernel Sorting()
    {
        var keys = new ElementRanges();
        var values = new ElementRanges();
        var order = new List<int>();
        byte[] text = [];
        var (descending, nullsLast) = (false, false);
        int Compare(int x, int y)
        {
            var a = keys[text, x];
            var b = keys[text, y];
            var (nullA, nullB) = (JsonElements.IsNull(a), JsonElements.IsNull(b));
            var result = nullA || nullB
                ? (nullsLast ? 1 : -1) * nullA.CompareTo(nullB)
                : (descending ? -1 : 1) * JsonElements.Compare(a, b);
            // Elements that are equal keep their order.
            return result != 0 ? result : x.CompareTo(y);
        }

        return Building((in a, json) =>
        {
            if (!keys.Read(a.Text(0)) || !values.Read(a.Text(1)) || keys.Count != values.Count)
            {
                return false;
            }

            if (text.Length < a.Text(0).Length)
            {
                text = new byte[a.Text(0).Length * 2];
            }

            a.Text(0).CopyTo(text);
            (descending, nullsLast) = (a.Bool(2), a.Bool(3));
            order.Clear();
            for (var i = 0; i < keys.Count; i++)
            {
                order.Add(i);
            }

            order.Sort(Compare);
            json.Raw("["u8);
            foreach (var i in order)
            {
                Element(json, values[a.Text(1), i]);
            }

            json.Raw("]"u8);
            return true;
        });
    }

    static Kernel Seeking()
    {
        var elements = new ElementRanges();
        return (in a, r) =>
        {
            var (start, length, occurrence) = (a.Long(2), a.Long(3), a.Long(4));
            if (!elements.Read(a.Text(0)) || length < -1 || occurrence < 1)
            {
                r.SetNull();
                return;
            }

            start = start < 0 ? Math.Max(0, start + elements.Count) : start;
            var end = length < 0 ? elements.Count : Math.Min(elements.Count, start + length);
            for (var i = start; i < end; i++)
            {
                if (JsonElements.Same(elements[a.Text(0), i], a.Text(1)) && --occurrence == 0)
                {
                    r.Set(i);
                    return;
                }
            }

            r.Set(-1);
        };
    }
}
