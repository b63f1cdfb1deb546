// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records;

namespace Tapwatch.Plan.Optimizer;

/// <summary>Which fields of a record stand in its raw bytes as they are (escapes aside), so that a literal of the value can be sought there.</summary>
static class VerbatimFields
{
    // Of line kinds most fields are slices of the line; the others are computed (names of severities, resolved times, recognised systems).
    static readonly HashSet<string> _lineFields = new(StringComparer.Ordinal) { "message", "text", "command", "user", "host", "process", "mnemonic", "address", "port", "action", "service", "task" };

    public static bool Contains(RecordKind kind, string path) => path switch
    {
        OriginFields.Raw => true,
        _ when path.StartsWith('$') => false,
        _ when kind == RecordKind.Syslog || kind == RecordKind.Tacacs => _lineFields.Contains(path),
        _ => true,
    };
}
