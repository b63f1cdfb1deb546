// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;
using Tapwatch.Engine.Rows;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Arrays and objects as wholes. JSON in, JSON out; elements are copied as they stand.</summary>
static class DynamicInspectionKernels
{
    const int MostElements = 1 << 20;

    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(DynamicInspection.Kind, Kind),
        PerRow(DynamicInspection.Json, static (in a, r) => r.Set(a.Text(0))),
        PerRow(DynamicInspection.Keys, static _ => Building(Keys)),
        PerRow(DynamicInspection.HasKey, HasKey),
        PerRow(DynamicInspection.Merge, static _ => Building(Merge)),
        PerRow(DynamicInspection.RemoveKeys, static _ => Building(RemoveKeys)),
        PerRow(DynamicInspection.SetKey, static _ => Building(SetKey)),
        PerRow(DynamicInspection.Concat, static _ => Building(Concat)),
        PerRow(DynamicInspection.Slice, static _ => Building(Slice)),
        PerRow(DynamicInspection.Reverse, static _ => Building(static (in a, json) => Arranged(a.Text(0), json, static list => list.Reverse()))),
        PerRow(DynamicInspection.SortAscending, static _ => Building(static (in a, json) => Sorted(a.Text(0), json, descending: false))),
        PerRow(DynamicInspection.SortDescending, static _ => Building(static (in a, json) => Sorted(a.Text(0), json, descending: true))),
        PerRow(DynamicInspection.IndexOf, IndexOf),
        PerRow(DynamicInspection.Sum, Sum),
        PerRow(DynamicInspection.Join, Join),
        PerRow(DynamicInspection.SetUnion, static _ => Building(static (in a, json) => Sets(in a, json, static (_, _) => true, all: true))),
        PerRow(DynamicInspection.SetIntersect, static _ => Building(static (in a, json) => Sets(in a, json, static (found, others) => found == others, all: false))),
        PerRow(DynamicInspection.SetDifference, static _ => Building(static (in a, json) => Sets(in a, json, static (found, _) => found == 0, all: false))),
        PerRow(DynamicInspection.Range, Range),
        PerRow(DynamicInspection.Repeat, static _ => Building(Repeat)),
        PerRow(DynamicInspection.AtPath, AtPath),
    ];

    delegate bool Build(in Arguments a, JsonBuilder json);

    // Whether something was built; null otherwise.
    static Kernel Building(Build build)
    {
        var json = new JsonBuilder();
        return (in a, r) =>
        {
            json.Clear();
            if (build(in a, json))
            {
                r.Set(json.Written);
            }
            else
            {
                r.SetNull();
            }
        };
    }

    static void Kind(in Arguments a, Result r)
    {
        var json = a.Text(0).Trim(" \t\r\n"u8);
        r.Set(json.IsEmpty ? "null"u8 : json[0] switch
        {
            (byte)'"' => "string"u8,
            (byte)'[' => "array"u8,
            (byte)'{' => "dictionary"u8,
            (byte)'t' or (byte)'f' => "bool"u8,
            (byte)'n' => "null"u8,
            _ => json.IndexOfAny(".eE"u8) < 0 ? "long"u8 : "double"u8,
        });
    }

    static bool Keys(in Arguments a, JsonBuilder json)
    {
        var members = new JsonMembers(a.Text(0));
        json.Raw("["u8);
        while (members.IsObject && members.MoveNext())
        {
            json.Raw(json.Length > 1 ? ",\""u8 : "\""u8);
            json.Raw(members.Name);
            json.Raw("\""u8);
        }

        json.Raw("]"u8);
        return members.IsObject;
    }

    static void HasKey(in Arguments a, Result r)
    {
        var members = new JsonMembers(a.Text(0));
        var found = false;
        while (members.IsObject && !found && members.MoveNext())
        {
            found = members.IsNamed(a.Text(1));
        }

        r.Set(found);
    }

    static void Member(JsonBuilder json, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        json.Raw(json.Length > 1 ? ",\""u8 : "\""u8);
        json.Raw(name);
        json.Raw("\":"u8);
        json.Raw(value);
    }

    static bool Merge(in Arguments a, JsonBuilder json)
    {
        var seen = new KeyTable();
        json.Raw("{"u8);
        for (var i = 0; i < a.Count; i++)
        {
            if (a.IsNull(i))
            {
                continue;
            }

            var members = new JsonMembers(a.Text(i));
            while (members.IsObject && members.MoveNext())
            {
                seen.GetOrAdd(members.Name, out var added);
                if (added)
                {
                    Member(json, members.Name, members.Value);
                }
            }
        }

        json.Raw("}"u8);
        return true;
    }

    static bool RemoveKeys(in Arguments a, JsonBuilder json)
    {
        var scratch = new byte[256];
        var members = new JsonMembers(a.Text(0));
        json.Raw("{"u8);
        while (members.IsObject && members.MoveNext())
        {
            var keys = new JsonMembers(a.Text(1));
            var removed = false;
            while (keys.IsArray && !removed && keys.MoveNext())
            {
                removed = members.IsNamed(JsonElements.Decoded(keys.Value, ref scratch));
            }

            if (!removed)
            {
                Member(json, members.Name, members.Value);
            }
        }

        json.Raw("}"u8);
        return members.IsObject;
    }

    static bool SetKey(in Arguments a, JsonBuilder json)
    {
        if (a.IsNull(0) || a.IsNull(1))
        {
            return false;
        }

        var members = new JsonMembers(a.Text(0));
        json.Raw("{"u8);
        while (members.IsObject && members.MoveNext())
        {
            if (!members.IsNamed(a.Text(1)))
            {
                Member(json, members.Name, members.Value);
            }
        }

        json.Raw(json.Length > 1 ? ","u8 : []);
        json.Text(a.Text(1));
        json.Raw(":"u8);
        json.Value(a.Column(2), a.Row);
        json.Raw("}"u8);
        return members.IsObject;
    }

    static void Element(JsonBuilder json, ReadOnlySpan<byte> value)
    {
        json.Raw(json.Length > 1 ? ","u8 : []);
        json.Raw(value);
    }

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

            if (!elements.IsArray)
            {
                Element(json, a.Text(i));
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
                for (var i = 0; step != 0 && (step > 0 ? from + (i * step) <= to : from + (i * step) >= to) && count < MostElements; i++, count++)
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

    // $.a.b[0]['c']
    static void AtPath(in Arguments a, Result r)
    {
        var value = a.Text(0);
        var path = Encoding.UTF8.GetString(a.Text(1));
        for (var i = path.StartsWith('$') ? 1 : 0; i < path.Length;)
        {
            var bracket = path[i] == '[';
            var end = bracket ? path.IndexOf(']', i) : path.AsSpan(i + 1).IndexOfAny('.', '[') is var next and >= 0 ? i + 1 + next : path.Length;
            if (end < 0)
            {
                r.SetNull();
                return;
            }

            var key = (bracket ? path[(i + 1)..end] : path[(path[i] == '.' ? i + 1 : i)..end]).Trim();
            i = bracket ? end + 1 : end;
            if (!Step(ref value, key))
            {
                r.SetNull();
                return;
            }
        }

        if (JsonElements.IsNull(value))
        {
            r.SetNull();
        }
        else
        {
            r.Set(value);
        }
    }

    static bool Step(ref ReadOnlySpan<byte> value, string key)
    {
        var members = new JsonMembers(value);
        if (members.IsArray)
        {
            if (!int.TryParse(key, CultureInfo.InvariantCulture, out var index))
            {
                return false;
            }

            while (members.MoveNext())
            {
                if (index-- == 0)
                {
                    value = members.Value;
                    return true;
                }
            }

            return false;
        }

        var name = Encoding.UTF8.GetBytes(key.Trim('\'', '"'));
        while (members.IsObject && members.MoveNext())
        {
            if (members.IsNamed(name))
            {
                value = members.Value;
                return true;
            }
        }

        return false;
    }
}
