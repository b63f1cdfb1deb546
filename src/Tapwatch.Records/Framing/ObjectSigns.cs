// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.AzureActivity;
using Tapwatch.Records.CloudTrail;
using Tapwatch.Records.GcpAudit;

namespace Tapwatch.Records.Framing;

/// <summary>What the members of a JSON object say it is. A new JSON format adds its signs here, and the names they look at to <see cref="First"/>.</summary>
struct ObjectSigns
{
    const uint A = 1;
    const uint C = 1 << ('c' - 'a');
    const uint E = 1 << ('e' - 'a');
    const uint I = 1 << ('i' - 'a');
    const uint L = 1 << ('l' - 'a');
    const uint O = 1 << ('o' - 'a');
    const uint P = 1 << ('p' - 'a');
    const uint R = 1 << ('r' - 'a');
    const uint S = 1 << ('s' - 'a');
    const uint U = 1 << ('u' - 'a');

    /// <summary>No kind.</summary>
    public const int None = -1;

    CloudTrailSigns _cloudTrail;
    AzureActivitySigns _azure;
    GcpAuditSigns _gcp;
    UnreadSigns _unread;
    int _tagged = None;

    public ObjectSigns()
    {
    }

    /// <summary>Whether anything was seen that a record has.</summary>
    public readonly bool Any => _cloudTrail.Any || _azure.Any || _gcp.Any;

    /// <summary>The kind, if no further member can change it; else <see cref="None"/>.</summary>
    public readonly int CertainKind => _cloudTrail.IsCertain ? RecordKinds.CloudTrail : _gcp.IsRecognised ? RecordKinds.GcpAudit : _azure.IsCertain && !_cloudTrail.Any ? RecordKinds.AzureActivity : None;

    /// <summary>The kind when all members were seen, or <see cref="None"/>.</summary>
    public readonly int Kind =>
        _cloudTrail.IsRecognised ? RecordKinds.CloudTrail
        : _gcp.IsRecognised ? RecordKinds.GcpAudit
        : _azure.IsRecognised ? RecordKinds.AzureActivity
        : _tagged;

    /// <summary>What an object that is no record seems to be.</summary>
    public readonly string Guess => _unread.Guess;

    // By length, the letters that the names of interest begin with, whatever their case: most members are passed over by that.
    static ReadOnlySpan<uint> First =>
    [
        0, 0, 0, 0, 0, 0,
        C, // caller
        A | E | L | S, // auditID; eventID; logName; srcaddr
        C | S, // category; src_addr
        C | E | I | O, // class_uid; eventName; id.orig_h, id_orig_h; objectRef
        A | E | P | R, // apiVersion; event_type; p_log_type; resourceId
        E, // eventSource
        E | P | U, // eventVersion; protoPayload; userIdentity
        A | O | S, // authorization; operationName; schemaVersion
        0,
        C, // callerIpAddress
        0, 0,
        O, // OperationNameValue
    ];

    /// <summary>Looks at one member.</summary>
    public void See(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (!key.IsEmpty && key.Length < First.Length && (First[key.Length] >> ((key[0] - 'a') & 31) & 1) != 0)
        {
            SeeClosely(key, value);
        }
    }

    void SeeClosely(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        _cloudTrail.See(key, value);
        _azure.See(key, value);
        _gcp.See(key, value);
        _unread.See(key, value);

        // Panther's data lake writes what each of its rows is.
        if (key.SequenceEqual("p_log_type"u8))
        {
            _tagged = value.SequenceEqual("\"AWS.CloudTrail\""u8) ? RecordKinds.CloudTrail
                : value.SequenceEqual("\"GCP.AuditLog\""u8) ? RecordKinds.GcpAudit
                : value.SequenceEqual("\"Azure.MonitorActivity\""u8) ? RecordKinds.AzureActivity
                : None;
        }
    }
}
