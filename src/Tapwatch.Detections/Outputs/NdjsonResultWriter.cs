// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Columns;

namespace Tapwatch.Detections.Outputs;

/// <summary>A JSON object per row, a row a line.</summary>
public sealed class NdjsonResultWriter(TextWriter output) : ResultWriter, IDisposable
{
    readonly JsonText _json = new();
    string[] _names = [];

    /// <inheritdoc/>
    public override void Begin(IReadOnlyList<ResultColumn> columns)
    {
        _names = new string[columns.Count];
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < _names.Length; i++)
        {
            // An object cannot say one name twice; a later column of the same name gets a number, as Kusto does.
            var name = columns[i].Name;
            for (var n = 1; !taken.Add(name); n++)
            {
                name = columns[i].Name + n;
            }

            _names[i] = name;
        }
    }

    /// <inheritdoc/>
    public override void Write(Batch rows)
    {
        for (var row = 0; row < rows.Count; row++)
        {
            _json.Writer.WriteStartObject();
            for (var i = 0; i < _names.Length; i++)
            {
                _json.Writer.WritePropertyName(_names[i]);
                Cell.Write(_json.Writer, rows.Columns[i], row);
            }

            _json.Writer.WriteEndObject();
            output.Write(_json.Take());
            output.Write('\n');
        }
    }

    /// <inheritdoc/>
    public override void End(IReadOnlyList<string> warnings)
    {
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();
}
