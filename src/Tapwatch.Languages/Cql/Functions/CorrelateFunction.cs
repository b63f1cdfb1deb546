// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Binding;
using Tapwatch.Languages.Cql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>
/// <c>correlate</c>: constellations of events, one for each of its queries, whose linked fields agree. All queries look at the events that come from the steps
/// before; each gives a clause, so one pass over the events serves them all. No event stands for two queries of one constellation.
/// </summary>
static class CorrelateFunction
{
    public static IEnumerable<CqlFunction> All =>
    [
        new("correlate", "query[] globalConstraints sequence sequenceBy within jitterTolerance includeMatchesOnceOnly maxPerRoot root includeConstraintValues iterationLimit")
        {
            Step = Correlate,
            Whole = true,
        },
    ];

    static void Correlate(CallArguments arguments)
    {
        var syntaxes = Queries(arguments);
        if (syntaxes is null || Settings.Read(arguments, syntaxes) is not { } settings)
        {
            return;
        }

        var stream = arguments.Stream;
        var queries = new List<Query>();
        foreach (var syntax in syntaxes)
        {
            var links = new List<LinkFilter>();
            var clause = stream.Clause();
            arguments.Binder.Pipeline(Without(syntax.Pipeline, links), clause);
            queries.Add(new Query(syntax, clause, links));
        }

        if (arguments.Binder.Diagnostics.HasErrors || !Link(arguments, queries, settings))
        {
            return;
        }

        // Only events that some query takes go on, each under a number.
        var takes = queries.ConvertAll(q => stream.Compute("$query", q.Clause.Condition ?? Constant.Bool(true)));
        stream.Filter(LogicFunctions.Or.Call(takes));
        var number = new PlanColumn("$event", ScalarType.Long);
        stream.Wrap(n => new Window(n, [], [new WindowAssignment(number, WindowCatalogue.Number.Call(Constant.Long(0), Constant.Bool(false)))]));
        for (var i = 0; i < queries.Count; i++)
        {
            queries[i].Read(new Filter(stream.Node, takes[i]), number, settings);
        }

        var rows = Constellations(queries, settings);
        stream.Replace(rows, Output(queries, settings), ordered: true);
    }

    static List<NamedSubqueryExpression>? Queries(CallArguments arguments)
    {
        if (arguments.Syntax("query") is not { } syntax)
        {
            arguments.Required("query");
            return null;
        }

        var queries = (syntax is ArraySyntax array ? array.Items : [syntax]).OfType<NamedSubqueryExpression>().ToList();
        if (queries.Count < 2 || queries.Count != (syntax is ArraySyntax { Items: var items } ? items.Count : 1) || queries.DistinctBy(static q => q.Name).Count() < queries.Count)
        {
            arguments.Bad("query", "at least two queries with names of their own: `name: { … }`");
            return null;
        }

        return queries;
    }

    // Links stand among the steps of a query and are no steps themselves.
    static PipelineSyntax Without(PipelineSyntax pipeline, List<LinkFilter> links)
    {
        var steps = new List<StepSyntax>();
        foreach (var step in pipeline.Steps)
        {
            if (step is FilterStep filter)
            {
                if (Without(filter.Condition, links) is { } rest)
                {
                    steps.Add(filter with { Condition = rest });
                }
            }
            else
            {
                steps.Add(step);
            }
        }

        return pipeline with { Steps = steps };
    }

    static FilterSyntax? Without(FilterSyntax filter, List<LinkFilter> links)
    {
        switch (filter)
        {
            case LinkFilter link:
                links.Add(link);
                return null;
            case GroupFilter group:
                return Without(group.Inner, links) is { } inner ? group with { Inner = inner } : null;
            case AndFilter and:
                var left = and.Operands.Select(o => Without(o, links)).OfType<FilterSyntax>().ToList();
                return left.Count == 0 ? null : and with { Operands = left };
            default:
                return filter;
        }
    }

    // A link names a field of its query and one of another: `k <=> Other.k`.
    static bool Link(CallArguments arguments, List<Query> queries, Settings settings)
    {
        foreach (var query in queries)
        {
            foreach (var link in query.Links)
            {
                if (Other(queries, query, link.Right) is { } right)
                {
                    query.Keys.Add((query.Column(link.Left.Name), right.Query, right.Query.Column(right.Field)));
                }
                else if (Other(queries, query, link.Left) is { } left)
                {
                    query.Keys.Add((query.Column(link.Right.Name), left.Query, left.Query.Column(left.Field)));
                }
                else
                {
                    arguments.Binder.Diagnostics.Add(Messages.CqlUnknownLink(link.Right.Span, link.Right.Name, queries.Select(static q => q.Name)));
                    return false;
                }
            }

            foreach (var name in settings.GlobalConstraints)
            {
                query.Column(name);
            }
        }

        return true;
    }

    static (Query Query, string Field)? Other(List<Query> queries, Query self, FieldSyntax field)
    {
        var other = queries.Find(q => q != self && field.Name.Length > q.Name.Length + 1 && field.Name.StartsWith(q.Name + ".", StringComparison.Ordinal));
        return other is null ? null : (other, field.Name[(other.Name.Length + 1)..]);
    }

