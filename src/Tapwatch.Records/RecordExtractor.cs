// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Records.Columns;
using Tapwatch.Records.Extraction;
using Tapwatch.Records.Syslog;
using Tapwatch.Records.Tacacs;

namespace Tapwatch.Records;

/// <summary>Gets the requested fields, and nothing else, out of records of one kind. Made once per plan and thread; used for chunk after chunk.</summary>
public sealed class RecordExtractor
{
    readonly RecordKind _kind;
    readonly FieldSink _sink;
    readonly PathTree _paths = new();
    readonly List<(string Field, int Request)> _origins = [];
    readonly JsonFields? _json;
    readonly SyslogFields? _syslog;
    readonly TacacsFields? _tacacs;
    readonly JsonFlattener _flattener;

    /// <summary>An extractor for <paramref name="requests"/>; a request for a field the kind does not have gives nulls.</summary>
    public RecordExtractor(RecordKind kind, IReadOnlyList<FieldRequest> requests)
    {
        _kind = kind;
        var forms = new FieldForm[requests.Count];
        for (var i = 0; i < forms.Length; i++)
        {
            forms[i] = requests[i].Form;
        }

        _sink = new FieldSink(forms);
        _flattener = new JsonFlattener(_sink);
        if (kind == RecordKind.Syslog)
        {
            _syslog = new SyslogFields(_sink);
        }
        else if (kind == RecordKind.Tacacs)
        {
            _tacacs = new TacacsFields(_sink);
        }
        else
        {
            _json = new JsonFields(_paths, _sink);
        }

        for (var i = 0; i < requests.Count; i++)
        {
            var path = requests[i].Path;
            if (path.StartsWith('$'))
            {
                _origins.Add((path, i));
            }
            else
            {
                _syslog?.Add(path, i);
                _tacacs?.Add(path, i);
                if (_json is not null)
                {
                    _paths.Add(path, i);
                }
            }
        }
    }

    /// <summary>The fields of the given records of the chunk (numbers into <see cref="RecordChunk.Records"/>, all of this kind), row by row in that order.</summary>
    /// <remarks>Values are slices of the chunk's buffer wherever possible: the batch is good as long as the chunk is.</remarks>
    public unsafe Batch Extract(RecordChunk chunk, ReadOnlySpan<int> records)
    {
        _sink.Begin(records.Length);
        var all = chunk.Records;
        fixed (byte* p = chunk.Buffer)
        {
            for (var row = 0; row < records.Length; row++)
            {
                ref readonly var record = ref all[records[row]];
                _sink.BeginRow(row);
                if (_json is not null)
                {
                    _json.Read(p, record.Start, record.Start + record.Length);
                }
                else
                {
                    var line = chunk.Buffer.AsSpan(record.Start, record.Length);
                    _syslog?.Read(line, record.Start, chunk.Reference);
                    _tacacs?.Read(line, record.Start, chunk.Reference);
                }

                for (var i = 0; i < _origins.Count; i++)
                {
                    ReadOrigin(_origins[i].Field, _origins[i].Request, chunk, record, p);
                }
            }
        }

        foreach (var (field, request) in _origins)
        {
            if (field == OriginFields.Source)
            {
                _sink.SetConstant(request, Encoding.UTF8.GetBytes(chunk.SourceName));
            }
            else if (field == OriginFields.Kind)
            {
                _sink.SetConstant(request, Encoding.UTF8.GetBytes(_kind.Name));
            }
        }

        return _sink.Build(chunk.Buffer);
    }

    unsafe void ReadOrigin(string field, int request, RecordChunk chunk, in RecordSlice record, byte* p)
    {
        switch (field)
        {
            case OriginFields.Raw:
                if (_sink.Form(request) == FieldForm.Text || _json is not null)
                {
                    _sink.SetSlice(request, record.Start, record.Length);
                }
                else
                {
                    _sink.SetText(request, chunk.Buffer.AsSpan(record.Start, record.Length));
                }

                break;
            case OriginFields.Position:
                SetNumber(request, chunk.ItemsBefore + record.Position);
                break;
            case OriginFields.Line:
                SetNumber(request, chunk.LinesBefore + record.Line);
                break;
            case OriginFields.Fields:
                var mark = _sink.Mark;
                if (_json is not null)
                {
                    _flattener.Write(p, record.Start, record.Start + record.Length);
                }
                else
                {
                    var line = chunk.Buffer.AsSpan(record.Start, record.Length);
                    _syslog?.WriteAll(line, chunk.Reference);
                    _tacacs?.WriteAll(line, chunk.Reference);
                }

                _sink.SetWritten(request, mark);
                break;
        }
    }

    void SetNumber(int request, long value)
    {
        var mark = _sink.Mark;
        var target = _sink.GetSpan(20);
        value.TryFormat(target, out var written);
        _sink.Advance(written);
        _sink.SetWritten(request, mark);
    }
}
