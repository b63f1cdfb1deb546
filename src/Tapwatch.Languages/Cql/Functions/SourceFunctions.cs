// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Binding;
using Tapwatch.Languages.Cql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>Functions that bring events of their own.</summary>
static class SourceFunctions
{
    public static IEnumerable<CqlFunction> All =>
    [
        new("setTimeInterval", "start end timezone") { Step = SetTimeInterval, Whole = true },
        new("createEvents", "rawstring[]") { Step = CreateEvents, Whole = true },
        new("readFile", "file[] table include limit") { Step = ReadFile, Whole = true },
    ];

    // All the data given is searched, whatever interval the query would set for itself.
    static void SetTimeInterval(CallArguments arguments)
    {
        if (arguments.Required("start") is not null)
        {
            arguments.Binder.Diagnostics.Add(Messages.CqlIntervalIsNotSet(arguments.Call.NameSpan));
        }
    }

    // Events that consist of a @rawstring, made now.
    static void CreateEvents(CallArguments arguments)
    {
        if (arguments.Syntax("rawstring") is not { } syntax)
        {
            arguments.Required("rawstring");
            return;
        }

        var rows = new List<IReadOnlyList<Constant>>();
        foreach (var item in syntax is ArraySyntax array ? array.Items : [syntax])
        {
            if (arguments.Binder.TextOf(item) is not { } text)
            {
                arguments.Bad("rawstring", "a list of texts");
                return;
            }

            rows.Add([Constant.Text(text)]);
        }

        if (!IsFirst(arguments))
        {
            return;
        }

        var raw = new PlanColumn("@rawstring", ScalarType.String);
        var fields = new FieldSpace(origin: null);
        fields.Set("@timestamp", TimeFunctions.Now.Call());
        fields.Set("@rawstring", raw.Reference());
        arguments.Stream.Replace(new ConstantRows([raw], rows), fields, ordered: false);
    }

    static bool IsFirst(CallArguments arguments)
    {
        if (arguments.Stream.Node is OriginNode)
        {
            return true;
        }

        arguments.Binder.Diagnostics.Add(Messages.UnsupportedConstruct(arguments.Call.NameSpan, $"`{arguments.Function.Name}` after other steps", "CQL"));
        return false;
    }

    // The rows of files or tables, one after the other, in their order.
    static void ReadFile(CallArguments arguments)
    {
        if (!IsFirst(arguments) || arguments.Names(arguments.Has("table") ? "table" : "file") is not { } files || (arguments.Has("include") && arguments.Names("include") is null))
        {
            return;
        }

        var tables = new List<LookupTable>();
        foreach (var (name, at) in files)
        {
            if (arguments.Binder.Tables.Find(name) is { } table)
            {
                tables.Add(table);
            }
            else
            {
                arguments.Binder.Diagnostics.Add(Messages.CqlNoFile(at, name, NearestName.Find(name, arguments.Binder.Tables.Names)));
            }
        }

        var stream = arguments.Stream;
        if (tables.Count < files.Count)
        {
            stream.Replace(ConstantRows.None([]), new FieldSpace(origin: null), ordered: true);
            stream.AddUnknown();
            return;
        }

        // A table whose columns only the data know gives them as one object.
        var isOpen = tables.Exists(static t => t.Columns is null);
        var known = isOpen ? [EventOutput.AllFields] : tables.SelectMany(static t => t.Columns!).Distinct(StringComparer.Ordinal).ToList();
        var asked = arguments.Has("include") ? arguments.Names("include")!.Where(static n => n.Name != "*").ToList() : [];
        foreach (var (name, at) in asked.Where(a => !isOpen && !known.Contains(a.Name)))
        {
            arguments.Binder.Diagnostics.Add(Messages.CqlNoColumn(at, tables[0].Name, name, NearestName.Find(name, known)));
        }

        var names = asked.Count > 0 ? [.. asked.Select(static a => a.Name).Distinct(StringComparer.Ordinal)] : known;
        var columns = names.Select(static n => new PlanColumn(n, ScalarType.String)).ToList();
        var branches = tables.Select(t =>
        {
            var there = isOpen ? names : [.. names.Where(t.Columns!.Contains)];
            var rows = t.Rows(there);
            return new UnionBranch(rows, [.. names.Select(n => there.IndexOf(n) is >= 0 and var i ? rows.Assignments[i].Column : null)]);
        }).ToList();
        var fields = new FieldSpace(origin: null);
        stream.Replace(new Union(columns, branches), fields, ordered: true);
        if (isOpen && asked.Count == 0)
        {
            fields.Add(new FieldLayer(columns[0].Reference()));
        }
        else
        {
            columns.ForEach(c => fields.Set(c.Name, c.Reference()));
        }

        if (arguments.Has("limit") && arguments.Limit("limit") is { } limit)
        {
            stream.Wrap(n => new Limit(n, limit));
        }
    }
}
