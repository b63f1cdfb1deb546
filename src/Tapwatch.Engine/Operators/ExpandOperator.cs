// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Json;
using Tapwatch.Plan.Algebra;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Operators;

/// <summary>Makes rows of the elements of arrays.</summary>
sealed class ExpandOperator : Operator
{
    readonly Expand _expand;
    readonly Evaluator[] _values;
    readonly JsonBuilder _json = new();
    long _number;

    public ExpandOperator(Expand expand, EngineOptions options)
        : base(expand.Columns)
    {
        _expand = expand;
        var compiler = new ExpressionCompiler(expand.Input.Columns, options);
        _values = [.. expand.Expanded.Select(e => compiler.Compile(e.Value))];
    }

    // Rows are numbered across batches, so this is no operator for many threads.
    public override void Push(int input, Batch rows)
    {
        if (rows.Count > 0)
        {
            Emit(Apply(rows));
        }
    }

    Batch Apply(Batch rows)
    {
        var values = Array.ConvertAll(_values, v => (TextColumn)v.Evaluate(rows));
        var builders = Array.ConvertAll(values, static _ => new TextColumnBuilder(ScalarType.Dynamic));
        var index = new FixedColumnBuilder<long>(ScalarType.Long);
        var number = new FixedColumnBuilder<long>(ScalarType.Long);
        var sources = new List<int>();
        for (var row = 0; row < rows.Count; row++)
        {
            var elements = -1L;
            foreach (var value in values)
            {
                elements = Math.Max(elements, value.IsNull(row) ? -1 : Count(value[row]));
            }

            // All null: one row of nulls.
            elements = Math.Min(elements < 0 ? 1 : elements, _expand.Limit);
            for (var i = 0; i < values.Length; i++)
            {
                Append(builders[i], values[i], row, elements);
            }

            for (var i = 0L; i < elements; i++)
            {
                sources.Add(row);
                index.Append(i);
                number.Append(_number);
            }

            _number++;
        }

        var input = rows.Gather(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(sources));
        List<Column> columns = [.. input.Columns, .. builders.Select(static b => b.Build())];
        if (_expand.Index is not null)
        {
            columns.Add(index.Build());
        }

        if (_expand.Number is not null)
        {
            columns.Add(number.Build());
        }

        return new Batch(sources.Count, [.. columns]);
    }

    static long Count(ReadOnlySpan<byte> json)
    {
        var members = new JsonMembers(json);
        if (!members.IsArray && !members.IsObject)
        {
            return 1;
        }

        var count = 0L;
        while (members.MoveNext())
        {
            count++;
        }

        return count;
    }

    void Append(TextColumnBuilder builder, TextColumn column, int row, long elements)
    {
        var done = 0L;
        if (!column.IsNull(row))
        {
            var json = column[row];
            var members = new JsonMembers(json);
            if (!members.IsArray && !members.IsObject && elements > 0)
            {
                builder.Append(json);
                done = 1;
            }

            while ((members.IsArray || members.IsObject) && done < elements && members.MoveNext())
            {
                Append(builder, members);
                done++;
            }
        }

        for (; done < elements; done++)
        {
            builder.AppendNull();
        }
    }

    void Append(TextColumnBuilder builder, JsonMembers members)
    {
        if (members.IsArray)
        {
            if (JsonElements.IsNull(members.Value))
            {
                builder.AppendNull();
            }
            else
            {
                builder.Append(members.Value);
            }

            return;
        }

        _json.Clear();
        _json.Raw(_expand.MembersAsPairs ? "[\""u8 : "{\""u8);
        _json.Raw(members.Name);
        _json.Raw(_expand.MembersAsPairs ? "\","u8 : "\":"u8);
        _json.Raw(members.Value);
        _json.Raw(_expand.MembersAsPairs ? "]"u8 : "}"u8);
        builder.Append(_json.Written);
    }
}
