// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Records;

namespace Tapwatch.Tests.Engine.Scan;

/// <summary>Small logs, made up: the same for the same seed.</summary>
static class TestLog
{
    static readonly string[] _names =
        ["DescribeInstances", "GetObject", "AssumeRole", "CreateTrafficMirrorSession", "\\u0043reateTrafficMirrorSession", "createtrafficmirrortarget", "PutEvents", "CreateTraffic\u212AMirror", "Modify\\u0054rafficMirrorSession"];

    /// <summary>CloudTrail events, one per line.</summary>
    public static byte[] CloudTrail(int seed, int count)
    {
        var random = new Random(seed);
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            var key = random.Next(20) == 0 ? "\\u0065ventName" : "eventName";
            var decoy = random.Next(6) == 0 ? ",\"requestParameters\":{\"policyDocument\":\"{\\\"Action\\\":\\\"ec2:CreateTrafficMirrorSession\\\"}\",\"eventName\":\"DeleteTrafficMirrorSession\"}" : "";
            text.Append("{\"eventVersion\":\"1.08\",\"userIdentity\":{\"type\":\"IAMUser\",\"arn\":\"arn:aws:iam::111122223333:user/u").Append(random.Next(9))
                .Append("\"},\"eventTime\":\"2026-01-02T03:04:").Append(random.Next(10, 60)).Append("Z\",\"eventSource\":\"ec2.amazonaws.com\",\"").Append(key).Append("\":\"")
                .Append(_names[random.Next(_names.Length)]).Append("\",\"awsRegion\":\"us-east-1\",\"sourceIPAddress\":\"192.0.2.").Append(random.Next(250)).Append("\",\"n\":").Append(i)
                .Append(decoy).Append(",\"padding\":\"").Append('x', random.Next(300)).Append("\"}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public static IReadOnlyList<InputSource> Sources(int seed, params int[] counts) =>
        [.. counts.Select((count, i) => InputSource.Memory($"log{i}.json", CloudTrail(seed + i, count)))];
}
