// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Lexing;
using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Languages.Kql.Parsing;

/// <summary>The operators of a pipeline: which one it is, and the simple ones.</summary>
sealed partial class KqlParser
{
    static readonly HashSet<string> _operators = new(StringComparer.Ordinal)
    {
        "where", "filter", "extend", "project", "project-away", "project-keep", "project-rename", "project-reorder", "summarize", "sort", "order", "top", "take", "limit",
        "sample", "sample-distinct", "distinct", "count", "union", "join", "lookup", "as", "render", "serialize", "mv-expand", "mvexpand", "mv-apply", "mvapply",
        "parse", "parse-where", "parse-kv", "make-series", "evaluate", "invoke", "top-nested", "top-hitters", "partition", "scan", "search", "find", "getschema",
        "consume", "reduce", "print", "range", "facet", "fork", "make-graph", "graph-match", "graph-to-table", "graph-shortest-paths", "graph-mark-components",
        "graph-where-nodes", "graph-where-edges", "macro-expand", "assert-schema", "execute-and-cache", "project-by-names", "partition-by",
    };

    /// <summary>The operators KQL has, also those that are not supported here.</summary>
    public static IEnumerable<string> OperatorNames => _operators;

    // The name of an operator that begins at a token: words joined by `-` without space; and how many tokens it takes.
    (string Name, int Tokens) OperatorName(int at)
    {
        var name = _tokens[at].Text;
        var tokens = 1;
        while (at + tokens + 1 < _tokens.Count && _tokens[at + tokens].Is("-") && _tokens[at + tokens + 1].Kind == KqlTokenKind.Word
            && _tokens[at + tokens].Span.Start == _tokens[at + tokens - 1].Span.End && _tokens[at + tokens + 1].Span.Start == _tokens[at + tokens].Span.End)
        {
            name += "-" + _tokens[at + tokens + 1].Text;
            tokens += 2;
        }

        return (name, tokens);
    }

    // Operators that bring their own rows; the same words may be names elsewhere.
    bool SourceBegins()
    {
        var next = Peek();
        var operand = next.Kind is KqlTokenKind.Literal or KqlTokenKind.Word || next.Is("(") || next.Is("*") || next.Is("[");
        return Current.Kind == KqlTokenKind.Word && Current.Text switch
        {
            "print" => operand || next.Is("-"),
            "range" => NameEnd(_at + 1) is { } behind && _tokens[Math.Min(behind, _tokens.Count - 1)].IsWord("from"),
            "union" or "search" => operand && next.Text is not ("and" or "or" or "has" or "contains" or "in" or "startswith") || (Current.Text == "search" && next.IsWord("in")),
            "find" => next.Kind == KqlTokenKind.Literal || next.Text is "in" or "where" or "withsource" or "datascope" or "(",
            "evaluate" => next.Kind == KqlTokenKind.Word,
            _ => false,
        };
    }

    KqlOperator SourceOperator() => Operator();

    KqlOperator Operator()
    {
        var start = _at;
        if (Current.Kind != KqlTokenKind.Word)
        {
            Unexpected("an operator");
            return new MissingOperator(new SourceSpan(Current.Span.Start, 0));
        }

        var (name, tokens) = OperatorName(_at);
        if (!_operators.Contains(name))
        {
            (name, tokens) = (Current.Text, 1);
        }

        if (!_operators.Contains(name))
        {
            _reportedAt = _at + 1;
            _diagnostics.Add(Messages.UnknownOperator(Current.Span, OperatorName(_at).Name, NearestName.Find(OperatorName(_at).Name, _operators)));
            _at++;
            SkipTo("|", ";");
            return new MissingOperator(SpanFrom(start));
        }

        _at += tokens;
        var result = Read(name, start);
        return result with { Span = SpanFrom(start) };
    }

