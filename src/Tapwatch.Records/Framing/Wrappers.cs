// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Records.Framing;

/// <summary>Names of the members under which known deliveries keep an array of records.</summary>
static class Wrappers
{
    /// <summary>
    /// <c>Records</c>: CloudTrail files. <c>records</c>: Azure diagnostic settings. <c>value</c>: Azure REST. <c>entries</c>: Cloud Logging.
    /// <c>Events</c>: aws cloudtrail lookup-events. <c>events</c>, <c>logEvents</c>: CloudWatch Logs. <c>receivedMessages</c>: Pub/Sub pull.
    /// <c>tables</c>: Log Analytics query. The rest: exports of search tools.
    /// </summary>
    public static bool IsArray(ReadOnlySpan<byte> key) => key.Length switch
    {
        4 => key.SequenceEqual("hits"u8) || key.SequenceEqual("logs"u8) || key.SequenceEqual("data"u8) || key.SequenceEqual("rows"u8),
        5 => key.SequenceEqual("value"u8) || key.SequenceEqual("items"u8),
        6 => key.SequenceEqual("events"u8) || key.SequenceEqual("Events"u8) || key.SequenceEqual("tables"u8),
        7 => key.SequenceEqual("Records"u8) || key.SequenceEqual("records"u8) || key.SequenceEqual("entries"u8) || key.SequenceEqual("results"u8),
        9 => key.SequenceEqual("logEvents"u8),
        16 => key.SequenceEqual("receivedMessages"u8),
        _ => false,
    };

    /// <summary>Whether the member of this name may be an object that holds such an array: <c>{"hits":{"hits":[…]}}</c>.</summary>
    public static bool IsObject(ReadOnlySpan<byte> key) => key.SequenceEqual("hits"u8);
}