    static PlanNode Constellations(List<Query> queries, Settings settings)
    {
        var root = queries[settings.Root];
        List<Query> joined = [root];
        PlanNode rows = root.Rows;
        for (var left = queries.Where(q => q != root).ToList(); left.Count > 0;)
        {
            // First those that a link ties to what is there.
            var next = left.Find(q => Pairs(joined, q, settings).Count > 0) ?? left[0];
            left.Remove(next);
            rows = new Join(JoinKind.Inner, rows, next.Rows, Pairs(joined, next, settings));
            rows = new Filter(rows, LogicFunctions.And.Call([.. joined.SelectMany(q => Conditions(queries, q, next, settings))]));
            joined.Add(next);
        }

        // The first in time, query by query as they are declared, the root before all.
        List<Query> order = [root, .. queries.Where(q => q != root)];
        rows = new Sort(rows, [.. order.SelectMany(q => settings.Order(q)).Select(static v => new SortKey(v, Descending: false, NullsFirst: false))]);
        if (settings.Once)
        {
            rows = new FirstUse(rows, [.. queries.Select(static q => q.Number)]);
        }

        var place = new PlanColumn("$place", ScalarType.Long);
        rows = new Window(rows, [root.Number], [new WindowAssignment(place, WindowCatalogue.Number.Call(Constant.Long(1), Constant.Bool(false)))]);
        return new Filter(rows, CompareFunctions.LessOrEqual.Call(place.Reference(), Constant.Long(settings.MostPerRoot)));
    }

    static List<JoinKey> Pairs(List<Query> joined, Query next, Settings settings)
    {
        var pairs = new List<JoinKey>();
        pairs.AddRange(next.Keys.Where(k => joined.Contains(k.Other)).Select(static k => new JoinKey(k.Theirs.Reference(), k.Own.Reference(), NullsMatch: false)));
        pairs.AddRange(joined.SelectMany(static j => j.Keys).Where(k => k.Other == next).Select(static k => new JoinKey(k.Own.Reference(), k.Theirs.Reference(), NullsMatch: false)));
        pairs.AddRange(settings.GlobalConstraints.Select(n => new JoinKey(joined[0].Column(n).Reference(), next.Column(n).Reference(), NullsMatch: false)));
        return pairs;
    }

    static IEnumerable<Expression> Conditions(List<Query> queries, Query one, Query other, Settings settings)
    {
        yield return LogicFunctions.Not.Call(CompareFunctions.Equal.Call(one.Number, other.Number));
        var (first, second) = queries.IndexOf(one) < queries.IndexOf(other) ? (one, other) : (other, one);
        if (settings.Within is { } within)
        {
            yield return NotLater(one, other, within);
            yield return NotLater(other, one, within);
        }

        if (settings.InSequence)
        {
            yield return settings.Jitter is { } jitter ? NotLater(first, second, jitter) : Before(settings.Order(first), settings.Order(second));
        }
    }

    // Whether one happened at most so long after another.
    static Expression NotLater(Query one, Query than, TimeSpan by) => CompareFunctions.LessOrEqual.Call(one.Time, TimeFunctions.Add.Call(than.Time, Constant.TimeSpan(by)));

    // By the first field, where that is equal by the next; the number of the event, last, is never equal.
    static Expression Before(IReadOnlyList<Expression> first, IReadOnlyList<Expression> second)
    {
        var before = CompareFunctions.Less.Call(first[0], second[0]);
        return first.Count == 1
            ? before
            : LogicFunctions.Or.Call(before, LogicFunctions.And.Call(CompareFunctions.Equal.Call(first[0], second[0]), Before([.. first.Skip(1)], [.. second.Skip(1)])));
    }

    static FieldSpace Output(List<Query> queries, Settings settings)
    {
        var fields = new FieldSpace(origin: null);
        fields.Set("@timestamp", queries[settings.Root].Time);
        foreach (var query in queries)
        {
            fields.Set(query.Name + ".@timestamp", query.Time);
            foreach (var (name, column) in query.Columns.Where(c => settings.WithConstraints || query.Included.Contains(c.Name)))
            {
                fields.Set($"{query.Name}.{name}", column.Reference());
            }
        }

        foreach (var query in queries.Where(static q => q.Bag is not null))
        {
            fields.Add(new FieldLayer(FieldBagFunctions.OfJson.Call(query.Bag!.Reference(), Constant.Text(query.Name + "."), Constant.Bool(false)), Overrides: false));
        }

        return fields;
    }

    /// <summary>One of the queries: its clause, and its events as rows of their own.</summary>
    sealed class Query(NamedSubqueryExpression syntax, EventStream clause, List<LinkFilter> links)
    {
        readonly List<(string Name, PlanColumn Column)> _columns = [];
        readonly PlanColumn _number = new("$event", ScalarType.Long);
        readonly PlanColumn _time = new("$time", ScalarType.DateTime);

        public string Name => syntax.Name;

        public EventStream Clause => clause;

        public IReadOnlyList<LinkFilter> Links => links;

