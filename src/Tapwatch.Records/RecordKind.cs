// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Syslog;
using Tapwatch.Records.Tacacs;

namespace Tapwatch.Records;

/// <summary>What a record is: an event of one log, with fields of its own. Views map each kind to vendor tables.</summary>
/// <param name="Name">The name views use, such as <c>aws.cloudtrail</c>.</param>
/// <param name="Title">What people call it.</param>
/// <param name="IsJson">Whether every record of it is a JSON object, so that its text begins with a brace.</param>
/// <param name="Fields">All the fields its records can have; null where they can have any.</param>
public sealed record RecordKind(string Name, string Title, bool IsJson, IReadOnlyList<string>? Fields = null)
{
    /// <summary>An AWS CloudTrail event.</summary>
    public static readonly RecordKind CloudTrail = new("aws.cloudtrail", "AWS CloudTrail", IsJson: true);

    /// <summary>An Azure Activity Log event, in any of its export shapes.</summary>
    public static readonly RecordKind AzureActivity = new("azure.activity", "Azure Activity", IsJson: true);

    /// <summary>A Google Cloud audit log entry.</summary>
    public static readonly RecordKind GcpAudit = new("gcp.audit", "GCP audit", IsJson: true);

    /// <summary>A syslog line of a network device.</summary>
    public static readonly RecordKind Syslog = new("network.syslog", "syslog", IsJson: false, SyslogFields.Names);

    /// <summary>A TACACS+ accounting line.</summary>
    public static readonly RecordKind Tacacs = new("network.tacacs", "TACACS+ accounting", IsJson: false, TacacsFields.Names);

    /// <summary>A row of a table the user named (JSON or CSV), fields as they stand.</summary>
    public static readonly RecordKind Row = new("row", "table row", IsJson: true);

    /// <summary>Every kind that logs are recognised as.</summary>
    public static IReadOnlyList<RecordKind> All { get; } = [CloudTrail, AzureActivity, GcpAudit, Syslog, Tacacs];
}
