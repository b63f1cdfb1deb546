// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;
using Tapwatch.Engine.Text;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Functions;

/// <summary>Conversions that go through a value of another type: what a dynamic holds, a decimal as real, a bool as 0 or 1.</summary>
static class DynamicScalars
{
    public static Kernel Through(Kernel text, Kernel whole, Kernel real)
    {
        // The one value of these columns is written anew for each row.
        var (flat, length, number, floating) = (new byte[64], new int[1], new long[1], new double[1]);
        Column[] texts = [new TextColumn(ScalarType.String, 1, flat, [], [0], length)];
        Column[] longs = [new FixedColumn<long>(ScalarType.Long, 1, number, null)];
        Column[] reals = [new FixedColumn<double>(ScalarType.Real, 1, floating, null)];
        return (in a, r) =>
        {
            var json = a.Text(0).Trim(" \t\r\n"u8);
            if (json.Length >= 2 && json[0] == '"')
            {
                if (flat.Length < json.Length)
                {
                    flat = new byte[json.Length * 2];
                    texts[0] = new TextColumn(ScalarType.String, 1, flat, [], [0], length);
                }

                length[0] = JsonText.Decode(json[1..^1], flat);
                text(new Arguments(texts, 0), r);
            }
            else if (json.SequenceEqual("true"u8) || json.SequenceEqual("false"u8))
            {
                number[0] = json[0] == 't' ? 1 : 0;
                whole(new Arguments(longs, 0), r);
            }
            else if (NumberText.TryLong(json, out number[0]))
            {
                whole(new Arguments(longs, 0), r);
            }
            else if (!json.IsEmpty && json[0] is not ((byte)'[' or (byte)'{') && NumberText.TryReal(json, out floating[0]))
            {
                real(new Arguments(reals, 0), r);
            }
            else
            {
                r.SetNull();
            }
        };
    }

    public static Kernel ThroughReal(Kernel real, ScalarType target)
    {
        var value = new double[1];
        Column[] columns = [new FixedColumn<double>(ScalarType.Real, 1, value, null)];
        return (in a, r) =>
        {
            var exact = a.Decimal(0);
            if (target == ScalarType.Long && Math.Abs(exact) < long.MaxValue)
            {
                r.Set((long)exact);
                return;
            }

            value[0] = (double)exact;
            real(new Arguments(columns, 0), r);
        };
    }

    public static Kernel ThroughLong(Kernel whole)
    {
        var value = new long[1];
        Column[] columns = [new FixedColumn<long>(ScalarType.Long, 1, value, null)];
        return (in a, r) =>
        {
            value[0] = a.Bool(0) ? 1 : 0;
            whole(new Arguments(columns, 0), r);
        };
    }
}
