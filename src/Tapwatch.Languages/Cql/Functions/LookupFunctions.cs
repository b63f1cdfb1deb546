// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Binding;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>
/// Functions that look up rows of a file or a table. Of several rows that fit an event takes the last, of subnets the narrowest, of wildcards the first by text
/// (LogScale, match). Wildcards must fit the whole value.
/// </summary>
static class LookupFunctions
{
    public static IEnumerable<CqlFunction> All =>
    [
        new("match", "file table field column include mode glob strict ignoreCase nrows") { LooksUp = true, Step = Match, Condition = Matches },
        new("lookup", "file field on key include mode strict ignoreCase") { LooksUp = true, Step = Lookup },
    ];

    static void Match(CallArguments arguments)
    {
        if (Keys(arguments) is { } keys)
        {
            Enrich(arguments, keys, arguments.Flag("strict", otherwise: true));
        }
    }

    // The older form: it lets all events through.
    static void Lookup(CallArguments arguments)
    {
        var column = arguments.Has("on") ? "on" : "key";
        var field = arguments.Has("field") ? "field" : column;
        if (Keys(arguments, field, column) is { } keys)
        {
            Enrich(arguments, keys, arguments.Flag("strict", otherwise: false));
        }
    }

    static Expression? Matches(CallArguments arguments)
    {
        if (Keys(arguments) is not { } keys)
        {
            return null;
        }

        return Table(arguments) is { } table
            ? Values.Exists(Joined(arguments.Stream, table, keys, [], JoinKind.LeftOuter, new JoinChoice(1, FromTheEnd: true))[^1])
            : Values.Exists(arguments.Stream.Unknown("$found")[0]);
    }

    /// <summary>Whether an address is in a subnet that stands in a column of a file.</summary>
    public static Expression? InFile(CallArguments arguments, Expression address)
    {
        if (arguments.Required("column") is not { } column)
        {
            return null;
        }

        List<LookupKey> keys = [new LookupKey(address, column, arguments.Span("column"), KeyComparison.InRange)];
        if (Table(arguments) is not { } table)
        {
            return Values.Exists(arguments.Stream.Unknown("$found")[0]);
        }

        return HasColumns(arguments, table, keys, []) ? Values.Exists(Joined(arguments.Stream, table, keys, [], JoinKind.LeftOuter, new JoinChoice(1, FromTheEnd: true))[^1]) : null;
    }

    static List<LookupKey>? Keys(CallArguments arguments, string fieldParameter = "field", string columnParameter = "column")
    {
        if (arguments.Names(fieldParameter) is not { } fields)
        {
            return null;
        }

        var columns = arguments.Has(columnParameter) ? arguments.Names(columnParameter) : fields;
        if (columns is null)
        {
            return null;
        }

        if (columns.Count != fields.Count)
        {
            arguments.Binder.Diagnostics.Add(Messages.CqlUnequalLists(arguments.Span(columnParameter), arguments.Function.Name, fieldParameter, columnParameter));
            return null;
        }

        var ignoreCase = arguments.Flag("ignoreCase", otherwise: false);
        var mode = arguments.Text("mode")?.ToUpperInvariant() ?? (arguments.Has("glob") && arguments.Flag("glob", otherwise: false) ? "GLOB" : "STRING");
        KeyComparison? comparison = mode switch
        {
            "STRING" => KeyComparison.Equal,
            "GLOB" => ignoreCase ? KeyComparison.GlobIgnoreCase : KeyComparison.Glob,
            "CIDR" => KeyComparison.InRange,
            _ => null,
        };
        if (comparison is null)
        {
            arguments.Bad("mode", "`string`, `glob` or `cidr`");
            return null;
        }

        if (comparison != KeyComparison.Equal && fields.Count > 1)
        {
            arguments.Binder.Diagnostics.Add(Messages.UnsupportedConstruct(arguments.Span("field"), $"several fields with `mode={mode.ToLowerInvariant()}`", "CQL"));
            return null;
        }

        return [.. fields.Select((f, i) => new LookupKey(arguments.Binder.Field(f.Name, f.At, arguments.Stream), columns[i].Name, columns[i].At, comparison.Value) { IgnoreCase = ignoreCase })];
    }

