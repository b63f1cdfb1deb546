// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Bench.Data;

/// <summary>One kind of log the bench can make: how a line of it looks, and how an event of interest does.</summary>
/// <param name="Name">The word on the command line.</param>
/// <param name="Ordinary">An event like thousands of others.</param>
/// <param name="Sought">An event that copies traffic; the number says which of the planted ones it is.</param>
/// <param name="Decoy">An event that contains the sought words and is not one.</param>
/// <param name="Wrapper">The property that holds the array of events in a file of many, or null when files are lines.</param>
sealed record LogFormat(
    string Name, Func<Dice, string> Ordinary, Func<Dice, int, string> Sought, Func<Dice, int, string> Decoy, string? Wrapper)
{
    /// <summary>How many of the sought events are planted in every data set, whatever its size.</summary>
    public const int Planted = 10;

    /// <summary>How many of the decoys.</summary>
    public const int Decoys = 36;

    public static IReadOnlyList<LogFormat> All { get; } =
    [
        new("cloudtrail", CloudTrailEvents.Ordinary, CloudTrailEvents.Sought, CloudTrailEvents.Decoy, "Records"),
        new("azure", AzureActivityEvents.Ordinary, AzureActivityEvents.Sought, AzureActivityEvents.Decoy, "records"),
        new("gcp", GcpAuditEvents.Ordinary, GcpAuditEvents.Sought, GcpAuditEvents.Decoy, "entries"),
        new("syslog", DeviceLines.Ordinary, DeviceLines.Sought, DeviceLines.Decoy, null),
    ];

    public static LogFormat Of(string name) => All.First(f => f.Name == name);
}
