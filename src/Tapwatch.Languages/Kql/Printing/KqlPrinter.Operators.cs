// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Syntax;

namespace Tapwatch.Languages.Kql.Printing;

/// <summary>The operators of a pipeline.</summary>
sealed partial class KqlPrinter
{
    void Operator(KqlOperator step)
    {
        switch (step)
        {
            case RawOperator raw:
                _text.Append(raw.Text);
                break;
            case BareOperator bare:
                _text.Append(bare.Name);
                break;
            case WhereOperator where:
                Begin("where", where.Parameters);
                Expression(where.Predicate);
                break;
            case ExtendOperator extend:
                Listed("extend", extend.Columns);
                break;
            case ProjectOperator project:
                Listed("project", project.Columns);
                break;
            case SelectOperator select:
                _text.Append(select.Keep ? "project-keep " : "project-away ");
                Separated(select.Columns, Expression);
                break;
            case RenameOperator rename:
                Listed("project-rename", rename.Columns);
                break;
            case ReorderOperator reorder:
                _text.Append("project-reorder ");
                Separated(reorder.Columns, c =>
                {
                    Expression(c.Column);
                    _text.Append(c.Order is null ? "" : " " + c.Order);
                });
                break;
            case SummarizeOperator summarize:
                Begin("summarize", summarize.Parameters);
                Separated(summarize.Aggregates, Named);
                By(summarize.Keys);
                break;
            case SortOperator sort:
                Begin("sort", sort.Parameters);
                _text.Append("by ");
                Separated(sort.Keys, Order);
                break;
            case TopOperator top:
                Begin("top", top.Parameters);
                Expression(top.Count);
                _text.Append(" by ");
                Separated(top.Keys, Order);
                break;
            case TakeOperator take:
                _text.Append("take ");
                Expression(take.Count);
                break;
            case SampleOperator sample:
                _text.Append(sample.DistinctOf is null ? "sample " : "sample-distinct ");
                Expression(sample.Count);
                Optional(" of ", sample.DistinctOf);
                break;
            case DistinctOperator distinct:
                Begin("distinct", distinct.Parameters);
                Separated(distinct.Columns, Named);
                break;
            case CountOperator count:
                _text.Append("count");
                Optional(" as ", count.As);
                break;
            case UnionOperator union:
                Begin("union", union.Parameters);
                Separated(union.Tables, Expression);
                break;
            case JoinOperator join:
                Begin(join.IsLookup ? "lookup" : "join", join.Parameters);
                Expression(join.Right);
                if (join.On.Count > 0)
                {
                    _text.Append(" on ");
                    Separated(join.On, Expression);
                }

                break;
            case AsOperator name:
                Begin("as", name.Parameters);
                Name(name.Name.Name);
                break;
            case RenderOperator render:
                _text.Append("render ").Append(render.Chart);
                if (render.Properties.Count > 0)
                {
                    _text.Append(" with ");
                    Properties(render.Properties);
                }

                break;
            case SerializeOperator serialize:
                Listed("serialize", serialize.Columns);
                break;
            case PrintOperator print:
                Listed("print", print.Columns);
                break;
            case RangeOperator range:
                _text.Append("range ");
                Name(range.Column.Name);
                Optional(" from ", range.From);
                Optional(" to ", range.To);
                Optional(" step ", range.Step);
                break;
            default:
                Shaping(step);
                break;
        }
    }

    void Begin(string name, IReadOnlyList<KqlParameter> parameters)
    {
        _text.Append(name).Append(' ');
        Parameters(parameters);
    }

    void Listed(string name, IReadOnlyList<NamedExpression> columns)
    {
        _text.Append(name).Append(columns.Count > 0 ? " " : "");
        Separated(columns, Named);
    }

    void By(IReadOnlyList<NamedExpression> keys)
    {
        if (keys.Count > 0)
        {
            _text.Append(" by ");
            Separated(keys, Named);
        }
    }

    void Order(OrderItem key)
    {
        Expression(key.Value);
        _text.Append(key.Descending switch { true => " desc", false => " asc", null => "" });
        _text.Append(key.NullsFirst switch { true => " nulls first", false => " nulls last", null => "" });
    }

    void Optional(string before, KqlExpression? value)
    {
        if (value is not null)
        {
            _text.Append(before);
            Expression(value);
        }
    }
}
