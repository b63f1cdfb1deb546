// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Tapwatch.Engine.Json;
using Tapwatch.Plan.Expressions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Evaluation;

/// <summary>Computes an expression for each element of an array: the elements of all rows of a batch become the rows of another.</summary>
sealed class EachEvaluator(EachForm form, Evaluator array, int[] outer, Evaluator body) : Evaluator
{
    readonly List<int> _sources = [];
    readonly JsonBuilder _json = new();

    public override Column Evaluate(Batch rows)
    {
        var arrays = (TextColumn)array.Evaluate(rows);
        var elements = Elements(arrays, rows.Count);
        Column? results = null;
        if (elements.Count > 0)
        {
            var sources = CollectionsMarshal.AsSpan(_sources);
            var columns = new Column[outer.Length + 1];
            for (var i = 0; i < outer.Length; i++)
            {
                columns[i] = rows.Columns[outer[i]].Gather(sources);
            }

            columns[^1] = elements;
            results = body.Evaluate(new Batch(elements.Count, columns));
        }

        return form == EachForm.Any ? AnyOf(results, rows.Count) : Arrays(arrays, elements, results, rows.Count);
    }

    TextColumn Elements(TextColumn arrays, int count)
    {
        _sources.Clear();
        var elements = new TextColumnBuilder(ScalarType.String);
        for (var row = 0; row < count; row++)
        {
            if (!IsArray(arrays, row))
            {
                continue;
            }

            var members = new JsonMembers(arrays[row]);
            while (members.MoveNext())
            {
                _sources.Add(row);
                elements.Append(members.Value);
            }
        }

        return (TextColumn)elements.Build();
    }

    static bool IsArray(TextColumn column, int row)
    {
        if (column.IsNull(row))
        {
            return false;
        }

        var json = column[row];
        return new JsonMembers(json).IsArray && JsonText.IsValue(json);
    }

    Column AnyOf(Column? results, int count)
    {
        var any = new FixedColumnBuilder<bool>(ScalarType.Bool);
        var at = 0;
        for (var row = 0; row < count; row++)
        {
            var found = false;
            for (; at < _sources.Count && _sources[at] == row; at++)
            {
                found |= IsTrue(results!, at);
            }

            any.Append(found);
        }

        return any.Build();
    }

    Column Arrays(TextColumn arrays, TextColumn elements, Column? results, int count)
    {
        var built = new TextColumnBuilder(ScalarType.String);
        var at = 0;
        for (var row = 0; row < count; row++)
        {
            if (!IsArray(arrays, row))
            {
                built.AppendNull();
                continue;
            }

            _json.Clear();
            _json.Raw("["u8);
            for (; at < _sources.Count && _sources[at] == row; at++)
            {
                if (form == EachForm.Filter ? !IsTrue(results!, at) : results!.IsNull(at))
                {
                    continue;
                }

                if (_json.Length > 1)
                {
                    _json.Raw(","u8);
                }

                _json.Raw(form == EachForm.Filter ? elements[at] : ((TextColumn)results!)[at]);
            }

            _json.Raw("]"u8);
            built.Append(_json.Written);
        }

        return built.Build();
    }

    static bool IsTrue(Column results, int row) => !results.IsNull(row) && ((FixedColumn<bool>)results)[row];
}