    static void Enrich(CallArguments arguments, List<LookupKey> keys, bool strict)
    {
        var wanted = arguments.Has("include") ? arguments.Names("include") : null;
        if (wanted is [{ Name: "*" }])
        {
            wanted = null;
        }

        if (arguments.Has("include") && wanted is null && arguments.Names("include") is null)
        {
            return;
        }

        var rows = arguments.Has("nrows") ? arguments.Limit("nrows") ?? long.MaxValue : 1;
        var stream = arguments.Stream;
        if (stream.IsClause && rows > 1)
        {
            arguments.Binder.Diagnostics.Add(Messages.UnsupportedConstruct(arguments.Span("nrows"), "`match` with several rows in a clause", "CQL"));
            return;
        }

        if (Table(arguments) is not { } table)
        {
            Assume(stream, wanted);
            return;
        }

        if (!HasColumns(arguments, table, keys, wanted ?? []))
        {
            return;
        }

        // The column that is compared is not among those that come along, unless it is asked for.
        var names = wanted?.Select(static w => w.Name).Distinct().ToList()
            ?? [.. (table.Columns ?? []).Where(c => !keys.Exists(k => k.Column == c))];
        var bag = table.Columns is null && wanted is null;
        var kind = strict && !stream.IsClause ? JoinKind.Inner : JoinKind.LeftOuter;
        var values = Joined(stream, table, keys, bag ? [EventOutput.AllFields] : names, kind, new JoinChoice(rows, FromTheEnd: true));
        if (strict && stream.IsClause)
        {
            stream.Filter(Values.Exists(values[^1]));
        }

        if (bag)
        {
            stream.Fields.Add(new FieldLayer(values[0]));
            return;
        }

        for (var i = 0; i < names.Count; i++)
        {
            stream.Assign(names[i], values[i]);
        }
    }

    // What a file that is not given would have added.
    static void Assume(EventStream stream, IReadOnlyList<(string Name, SourceSpan At)>? wanted)
    {
        if (wanted is null)
        {
            stream.AddUnknown();
            return;
        }

        var values = stream.Unknown([.. wanted.Select(static w => w.Name)]);
        for (var i = 0; i < wanted.Count; i++)
        {
            stream.Assign(wanted[i].Name, values[i]);
        }
    }

    /// <summary>The table a call names; null, after a refusal, when it is not at hand.</summary>
    static LookupTable? Table(CallArguments arguments)
    {
        var parameter = arguments.Has("table") ? "table" : "file";
        if (arguments.Required(parameter) is not { } name)
        {
            return null;
        }

        if (arguments.Binder.Tables.Find(name) is { } table)
        {
            return table;
        }

        arguments.Binder.Diagnostics.Add(Messages.CqlFileNotGiven(arguments.Span(parameter), arguments.Function.Name, name));
        arguments.Stream.Refuse(Messages.CqlNeedsFile(arguments.Function.Name, name));
        return null;
    }

    static bool HasColumns(CallArguments arguments, LookupTable table, List<LookupKey> keys, IReadOnlyList<(string Name, SourceSpan At)> others)
    {
        var missing = keys.Select(static k => (Name: k.Column, k.At)).Concat(others).Where(c => table.Columns?.Contains(c.Name) == false).ToList();
        foreach (var (name, at) in missing)
        {
            arguments.Binder.Diagnostics.Add(Messages.CqlNoColumn(at, table.Name, name, NearestName.Find(name, table.Columns!)));
        }

        return missing.Count == 0;
    }

    /// <summary>Puts the rows of a table beside the events: the values of the columns asked for, and last one that is null beside an event without a match.</summary>
    public static IReadOnlyList<Expression> Joined(
        EventStream stream, LookupTable table, IReadOnlyList<LookupKey> keys, IReadOnlyList<string> names, JoinKind kind, JoinChoice? choice)
    {
        var columns = keys.Select(static k => k.Column).Concat(names).Distinct(StringComparer.Ordinal).ToList();
        var rows = table.Rows(columns);
        Expression Column(string name) => rows.Assignments[columns.IndexOf(name)].Column.Reference();
        var pairs = keys.Select(k => k.IgnoreCase && k.Comparison == KeyComparison.Equal
            ? new JoinKey(TextFunctions.Lower.Call(Values.Text(k.Field)), TextFunctions.Lower.Call(Column(k.Column)), NullsMatch: false)
            : new JoinKey(Values.Text(k.Field), Column(k.Column), NullsMatch: false) { Comparison = k.Comparison }).ToList();
        stream.Wrap(n => new Join(kind, n, rows, pairs) { Choice = choice });
        return [.. names.Select(Column), rows.Assignments[^1].Column.Reference()];
    }
}

/// <summary>A field of an event and the column it is compared with.</summary>
sealed record LookupKey(Expression Field, string Column, SourceSpan At, KeyComparison Comparison)
{
    public bool IgnoreCase { get; init; }
}
