// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Tapwatch.Detections.Findings;

/// <summary>Makes an activity of a row's own columns, by the names queries commonly give them; for rows that no record is behind.</summary>
static class RowActivity
{
    static readonly (ActivityField Field, string[] Names)[] _names =
    [
        (ActivityField.Time, ["TimeGenerated", "Time", "EventTime", "@timestamp", "_time", "starttime", "Timestamp"]),
        (ActivityField.Platform, ["Platform", "CloudProvider"]),
        (ActivityField.Account, ["Account", "RecipientAccountId", "UserIdentityAccountId", "SubscriptionId", "ProjectId"]),
        (ActivityField.Region, ["Region", "AWSRegion", "awsRegion", "Location"]),
        (ActivityField.Device, ["Device", "HostName", "Computer", "host", "Log Source"]),
        (ActivityField.Operation, ["Operation", "EventName", "OperationNameValue", "OperationName", "MethodName", "ResolvedEventName", "eventName"]),
        (ActivityField.Action, ["Action", "mirrorAction"]),
        (ActivityField.Outcome, ["Outcome"]),
        (ActivityField.Actor, ["Actor", "UserIdentityArn", "Caller", "ActorIdentity", "PrincipalEmail", "username", "User", "AccountName"]),
        (ActivityField.Address, ["Address", "SourceIpAddress", "CallerIpAddress", "SourceIP", "sourceip", "IPAddress"]),
        (ActivityField.Client, ["Client", "UserAgent"]),
        (ActivityField.MirrorSource, ["SourceInterface", "MirrorSource"]),
        (ActivityField.MirrorDestination, ["Target", "MirrorDestination"]),
        (ActivityField.Correlation, ["CorrelationId", "Correlation"]),
    ];

    /// <summary>What the columns say.</summary>
    public static Activity Of(IReadOnlyList<KeyValuePair<string, string?>> row)
    {
        var values = new string?[ActivityFields.Count];
        foreach (var (field, names) in _names)
        {
            values[(int)field] = names
                .Select(n => row.FirstOrDefault(c => string.Equals(c.Key, n, StringComparison.OrdinalIgnoreCase)).Value)
                .FirstOrDefault(static v => !string.IsNullOrWhiteSpace(v));
        }

        DateTime? time = DateTime.TryParse(
            values[(int)ActivityField.Time], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var parsed) ? parsed : null;
        return new Activity(time, values, []);
    }
}
