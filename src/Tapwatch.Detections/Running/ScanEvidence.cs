// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Tapwatch.Detections.Findings;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records;
using Tapwatch.Records.Columns;

namespace Tapwatch.Detections.Running;

/// <summary>Adds to a scan the fields that evidence is made of, and computes the evidence from them.</summary>
sealed class ScanEvidence
{
    // Every rule of a run needs the same scans of the same table, and making them costs more than the rest of preparing a rule.
    static readonly ConditionalWeakTable<ViewTable, IReadOnlyDictionary<RecordKind, Project>> _scans = [];

    readonly IReadOnlyDictionary<RecordKind, Project> _activities;
    readonly bool _raw;

    /// <param name="activity">The table of activities; null when no view defines it.</param>
    /// <param name="raw">Whether the raw record is wanted.</param>
    public ScanEvidence(ViewTable? activity, bool raw)
    {
        _raw = raw;
        _activities = activity is null ? new Dictionary<RecordKind, Project>() : _scans.GetValue(activity, ScansOf);
    }

    /// <summary>The type evidence of that name is carried in.</summary>
    public static ScalarType TypeOf(string name) => name switch
    {
        "time" => ScalarType.DateTime,
        _ => ScalarType.String,
    };

    /// <summary>The scan with its columns as they were and the evidence behind them.</summary>
    public Carried Extend(RecordScan scan)
    {
        var fields = scan.Fields.ToDictionary(static f => f.Request, static f => f.Column);
        var all = new List<ScanField>(scan.Fields);
        var values = new Expression[CarriedPlan.Names.Count];
        for (var i = 0; i < CarriedPlan.OriginCount; i++)
        {
            var name = CarriedPlan.OriginNames[i];
            values[i] = name == OriginFields.Raw && !_raw ? Constant.Null(ScalarType.String) : Column(new FieldRequest(name, FieldForm.Text)).Reference();
        }

        var activity = scan.Input is null ? _activities.GetValueOrDefault(scan.Kind) : null;
        var replaced = activity is null ? [] : ((RecordScan)activity.Input).Fields.ToDictionary(static f => f.Column, f => Column(f.Request));
        for (var i = CarriedPlan.OriginCount; i < values.Length; i++)
        {
            var name = CarriedPlan.Names[i];
            var assignment = activity?.Assignments.FirstOrDefault(a => a.Column.Name == name);
            values[i] = assignment is null
                ? Constant.Null(TypeOf(name))
                : As(TypeOf(name), assignment.Value.Substitute(c => replaced.TryGetValue(c, out var column) ? column.Reference() : null));
        }

        var evidence = CarriedPlan.Names.Select(static n => new PlanColumn(n, TypeOf(n))).ToArray();
        var node = Project.Extend(new RecordScan(scan.Kind, all, scan.Table) { Input = scan.Input }, [.. evidence.Select((c, i) => new Assignment(c, values[i]))]);

        // The query must not see the fields only evidence needs: above the scan there is nothing but its own columns and the evidence.
        var shown = new HashSet<PlanColumn>([.. scan.Columns, .. evidence]);
        return new(node with { Assignments = [.. node.Assignments.Where(a => shown.Contains(a.Column))] }, evidence);

        PlanColumn Column(FieldRequest request)
        {
            if (!fields.TryGetValue(request, out var column))
            {
                column = new PlanColumn(request.Path, request.Form == FieldForm.Json ? ScalarType.Dynamic : ScalarType.String);
                fields.Add(request, column);
                all.Add(new ScanField(column, request));
            }

            return column;
        }
    }

    static IReadOnlyDictionary<RecordKind, Project> ScansOf(ViewTable activity)
    {
        var activities = new Dictionary<RecordKind, Project>();
        var names = ActivityFields.Names.Where(n => activity.Column(n) is not null).ToArray();
        foreach (var project in activity.Scan(names).Nodes().OfType<Project>())
        {
            if (project.Input is RecordScan scan)
            {
                activities[scan.Kind] = project;
            }
        }

        return activities;
    }

    static Expression As(ScalarType type, Expression value) =>
        value.Type == type ? value
        : value is Constant { Value: null } ? Constant.Null(type)
        : type == ScalarType.DateTime ? ConvertFunctions.ToDateTime.Call(value)
        : type == ScalarType.Dynamic ? ConvertFunctions.ToDynamic.Call(value)
        : ConvertFunctions.ToText.Call(value);
}
