// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Columns;

namespace Tapwatch.Detections.Outputs;

/// <summary><c>{"columns":[{"name","type"}],"rows":[[…]],"warnings":[…]}</c>, a row a line.</summary>
public sealed class JsonResultWriter(TextWriter output) : ResultWriter, IDisposable
{
    readonly JsonText _json = new();
    bool _any;

    /// <inheritdoc/>
    public override void Begin(IReadOnlyList<ResultColumn> columns)
    {
        var writer = _json.Writer;
        writer.WriteStartArray();
        foreach (var column in columns)
        {
            writer.WriteStartObject();
            writer.WriteString("name", column.Name);
            writer.WriteString("type", column.Type.KustoName());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        output.Write("{\"columns\":");
        output.Write(_json.Take());
        output.Write(",\"rows\":[");
    }

    /// <inheritdoc/>
    public override void Write(Batch rows)
    {
        for (var row = 0; row < rows.Count; row++)
        {
            _json.Writer.WriteStartArray();
            foreach (var column in rows.Columns)
            {
                Cell.Write(_json.Writer, column, row);
            }

            _json.Writer.WriteEndArray();
            output.Write(_any ? ",\n" : "\n");
            output.Write(_json.Take());
            _any = true;
        }
    }

    /// <inheritdoc/>
    public override void End(IReadOnlyList<string> warnings)
    {
        _json.Writer.WriteStartArray();
        foreach (var warning in warnings)
        {
            _json.Writer.WriteStringValue(warning);
        }

        _json.Writer.WriteEndArray();
        output.Write(_any ? "\n],\"warnings\":" : "],\"warnings\":");
        output.Write(_json.Take());
        output.Write("}\n");
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();
}
