// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;
using static Tapwatch.Engine.Functions.DynamicBuilding;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Arrays put together place by place, and the paths within a value.</summary>
static class DynamicZipKernels
{
    const int DeepestPath = 64;

    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(DynamicArrangeFunctions.Zip, Zip),
        PerRow(DynamicArrangeFunctions.ZipObject, static _ => ZipObject()),
        PerRow(DynamicArrangeFunctions.Choose, Choose),
        PerRow(DynamicArrangeFunctions.Paths, static _ => Paths()),
    ];

    static Kernel Zip(CallSite site)
    {
        var arrays = new ElementRanges[site.Count];
        for (var i = 0; i < arrays.Length; i++)
        {
            arrays[i] = new ElementRanges();
        }

        return Building((in a, json) =>
        {
            var longest = 0;
            for (var i = 0; i < arrays.Length; i++)
            {
                if (!arrays[i].Read(a.Text(i)))
                {
                    return false;
                }

                longest = Math.Max(longest, arrays[i].Count);
            }

            json.Raw("["u8);
            for (var place = 0; place < longest; place++)
            {
                json.Raw(place > 0 ? ",["u8 : "["u8);
                for (var i = 0; i < arrays.Length; i++)
                {
                    json.Raw(i > 0 ? ","u8 : []);
                    json.Raw(place < arrays[i].Count ? arrays[i][a.Text(i), place] : "null"u8);
                }

                json.Raw("]"u8);
            }

            json.Raw("]"u8);
            return true;
        });
    }

    // Kusto, bag_zip: names that are no strings are left out; values that are no array are all null.
    static Kernel ZipObject()
    {
        var (names, values) = (new ElementRanges(), new ElementRanges());
        return Building((in a, json) =>
        {
            if (a.IsNull(0) || !names.Read(a.Text(0)))
            {
                return false;
            }

            if (a.IsNull(1) || !values.Read(a.Text(1)))
            {
                values.Read(default);
            }

            json.Raw("{"u8);
            for (var i = 0; i < names.Count; i++)
            {
                var name = names[a.Text(0), i];
                if (name[0] == '"')
                {
                    json.Raw(json.Length > 1 ? ","u8 : []);
                    json.Raw(name);
                    json.Raw(":"u8);
                    json.Raw(i < values.Count ? values[a.Text(1), i] : "null"u8);
                }
            }

            json.Raw("}"u8);
            return true;
        });
    }

    // A condition that is neither true nor false nor a number has no value; so has a place an array does not reach.
    static Kernel Choose(CallSite site)
    {
        var (yes, no) = (new ElementRanges(), new ElementRanges());
        return Building((in a, json) =>
        {
            var conditions = new JsonMembers(a.IsNull(0) ? default : a.Text(0));
            if (!conditions.IsArray)
            {
                return false;
            }

            var (yesArray, noArray) = (IsArray(in a, 1, yes), IsArray(in a, 2, no));
            json.Raw("["u8);
            for (var i = 0; conditions.MoveNext(); i++)
            {
                json.Raw(i > 0 ? ","u8 : []);
                var condition = conditions.Value;
                if (condition.SequenceEqual("true"u8) || (JsonElements.IsNumber(condition, out var number) && number != 0))
                {
                    Chosen(json, in a, 1, yesArray, yes, i);
                }
                else if (condition.SequenceEqual("false"u8) || JsonElements.IsNumber(condition, out _))
                {
                    Chosen(json, in a, 2, noArray, no, i);
                }
                else
                {
                    json.Raw("null"u8);
                }
            }

            json.Raw("]"u8);
            return true;
        });
    }

    static bool IsArray(in Arguments a, int argument, ElementRanges elements) =>
        a.Column(argument).Type == ScalarType.Dynamic && !a.IsNull(argument) && elements.Read(a.Text(argument));

    static void Chosen(JsonBuilder json, in Arguments a, int argument, bool isArray, ElementRanges elements, int place)
    {
        if (!isArray)
        {
            json.Value(a.Column(argument), a.Row);
        }
        else
        {
            json.Raw(place < elements.Count ? elements[a.Text(argument), place] : "null"u8);
        }
    }

    static Kernel Paths()
    {
        var path = new JsonBuilder();
        return Building((in a, json) =>
        {
            json.Raw("["u8);
            path.Clear();
            Paths(a.Text(0), path, json, 0);
            json.Raw("]"u8);
            return new JsonMembers(a.Text(0)).IsObject;
        });
    }

    // Each path once, however many elements of an array have it.
    static void Add(JsonBuilder json, ReadOnlySpan<byte> path)
    {
        var written = json.Written;
        for (var at = written.IndexOf(path); at >= 0; at = written.IndexOf(path))
        {
            if (at > 0 && written[at - 1] == '"' && at + path.Length < written.Length && written[at + path.Length] == '"')
            {
                return;
            }

            written = written[(at + 1)..];
        }

        json.Raw(json.Length > 1 ? ",\""u8 : "\""u8);
        json.Raw(path);
        json.Raw("\""u8);
    }

    // Kusto, treepath: of an array only the first path of each kind, which all elements share: ['a'][0].
    static void Paths(ReadOnlySpan<byte> value, JsonBuilder path, JsonBuilder json, int depth)
    {
        var members = new JsonMembers(value);
        while ((members.IsObject || members.IsArray) && depth < DeepestPath && members.MoveNext())
        {
            var before = path.Length;
            if (members.IsObject)
            {
                path.Raw("['"u8);
                path.Raw(members.Name);
                path.Raw("']"u8);
            }
            else
            {
                path.Raw("[0]"u8);
            }

            Add(json, path.Written);
            Paths(members.Value, path, json, depth + 1);
            path.CutTo(before);
        }
    }
}
