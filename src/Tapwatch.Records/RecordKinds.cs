// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Records;

/// <summary>The kinds by number, as a <see cref="RecordSlice"/> holds them.</summary>
public static class RecordKinds
{
    public const byte CloudTrail = 0;
    public const byte AzureActivity = 1;
    public const byte GcpAudit = 2;
    public const byte Syslog = 3;
    public const byte Tacacs = 4;
    public const byte Row = 5;
    public const int Count = 6;

    static readonly RecordKind[] _kinds = [RecordKind.CloudTrail, RecordKind.AzureActivity, RecordKind.GcpAudit, RecordKind.Syslog, RecordKind.Tacacs, RecordKind.Row];

    /// <summary>The kind with this number.</summary>
    public static RecordKind At(int index) => _kinds[index];

    /// <summary>The number of a kind.</summary>
    public static int IndexOf(RecordKind kind) => Array.IndexOf(_kinds, kind);
}
