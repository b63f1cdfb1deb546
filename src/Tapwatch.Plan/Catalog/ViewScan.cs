// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Records;
using Tapwatch.Records.Columns;

namespace Tapwatch.Plan.Catalog;

/// <summary>Turns a view into a plan: per record kind a scan of raw fields and a projection to the vendor's columns, all kinds united.</summary>
static class ViewScan
{
    public static PlanNode Build(ViewTable table, IReadOnlyList<string> names)
    {
        var result = names.Select(n => new PlanColumn(n, table.Column(n)?.Type ?? ScalarType.String)).ToArray();
        if (table.Rows is { } rows)
        {
            return new Project(rows, [.. result.Select(c => new Assignment(c, rows.Columns.FirstOrDefault(r => r.Name == c.Name)?.Reference() ?? (Expression)Constant.Null(c.Type)))]);
        }

        if (table.Mappings.Count == 0)
        {
            return ConstantRows.None(result);
        }

        var branches = table.Mappings.Select(m => Branch(table, m, result)).ToArray();
        return branches.Length == 1 && branches[0].Input is Project only
            ? only with { Assignments = [.. only.Assignments.Select((a, i) => a with { Column = result[i] })] }
            : new Union(result, branches);
    }

    static UnionBranch Branch(ViewTable table, ViewMapping mapping, PlanColumn[] result)
    {
        var fields = new ScanFields();
        var assignments = new Assignment[result.Length];
        for (var i = 0; i < result.Length; i++)
        {
            var column = result[i];
            var value = Value(table, mapping, column.Name, column.Type, fields);
            assignments[i] = new Assignment(new PlanColumn(column.Name, column.Type), ViewConversion.To(value, column.Type));
        }

        var scan = new RecordScan(mapping.Kind, fields.ToList(), table.Name) { Input = table.Input };
        var project = new Project(scan, assignments);
        return new UnionBranch(project, project.Columns);
    }

    static Expression Value(ViewTable table, ViewMapping mapping, string name, ScalarType type, ScanFields fields)
    {
        if (mapping.Map.TryGetValue(name, out var expression))
        {
            return ViewLowering.Lower(expression, type == ScalarType.Dynamic ? FieldForm.Json : FieldForm.Text, fields);
        }

        if (table.Column(name) is not null || !table.Open)
        {
            return Constant.Null(type);
        }

        foreach (var (prefix, replacement) in table.Prefixes)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
            {
                name = replacement + name[prefix.Length..];
                break;
            }
        }

        return fields.Get(name, FieldForm.Text);
    }
}

/// <summary>The raw fields a scan reads, each once.</summary>
sealed class ScanFields
{
    readonly Dictionary<FieldRequest, PlanColumn> _columns = [];
    readonly List<ScanField> _fields = [];

    public ColumnReference Get(string path, FieldForm form)
    {
        var request = new FieldRequest(path, form);
        if (!_columns.TryGetValue(request, out var column))
        {
            column = new PlanColumn(path, form == FieldForm.Json ? ScalarType.Dynamic : ScalarType.String);
            _columns.Add(request, column);
            _fields.Add(new ScanField(column, request));
        }

        return column.Reference();
    }

    public IReadOnlyList<ScanField> ToList() => _fields;
}