    KqlOperator Read(string name, int start)
    {
        switch (name)
        {
            case "where" or "filter":
                return new WhereOperator(default, Parameters(), Expression());
            case "extend":
                return new ExtendOperator(default, List(Named));
            case "project":
                return new ProjectOperator(default, ListOrNone(Named));
            case "project-away" or "project-keep":
                return new SelectOperator(default, name == "project-keep", ListOrNone(Pattern));
            case "project-rename":
                return new RenameOperator(default, ListOrNone(Named));
            case "project-reorder":
                return new ReorderOperator(default, ListOrNone(ReorderItem));
            case "summarize":
                return Summarize();
            case "sort" or "order":
                var sortParameters = Parameters();
                ExpectWord("by");
                return new SortOperator(default, sortParameters, List(OrderKey));
            case "top":
                return Top();
            case "take" or "limit":
                return new TakeOperator(default, Expression());
            case "sample":
                return new SampleOperator(default, Expression(), null);
            case "sample-distinct":
                var size = Expression();
                ExpectWord("of");
                return new SampleOperator(default, size, Expression());
            case "distinct":
                return new DistinctOperator(default, Parameters(), List(Named));
            case "count":
                return new CountOperator(default, AcceptWord("as") ? Name() : null);
            case "union":
                return new UnionOperator(default, Parameters("kind", "withsource", "with_source", "isfuzzy"), List(UnionTable));
            case "join" or "lookup":
                return Join(name == "lookup");
            case "as":
                return new AsOperator(default, Parameters(), Name());
            case "render":
                return Render();
            case "serialize":
                return new SerializeOperator(default, AtEndOfOperator() ? [] : List(Named));
            case "print":
                return new PrintOperator(default, List(Named));
            case "range":
                return Range();
            case "mv-expand" or "mvexpand":
                return Expand(name == "mvexpand");
            case "mv-apply" or "mvapply":
                return Apply();
            case "parse" or "parse-where":
                return Parse(name == "parse-where");
            case "parse-kv":
                return ParseKv();
            case "make-series":
                return MakeSeries();
            case "evaluate":
                return Evaluate();
            case "invoke":
                return new InvokeOperator(default, RequiredCall());
            case "top-nested":
                return TopNested();
            case "top-hitters":
                return TopHitters();
            case "partition":
                return Partition();
            case "scan":
                return Scan();
            case "search":
                return Search();
            case "find":
                return Find();
            case "reduce":
                return Reduce();
            case "getschema" or "consume":
                return new BareOperator(default, name);
            default:
                SkipTo("|", ";");
                var span = SpanFrom(start);
                return new RawOperator(default, name, _diagnostics.Source.Text.Substring(span.Start, span.Length));
        }
    }

    bool AtEndOfOperator() => Current.Kind == KqlTokenKind.End || (Current.Kind == KqlTokenKind.Symbol && Current.Text is "|" or ";" or ")" or "}");

    List<T> ListOrNone<T>(Func<T> item) => AtEndOfOperator() ? [] : List(item);

    ReorderItem ReorderItem()
    {
        var column = Pattern();
        string? order = null;
        if (Current.Kind == KqlTokenKind.Word && OperatorName(_at) is var (name, tokens) && name is "asc" or "desc" or "granny-asc" or "granny-desc")
        {
            order = name;
            _at += tokens;
        }

        return new ReorderItem(column, order);
    }

    SummarizeOperator Summarize()
    {
        var parameters = Parameters();
        var aggregates = new List<NamedExpression>();
        var keys = new List<NamedExpression>();
        if (!AtWord("by") && !AtEndOfOperator())
        {
            // A comma before `by` is accepted as the vendor does.
            do
            {
                if (AtWord("by") && aggregates.Count > 0)
                {
                    break;
                }

                aggregates.Add(Named());
            }
            while (Accept(","));
        }

        if (AcceptWord("by"))
        {
            keys = List(Named);
        }

        return new SummarizeOperator(default, parameters, aggregates, keys);
    }

    TopOperator Top()
    {
        var parameters = Parameters();
        var count = Expression();
        ExpectWord("by");
        return new TopOperator(default, parameters, count, List(OrderKey));
    }

    RangeOperator Range()
    {
        var column = Name();
        ExpectWord("from");
        var from = Expression();
        ExpectWord("to");
        var to = Expression();
        ExpectWord("step");
        return new RangeOperator(default, column, from, to, Expression());
    }

    RenderOperator Render()
    {
        var chart = TryName()?.Name ?? "";
        var properties = new List<KqlParameter>();
        if (AcceptWord("with") && At("("))
        {
            properties = RenderProperties();
        }
        else
        {
            properties = Parameters("kind", "title", "accumulate", "xcolumn", "ycolumns", "series", "by", "xtitle", "ytitle", "legend", "ysplit", "xaxis", "yaxis");
        }

        return new RenderOperator(default, chart, properties);
    }

    // Values may be lists of names without brackets: ycolumns=a, b.
    List<KqlParameter> RenderProperties()
    {
        var properties = new List<KqlParameter>();
        Expect("(");
        while (!At(")") && Current.Kind != KqlTokenKind.End)
        {
            var start = _at;
            var name = Name();
            if (Accept("="))
            {
                properties.Add(new KqlParameter(SpanFrom(start), name.Name, ParameterValue()));
            }
            else
            {
                properties.Add(new KqlParameter(SpanFrom(start), "", name));
            }

            Accept(",");
            if (_reportedAt == _at)
            {
                break;
            }
        }

        Close(")");
        return properties;
    }
}
