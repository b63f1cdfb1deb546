// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;

namespace Tapwatch.Engine.Functions;

/// <summary>How kernels build JSON: all of it or nothing.</summary>
static class DynamicBuilding
{
    public delegate bool Build(in Arguments a, JsonBuilder json);

    // Whether something was built; null otherwise.
    public static Kernel Building(Build build)
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

    public static void Element(JsonBuilder json, ReadOnlySpan<byte> value)
    {
        json.Raw(json.Length > 1 ? ","u8 : []);
        json.Raw(value);
    }
}
