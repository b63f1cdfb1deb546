// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Functions;
using Tapwatch.Engine.Json;

namespace Tapwatch.Engine.Fields;

/// <summary>Rows turned into columns: one object per field, with what each row has in it.</summary>
static class TransposedFields
{
    public static Kernel Of(CallSite site)
    {
        var (column, header) = (site.RequiredText(1), site.RequiredText(2));
        var json = new JsonBuilder();
        return (in a, r) =>
        {
            // Field by field, in the order they first come: the values by row.
            var fields = new List<(string Name, Dictionary<int, byte[]> Values)>();
            var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
            var count = 0;
            var rows = new JsonMembers(JsonText.IsValue(a.Text(0)) ? a.Text(0) : default);
            for (; rows.IsArray && rows.MoveNext(); count++)
            {
                var members = new JsonMembers(rows.Value);
                while (members.IsObject && members.MoveNext())
                {
                    var name = FieldBagParsers.NameOf(members.Name);
                    if (!numbers.TryGetValue(name, out var number))
                    {
                        numbers.Add(name, number = fields.Count);
                        fields.Add((name, []));
                    }

                    if (!JsonElements.IsNull(members.Value))
                    {
                        fields[number].Values[count] = members.Value.ToArray();
                    }
                }
            }

            var names = header.Length > 0 && numbers.TryGetValue(header, out var titles) ? fields[titles].Values : null;
            json.Clear();
            json.Raw("["u8);
            foreach (var (name, values) in fields.Where(f => f.Name != header))
            {
                json.Raw(json.Length > 1 ? ",{"u8 : "{"u8);
                json.Text(column);
                json.Raw(":"u8);
                json.Text(name);
                foreach (var (row, value) in values.OrderBy(static v => v.Key))
                {
                    json.Raw(","u8);
                    if (header.Length == 0)
                    {
                        json.Text(string.Create(CultureInfo.InvariantCulture, $"row[{row + 1}]"));
                    }
                    else
                    {
                        json.Raw(names is not null && names.TryGetValue(row, out var title) ? title : "\"\""u8);
                    }

                    json.Raw(":"u8);
                    json.Raw(value);
                }

                json.Raw("}"u8);
            }

            json.Raw("]"u8);
            r.Set(json.Written);
        };
    }
}
