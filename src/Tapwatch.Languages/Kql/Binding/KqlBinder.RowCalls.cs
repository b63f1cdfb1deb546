// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>Calls that look at the columns of the row, at the options of the query or at what is known when it is bound.</summary>
sealed partial class KqlBinder
{
    readonly Dictionary<string, KqlExpression> _options = new(StringComparer.Ordinal);

    /// <summary>The value of such a call, or null when it is none.</summary>
    Expression? RowCall(CallExpression call) => (call.Function.Name, call.Arguments.Count) switch
    {
        ("pack_all", 0 or 1) => PackAll(call),
        ("bag_pack_columns", > 0) => PackColumns(call),
        ("estimate_data_size", > 0) => DataSize(call),
        ("iscolumnexists", 1) => Constant.Bool(Scalar(call.Arguments[0].Value) is Constant { Value: string name } && _row?.Table.Column(name) is not null),
        ("column_names_of", 1) => new Constant(ScalarType.Dynamic, ColumnNames(BindTable(call.Arguments[0].Value))),
        ("bin_auto", 1) => BinAuto(call),
        ("assert", 2) => Assert(call),
        _ => null,
    };

    Expression PackAll(CallExpression call)
    {
        if (_row is null)
        {
            return _unknown;
        }

        var withoutEmpty = call.Arguments.Count > 0 && Scalar(call.Arguments[0].Value) is Constant { Value: true };
        var packed = Packed(Listed(_row.Table).Select(static c => (c.Name, (Expression)c.Reference())), withoutEmpty);
        return _row.Table.Open is { } open ? DynamicObjectFunctions.Merge.Call(packed, open.Bag.Reference()) : packed;
    }

    Expression PackColumns(CallExpression call)
    {
        var values = new List<(string, Expression)>();
        foreach (var argument in call.Arguments)
        {
            var value = Scalar(argument.Value);
            if (IsUnknown(value))
            {
                return _unknown;
            }

            if (KqlNames.Of(argument.Value) is not { } name)
            {
                diagnostics.Add(Messages.ColumnExpected(argument.Span, $"an argument of `{call.Function.Name}`"));
                return _unknown;
            }

            values.Add((name, value));
        }

        return Packed(values, withoutEmpty: false);
    }

    // Without empty values each member is an object of its own or none, and all are merged.
    Expression Packed(IEnumerable<(string Name, Expression Value)> members, bool withoutEmpty) => withoutEmpty
        ? DynamicObjectFunctions.Merge.Call([.. members.Select(m => ChoiceFunctions.If.Call(
            CompareFunctions.IsPresent.Call(m.Value.Type == ScalarType.Dynamic ? ConvertFunctions.ToText.Call(m.Value) : m.Value),
            DynamicFunctions.MakeObject.Call(Constant.Text(m.Name), NonNull(m.Value)),
            Constant.Null(ScalarType.Dynamic)))])
        : DynamicFunctions.MakeObject.Call([.. members.SelectMany(m => new[] { Constant.Text(m.Name), NonNull(m.Value) })]);

    Expression DataSize(CallExpression call)
    {
        Expression[] values = call.Arguments is [{ Value: StarExpression }]
            ? [.. _row?.Table.Columns.Select(static c => c.Reference()) ?? []]
            : [.. call.Arguments.Select(a => Scalar(a.Value))];
        if (values.Any(IsUnknown))
        {
            return _unknown;
        }

        if (values.Any(static v => v.Type == ScalarType.Dynamic))
        {
            diagnostics.Add(Messages.EstimatedSize(call.Span));
        }

        return ByteFunctions.Size.Call(values);
    }

    static string ColumnNames(BoundTable table) => "[" + string.Join(',', table.Columns.Select(static c => "\"" + System.Text.Json.JsonEncodedText.Encode(c.Name) + "\"")) + "]";

    // set query_bin_auto_size and set query_bin_auto_at say how wide the bins are and where one begins.
    Expression BinAuto(CallExpression call)
    {
        if (!_options.TryGetValue("query_bin_auto_size", out var size))
        {
            diagnostics.Add(Messages.NotConstant(call.Span, "the size of the bins (`set query_bin_auto_size`)"));
            return _unknown;
        }

        var function = new NameExpression(call.Function.Span, _options.ContainsKey("query_bin_auto_at") ? "bin_at" : "bin");
        NamedExpression[] arguments = [call.Arguments[0], new NamedExpression(size.Span, [], size)];
        return (Expression)Call(new CallExpression(
            call.Span,
            function,
            _options.TryGetValue("query_bin_auto_at", out var at) ? [.. arguments, new NamedExpression(at.Span, [], at)] : arguments));
    }

    Expression Assert(CallExpression call)
    {
        var condition = Scalar(call.Arguments[0].Value);
        var message = Scalar(call.Arguments[1].Value);
        if (IsUnknown(condition) || IsUnknown(message))
        {
            return _unknown;
        }

        switch (condition)
        {
            case Constant { Value: true }:
                return Constant.Bool(true);
            case Constant:
                diagnostics.Add(Messages.AssertionFailed(call.Span, message is Constant { Value: string text } ? text : ""));
                return _unknown;
            case Call { Arguments: [Constant { Value: long left }, Constant { Value: long right }] } compare when Compared(compare.Function, left.CompareTo(right)) is { } known:
                if (!known)
                {
                    diagnostics.Add(Messages.AssertionFailed(call.Span, message is Constant { Value: string failure } ? failure : ""));
                }

                return Constant.Bool(true);
            default:
                diagnostics.Add(Messages.NotConstant(call.Arguments[0].Span, "the condition of `assert`"));
                return _unknown;
        }
    }

    static bool? Compared(Function function, int order) => function.Name switch
    {
        "compare.less" => order < 0,
        "compare.less_or_equal" => order <= 0,
        "compare.greater" => order > 0,
        "compare.greater_or_equal" => order >= 0,
        "compare.equal" => order == 0,
        "compare.not_equal" => order != 0,
        _ => null,
    };
}
