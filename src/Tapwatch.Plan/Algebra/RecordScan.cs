// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;
using Tapwatch.Records;

namespace Tapwatch.Plan.Algebra;

/// <summary>A field of a record as a column: all a reader extracts.</summary>
public sealed record ScanField(PlanColumn Column, FieldRequest Request);

/// <summary>Reads the records of one kind from the logs given.</summary>
/// <param name="Kind">Which records.</param>
/// <param name="Fields">Which fields of them.</param>
/// <param name="Table">The vendor's table this scan stands for; for messages and the printer.</param>
public sealed record RecordScan(RecordKind Kind, IReadOnlyList<ScanField> Fields, string Table) : PlanNode
{
    // Once: a wide table is asked for them often, and by every rule.
    readonly PlanColumn[] _columns = ColumnsOf(Fields);

    /// <summary>The table the user named (<c>--table NAME=FILE</c>) to read instead of the logs; null: the logs.</summary>
    public string? Input { get; init; }

    /// <summary>What a record must contain to be worth reading; null: every record is read.</summary>
    public Prefilter? Prefilter { get; init; }

    /// <summary>Which fields of them.</summary>
    public IReadOnlyList<ScanField> Fields
    {
        get;
        init
        {
            field = value;
            _columns = ColumnsOf(value);
        }
    } = Fields;

    /// <inheritdoc/>
    public override IReadOnlyList<PlanColumn> Columns => _columns;

    /// <inheritdoc/>
    public override IReadOnlyList<PlanNode> Inputs => [];

    /// <inheritdoc/>
    public override PlanNode WithInputs(IReadOnlyList<PlanNode> inputs) => this;

    static PlanColumn[] ColumnsOf(IReadOnlyList<ScanField> fields)
    {
        var columns = new PlanColumn[fields.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = fields[i].Column;
        }

        return columns;
    }
}

/// <summary>
/// Literals sought in the raw bytes of records before anything is parsed: a record that contains none of them cannot match the filter above the scan.
/// May pass too much, never too little.
/// </summary>
/// <param name="AnyOf">
/// Runs of ASCII letters, lower case, at least three long; sought without regard to case. Letters only, because JSON may write any other character
/// as an escape with digits; a record with an escaped letter (<c>\u0041</c>…<c>\u007a</c>) always passes.
/// </param>
/// <param name="FoldsUnicode">Whether a comparison ignored case by Unicode rules, so that U+212A (k) and U+017F (s) may stand for letters.</param>
public sealed record Prefilter(IReadOnlyList<string> AnyOf, bool FoldsUnicode);
