// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

static class DynamicKernels
{
    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(DynamicFunctions.Member, Member),
        PerRow(DynamicFunctions.Element, Element),
        PerRow(DynamicFunctions.ArrayLength, ArrayLength),
        PerRow(DynamicFunctions.MakeArray, MakeArray),
        PerRow(DynamicFunctions.MakeObject, MakeObject),
    ];

    static void Member(in Arguments a, Result r)
    {
        var members = new JsonMembers(a.Text(0));
        while (members.IsObject && members.MoveNext())
        {
            if (members.IsNamed(a.Text(1)))
            {
                SetValue(members.Value, r);
                return;
            }
        }

        r.SetNull();
    }

    static void Element(in Arguments a, Result r)
    {
        var index = a.Long(1);
        if (index < 0)
        {
            index += CountElements(a.Text(0));
        }

        var elements = new JsonMembers(a.Text(0));
        while (index >= 0 && elements.IsArray && elements.MoveNext())
        {
            if (index-- == 0)
            {
                SetValue(elements.Value, r);
                return;
            }
        }

        r.SetNull();
    }

    static void ArrayLength(in Arguments a, Result r)
    {
        if (new JsonMembers(a.Text(0)).IsArray)
        {
            r.Set(CountElements(a.Text(0)));
        }
        else
        {
            r.SetNull();
        }
    }

    static long CountElements(ReadOnlySpan<byte> json)
    {
        var elements = new JsonMembers(json);
        var count = 0L;
        while (elements.IsArray && elements.MoveNext())
        {
            count++;
        }

        return count;
    }

    // A JSON null is Kusto's dynamic(null), which is a null like any other.
    static void SetValue(ReadOnlySpan<byte> value, Result r)
    {
        if (value.SequenceEqual("null"u8))
        {
            r.SetNull();
        }
        else
        {
            r.Set(value);
        }
    }

    static Kernel MakeArray(CallSite site)
    {
        var json = new JsonBuilder();
        return (in a, r) =>
        {
            json.Clear();
            json.Raw("["u8);
            for (var i = 0; i < a.Count; i++)
            {
                json.Raw(i > 0 ? ","u8 : []);
                json.Value(a.Column(i), a.Row);
            }

            json.Raw("]"u8);
            r.Set(json.Written);
        };
    }

    static Kernel MakeObject(CallSite site)
    {
        var json = new JsonBuilder();
        return (in a, r) =>
        {
            json.Clear();
            json.Raw("{"u8);
            for (var i = 0; i + 1 < a.Count; i += 2)
            {
                json.Raw(i > 0 ? ","u8 : []);
                json.Text(a.Text(i));
                json.Raw(":"u8);
                json.Value(a.Column(i + 1), a.Row);
            }

            json.Raw("}"u8);
            r.Set(json.Written);
        };
    }
}
