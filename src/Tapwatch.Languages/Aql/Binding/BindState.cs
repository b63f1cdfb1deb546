// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Languages.Aql.Binding;

/// <summary>What all SELECTs of one text share.</summary>
sealed class BindState(BindContext context, DiagnosticBag diagnostics)
{
    readonly Dictionary<PlanColumn, PlanColumn?> _bytes = [];
    readonly HashSet<string> _told = new(StringComparer.OrdinalIgnoreCase);

    public BindContext Context { get; } = context;

    public DiagnosticBag Diagnostics { get; } = diagnostics;

    /// <summary>The longest LAST of the text.</summary>
    public TimeSpan? LookBack { get; private set; }

    public void LooksBack(TimeSpan by) => LookBack = LookBack is { } known && known > by ? known : by;

    /// <summary>Whether a property is met for the first time: what is to be said of it is said once per text.</summary>
    public bool TellOnce(string property) => _told.Add(property);

    /// <summary>The views hold a payload as text; a console holds bytes and refuses them where it wants text.</summary>
    public bool IsBytes(Expression value) => value is ColumnReference reference && _bytes.ContainsKey(reference.Column);

    /// <summary>Says that a column holds bytes, and which column holds them as text, if one does.</summary>
    public void MarkBytes(PlanColumn column, PlanColumn? text = null) => _bytes[column] = text;

    /// <summary>Bytes as text.</summary>
    public Expression TextOf(Expression bytes) =>
        bytes is ColumnReference reference && _bytes.GetValueOrDefault(reference.Column) is { } text ? text.Reference() : ConvertFunctions.ToText.Call(bytes);
}
