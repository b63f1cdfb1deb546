// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Printing;

/// <summary>The larger operators: expanding, parsing, series, nesting, scanning, searching.</summary>
sealed partial class KqlPrinter
{
    void Shaping(KqlOperator step)
    {
        switch (step)
        {
            case ExpandOperator expand:
                Begin(expand.Parameters.Any(static p => p.Name == "old") ? "mvexpand" : "mv-expand", expand.Parameters);
                Separated(expand.Columns, Item);
                Optional(" limit ", expand.Limit);
                break;
            case ApplyOperator apply:
                Begin("mv-apply", apply.Parameters);
                Separated(apply.Columns, Item);
                Optional(" limit ", apply.Limit);
                _text.Append(" on (");
                Expression(apply.SubQuery);
                _text.Append(')');
                break;
            case ParseOperator parse:
                Begin(parse.Where ? "parse-where" : "parse", parse.Parameters);
                Expression(parse.Value);
                _text.Append(" with ");
                Separated(parse.Pattern, Piece, " ");
                break;
            case ParseKvOperator parse:
                _text.Append("parse-kv ");
                Expression(parse.Value);
                _text.Append(" as ");
                Columns(parse.Columns);
                With(parse.Properties);
                break;
            case MakeSeriesOperator series:
                MakeSeries(series);
                break;
            case EvaluateOperator evaluate:
                Begin("evaluate", evaluate.Parameters);
                Call(evaluate.Plugin);
                if (evaluate.Schema is not null)
                {
                    _text.Append(" : ");
                    Columns(evaluate.Schema, evaluate.KeepsSource);
                }

                break;
            case InvokeOperator invoke:
                _text.Append("invoke ");
                Call(invoke.Function);
                break;
            case TopNestedOperator nested:
                Separated(nested.Levels, Level);
                break;
            case TopHittersOperator hitters:
                _text.Append("top-hitters ");
                Expression(hitters.Count);
                Optional(" of ", hitters.Of);
                Optional(" by ", hitters.By);
                break;
            case PartitionOperator partition:
                Begin("partition", partition.Parameters);
                _text.Append("by ");
                Expression(partition.By);
                _text.Append(partition.BySource ? " { " : " (");
                Expression(partition.SubQuery);
                _text.Append(partition.BySource ? " }" : ")");
                break;
            case ScanOperator scan:
                Scan(scan);
                break;
            case SearchOperator search:
                Begin("search", search.Parameters);
                Tables(search.Tables);
                Expression(search.Predicate);
                break;
            case FindOperator find:
                Begin("find", find.Parameters);
                Tables(find.Tables);
                _text.Append("where ");
                Expression(find.Predicate);
                _text.Append(find.Projection is null ? "" : $" {find.Projection} ");
                Separated(find.Columns, Expression);
                break;
            case ReduceOperator reduce:
                Begin("reduce", reduce.Parameters);
                Optional("by ", reduce.By);
                With(reduce.Properties);
                break;
        }
    }

    void Item(ExpandItem item)
    {
        Named(item.Column);
        if (item.To is { } type)
        {
            _text.Append(" to typeof(").Append(type.KustoName()).Append(')');
        }
    }

    void Piece(ParsePiece piece)
    {
        switch (piece)
        {
            case ParseText text:
                Expression(text.Value);
                break;
            case ParseColumn column:
                Name(column.Name);
                _text.Append(column.Type is { } type ? ":" + type.KustoName() : "");
                break;
            default:
                _text.Append('*');
                break;
        }
    }

    void MakeSeries(MakeSeriesOperator series)
    {
        Begin("make-series", series.Parameters);
        Separated(series.Series, s =>
        {
            Named(s.Aggregate);
            Optional(" default=", s.Default);
        });
        _text.Append(" on ");
        Named(series.On);
        if (series.Parameters.Any(static p => p.Name == "inclusive"))
        {
            Optional(" in range(", series.From);
            Optional(", ", series.To);
            Optional(", ", series.Step is MissingExpression ? null : series.Step);
            _text.Append(')');
        }
        else
        {
            Optional(" from ", series.From);
            Optional(" to ", series.To);
            Optional(" step ", series.Step);
        }

        By(series.Keys);
    }

    void Level(NestedLevel level)
    {
        _text.Append("top-nested ");
        if (level.Count is not null)
        {
            Expression(level.Count);
            _text.Append(' ');
        }

        _text.Append("of ");
        Named(level.Of);
        Optional(" with others=", level.Others);
        _text.Append(" by ");
        Named(level.By);
        _text.Append(level.Descending switch { true => " desc", false => " asc", null => "" });
    }

    void Scan(ScanOperator scan)
    {
        Begin("scan", scan.Parameters);
        if (scan.Order.Count > 0)
        {
            _text.Append("order by ");
            Separated(scan.Order, Order);
            _text.Append(' ');
        }

        if (scan.Partition.Count > 0)
        {
            _text.Append("partition by ");
            Separated(scan.Partition, Named);
            _text.Append(' ');
        }

        if (scan.Declare.Count > 0)
        {
            _text.Append("declare ");
            LambdaParameters(scan.Declare);
            _text.Append(' ');
        }

        _text.Append("with (\n");
        foreach (var step in scan.Steps)
        {
            _text.Append("    step ");
            Name(step.Name);
            _text.Append(step.Optional ? " optional" : "").Append(step.Output is null ? "" : " output=" + step.Output).Append(": ");
            Expression(step.Condition);
            _text.Append(step.Assignments.Count > 0 ? " => " : "");
            Separated(step.Assignments, Named);
            _text.Append(";\n");
        }

        _text.Append(')');
    }

    void Tables(IReadOnlyList<KqlExpression> tables)
    {
        if (tables.Count > 0)
        {
            _text.Append("in (");
            Separated(tables, Expression);
            _text.Append(") ");
        }
    }

    void With(IReadOnlyList<KqlParameter> properties)
    {
        if (properties.Count > 0)
        {
            _text.Append(" with ");
            Properties(properties);
        }
    }
}
