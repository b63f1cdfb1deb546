// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using Tapwatch.Records.Framing;
using Tapwatch.Records.Sources;

namespace Tapwatch.Records;

/// <summary>Reads one source, archives in it included, chunk by chunk. One thread at a time; different sources may be read at once.</summary>
public sealed class RecordReader : IDisposable
{
    readonly ReadOptions _options;
    readonly InputReport _report;
    readonly Documents _documents;
    readonly DateTime _reference;
    Framer? _framer;
    bool _ended;

    /// <summary>A reader of <paramref name="source"/>, which is opened by the first read.</summary>
    public RecordReader(InputSource source, ReadOptions options, InputReport report)
    {
        (_options, _report) = (options, report);
        _documents = new Documents(source, options, report);
        _reference = options.Reference ?? source.Written ?? TimeProvider.System.GetUtcNow().UtcDateTime;
    }

    /// <summary>
    /// The next records; false at the end. The caller disposes the chunk when nothing refers to its buffer any more; several may be in use at once.
    /// What cannot be read goes into the report, not into exceptions.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public bool TryRead([NotNullWhen(true)] out RecordChunk? chunk, CancellationToken cancellation = default)
    {
        while (!_ended)
        {
            if (_framer is null)
            {
                if (!_documents.TryNext(out var name, out var content))
                {
                    _ended = true;
                    break;
                }

                _framer = new Framer(name, content, _options, _report, _reference);
            }

            chunk = _framer.Next(cancellation);
            if (chunk is not null)
            {
                return true;
            }

            _framer.Dispose();
            _framer = null;
        }

        chunk = null;
        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _framer?.Dispose();
        _framer = null;
        _documents.Dispose();
    }
}