        /// <summary>What must agree: a column of these events and one of another query's.</summary>
        public List<(PlanColumn Own, Query Other, PlanColumn Theirs)> Keys { get; } = [];

        public IReadOnlyList<(string Name, PlanColumn Column)> Columns => _columns;

        public List<string> Included { get; } = [];

        public PlanColumn? Bag { get; private set; }

        public Expression Number => _number.Reference();

        public Expression Time => _time.Reference();

        public PlanNode Rows { get; private set; } = ConstantRows.None([]);

        public PlanColumn Column(string name)
        {
            var at = _columns.FindIndex(c => c.Name == name);
            if (at < 0)
            {
                _columns.Add((name, new PlanColumn(name, Values.Text(clause.Fields.Get(name)).Type)));
            }

            return _columns[at < 0 ? ^1 : at].Column;
        }

        public void Read(PlanNode events, PlanColumn number, Settings settings)
        {
            foreach (var name in settings.Include(syntax))
            {
                if (name == EventOutput.AllFields)
                {
                    Bag = new PlanColumn("$fields", ScalarType.String);
                }
                else
                {
                    Column(name);
                    Included.Add(name);
                }
            }

            foreach (var name in settings.SequenceBy)
            {
                Column(name);
            }

            List<Assignment> assignments =
            [
                new Assignment(_number, number.Reference()),
                new Assignment(_time, Values.Time(clause.Fields.Get("@timestamp"))),
                .. _columns.Select(c => new Assignment(c.Column, Values.Text(clause.Fields.Get(c.Name)))),
            ];
            if (Bag is not null)
            {
                assignments.Add(new Assignment(Bag, EventOutput.Everything(clause.Fields)));
            }

            Rows = new Project(events, assignments);
        }
    }

    /// <summary>The other arguments.</summary>
    sealed class Settings
    {
        readonly CallArguments _arguments;

        Settings(CallArguments arguments) => _arguments = arguments;

        public required IReadOnlyList<string> GlobalConstraints { get; init; }

        public required IReadOnlyList<string> SequenceBy { get; init; }

        public required bool InSequence { get; init; }

        public required bool Once { get; init; }

        public required bool WithConstraints { get; init; }

        public required TimeSpan? Within { get; init; }

        public required TimeSpan? Jitter { get; init; }

        public required long MostPerRoot { get; init; }

        public required int Root { get; init; }

        public static Settings? Read(CallArguments arguments, List<NamedSubqueryExpression> queries)
        {
            var root = arguments.Text("root") is { } name ? queries.FindIndex(q => q.Name == name) : 0;
            if (root < 0)
            {
                arguments.Bad("root", "the name of one of the queries");
                return null;
            }

            if (Names(arguments, "globalConstraints") is not { } constraints || Names(arguments, "sequenceBy") is not { } order
                || !Duration(arguments, "within", out var within) || !Duration(arguments, "jitterTolerance", out var jitter))
            {
                return null;
            }

            return new Settings(arguments)
            {
                GlobalConstraints = constraints,
                SequenceBy = order,
                InSequence = arguments.Flag("sequence", otherwise: false),
                Once = arguments.Flag("includeMatchesOnceOnly", otherwise: false),
                WithConstraints = arguments.Flag("includeConstraintValues", otherwise: true),
                Within = within,
                Jitter = jitter,
                MostPerRoot = arguments.Has("maxPerRoot") ? arguments.Limit("maxPerRoot") ?? long.MaxValue : 1,
                Root = root,
            };
        }

        /// <summary>What a query brings along besides the fields that are linked.</summary>
        public IEnumerable<string> Include(NamedSubqueryExpression query)
        {
            foreach (var attribute in query.Attributes)
            {
                if (!"include".Equals(attribute.Name, StringComparison.OrdinalIgnoreCase))
                {
                    _arguments.Binder.Diagnostics.Add(Messages.UnknownParameter(attribute.NameSpan, query.Name, attribute.Name ?? "", "include"));
                    continue;
                }

                foreach (var item in attribute.Value is ArraySyntax array ? array.Items : [attribute.Value])
                {
                    if (_arguments.Binder.TextOf(item) is { } name)
                    {
                        yield return name;
                    }
                }
            }
        }

        /// <summary>What decides which of two events comes first.</summary>
        public IReadOnlyList<Expression> Order(Query query) =>
            [.. SequenceBy.Count > 0 ? SequenceBy.Select(n => (Expression)query.Column(n).Reference()) : [query.Time], query.Number];

        static IReadOnlyList<string>? Names(CallArguments arguments, string parameter) =>
            !arguments.Has(parameter) ? [] : arguments.Names(parameter)?.Select(static n => n.Name).Where(static n => n != "@timestamp.nanos").Distinct(StringComparer.Ordinal).ToList();

        static bool Duration(CallArguments arguments, string parameter, out TimeSpan? duration)
        {
            duration = arguments.Text(parameter) is { } text ? RelativeTime.Parse(text) : null;
            if (duration is null && arguments.Has(parameter))
            {
                arguments.Bad(parameter, "a duration such as `15m` or `1d`");
                return false;
            }

            return true;
        }
    }
}
