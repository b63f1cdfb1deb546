// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>What JSON values are, and what stands at a path in them.</summary>
static class DynamicValueKernels
{
    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(DynamicValueFunctions.Kind, Kind),
        PerRow(DynamicValueFunctions.Json, static (in a, r) => r.Set(a.Text(0))),
        PerRow(DynamicValueFunctions.AtPath, AtPath),
    ];

    static void Kind(in Arguments a, Result r) => r.Set(JsonKinds.Of(a.Text(0).Trim(" \t\r\n"u8)));

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
