// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;
using Tapwatch.Engine.Rows;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Operators;

/// <summary>Makes columns of the members of a JSON object, ordered by name behind the known ones, when all rows are there.</summary>
sealed class UnpackOperator : Operator
{
    readonly UnpackTypes? _types;
    readonly EngineOptions _options;
    readonly int _bag;
    readonly int[] _known;
    readonly RowStore _rows;

    public UnpackOperator(Unpack unpack, MemoryBudget budget, EngineOptions options)
        : base(unpack.Columns)
    {
        var input = unpack.Input.Columns.ToList();
        _types = unpack.Types;
        _options = options;
        _bag = input.IndexOf(unpack.Bag);
        _known = [.. unpack.Columns.Select(c => input.IndexOf(c))];
        _rows = new RowStore(input, budget, "unpack");
    }

    public override void Push(int input, Batch rows) => _rows.Append(rows);

    public override void Complete(int input)
    {
        var rows = _rows.Take();
        var members = Members(rows);
        foreach (var builder in members.Values)
        {
            PadTo(builder, rows.Count);
        }

        var names = members.Keys.OrderBy(n => n != _types?.Leading).ToArray();
        var unpacked = names.Select(n => Typed((TextColumn)members[n].Build(), _types?.Members, _types?.Missing)).ToArray();
        var known = _known.Select((at, i) => _types?.Settled.Contains(Columns[i]) == true ? Typed((TextColumn)rows.Columns[at], null, null) : rows.Columns[at]).ToArray();
        Columns =
        [
            .. Columns.Select((c, i) => c.Type == known[i].Type ? c : new PlanColumn(c.Name, known[i].Type)),
            .. names.Select((name, i) => new PlanColumn(name, unpacked[i].Type)),
        ];
        Emit(new Batch(rows.Count, [.. known, .. unpacked]));
        _rows.Release();
        CompleteReaders();
    }

    SortedDictionary<string, TextColumnBuilder> Members(Batch rows)
    {
        var members = new SortedDictionary<string, TextColumnBuilder>(StringComparer.Ordinal);
        var known = Columns.Select(static c => c.Name).ToHashSet(StringComparer.Ordinal);
        var bags = (TextColumn)rows.Columns[_bag];
        for (var row = 0; row < rows.Count; row++)
        {
            var member = new JsonMembers(bags.IsNull(row) ? default : bags[row]);
            while (member.IsObject && member.MoveNext())
            {
                var name = Text(member.Name);
                if (known.Contains(name))
                {
                    if (_types is not null)
                    {
                        throw new PlanFailureException($"a property has the name of the column `{name}`, which is there already");
                    }

                    continue;
                }

                if (!members.TryGetValue(name, out var builder))
                {
                    members.Add(name, builder = new TextColumnBuilder(_types is null ? ScalarType.String : ScalarType.Dynamic));
                }

                // A name that comes twice in one object keeps its first value.
                if (builder.Count <= row)
                {
                    PadTo(builder, row);
                    Append(builder, member.Value);
                }
            }
        }

        return members;
    }

    void Append(TextColumnBuilder builder, ReadOnlySpan<byte> value)
    {
        if (_types is null)
        {
            AppendText(builder, value);
        }
        else if (JsonElements.IsNull(value))
        {
            builder.AppendNull();
        }
        else
        {
            builder.Append(value);
        }
    }

    // JSON values as a column of the type given, or of the one they all have.
    Column Typed(TextColumn values, ScalarType? given, Constant? missing)
    {
        if (values.Type != ScalarType.Dynamic)
        {
            return values;
        }

        var type = given ?? JsonTypes.Common(values);
        var convert = ConversionTo(type);
        var converted = convert is null
            ? values
            : new ExpressionCompiler([_json], _options).Compile(convert.Call(_json.Reference())).Evaluate(new Batch(values.Count, [values]));
        var otherwise = missing ?? (type == ScalarType.String ? Constant.Text("") : null);
        if (otherwise is null)
        {
            return converted;
        }

        var filler = ConstantColumns.Of(otherwise, 1);
        var builder = ColumnBuilder.For(type);
        for (var row = 0; row < converted.Count; row++)
        {
            builder.AppendFrom(converted.IsNull(row) ? filler : converted, converted.IsNull(row) ? 0 : row);
        }

        return builder.Build();
    }

    static readonly PlanColumn _json = new("json", ScalarType.Dynamic);

    static Function? ConversionTo(ScalarType type) => type switch
    {
        ScalarType.Bool => ConvertFunctions.ToBool,
        ScalarType.Int => ConvertFunctions.ToInt,
        ScalarType.Long => ConvertFunctions.ToLong,
        ScalarType.Real => ConvertFunctions.ToReal,
        ScalarType.Decimal => ConvertFunctions.ToDecimal,
        ScalarType.DateTime => ConvertFunctions.ToDateTime,
        ScalarType.TimeSpan => ConvertFunctions.ToTimeSpan,
        ScalarType.Guid => ConvertFunctions.ToGuid,
        ScalarType.String => ConvertFunctions.ToText,
        _ => null,
    };

    static void PadTo(TextColumnBuilder builder, int count)
    {
        while (builder.Count < count)
        {
            builder.AppendNull();
        }
    }

    static string Text(ReadOnlySpan<byte> inner)
    {
        var decoded = new byte[inner.Length];
        return Encoding.UTF8.GetString(decoded, 0, JsonText.Decode(inner, decoded));
    }

    static void AppendText(TextColumnBuilder builder, ReadOnlySpan<byte> json)
    {
        if (json.Length >= 2 && json[0] == '"')
        {
            builder.Commit(JsonText.Decode(json[1..^1], builder.Reserve(json.Length)));
        }
        else if (json.SequenceEqual("null"u8))
        {
            builder.AppendNull();
        }
        else
        {
            builder.Append(json);
        }
    }
}
