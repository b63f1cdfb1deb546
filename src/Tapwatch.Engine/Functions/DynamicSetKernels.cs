// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;
using Tapwatch.Engine.Rows;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.DynamicBuilding;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Arrays as sets. JSON in, JSON out.</summary>
static class DynamicSetKernels
{
    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(DynamicSetFunctions.SetUnion, static _ => Building(static (in a, json) => Sets(in a, json, static (_, _) => true, all: true))),
        PerRow(DynamicSetFunctions.SetIntersect, static _ => Building(static (in a, json) => Sets(in a, json, static (found, others) => found == others, all: false))),
        PerRow(DynamicSetFunctions.SetDifference, static _ => Building(static (in a, json) => Sets(in a, json, static (found, _) => found == 0, all: false))),
        PerRow(DynamicSetFunctions.SetEquals, static (in a, r) => Compare(in a, r, static (shared, all) => shared == all)),
        PerRow(DynamicSetFunctions.Jaccard, static (in a, r) => Compare(in a, r, static (shared, all) => all == 0 ? double.NaN : (double)shared / all)),
    ];

    // How many different elements both have, and how many there are in all.
    static void Compare<T>(in Arguments a, Result r, Func<int, int, T> result)
    {
        var (seen, shared) = (new KeyTable(), 0);
        var first = new JsonMembers(a.Text(0));
        var second = new JsonMembers(a.Text(1));
        if (!first.IsArray || !second.IsArray)
        {
            r.SetNull();
            return;
        }

        while (first.MoveNext())
        {
            seen.GetOrAdd(first.Value, out _);
        }

        var own = seen.Count;
        var both = new bool[own];
        while (second.MoveNext())
        {
            var at = seen.GetOrAdd(second.Value, out _);
            if (at < own && !both[at])
            {
                both[at] = true;
                shared++;
            }
        }

        switch (result(shared, seen.Count))
        {
            case bool same:
                r.Set(same);
                break;
            case double share:
                r.Set(share);
                break;
        }
    }

    // The different elements of the first array (of all arrays) for which the number of other arrays that hold them is right.
    static bool Sets(in Arguments a, JsonBuilder json, Func<int, int, bool> keep, bool all)
    {
        var seen = new KeyTable();
        json.Raw("["u8);
        for (var i = 0; i < (all ? a.Count : 1); i++)
        {
            var elements = new JsonMembers(a.Text(i));
            if (!elements.IsArray)
            {
                return false;
            }

            while (elements.MoveNext())
            {
                seen.GetOrAdd(elements.Value, out var added);
                if (!added)
                {
                    continue;
                }

                var found = 0;
                for (var other = 1; other < a.Count && !all; other++)
                {
                    var others = new JsonMembers(a.Text(other));
                    var has = false;
                    while (others.IsArray && !has && others.MoveNext())
                    {
                        has = JsonElements.Same(others.Value, elements.Value);
                    }

                    found += has ? 1 : 0;
                }

                if (keep(found, a.Count - 1))
                {
                    Element(json, elements.Value);
                }
            }
        }

        json.Raw("]"u8);
        return true;
    }
}
