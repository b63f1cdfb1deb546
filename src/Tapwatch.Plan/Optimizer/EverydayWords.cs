// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Plan.Optimizer;

/// <summary>
/// Words that stand in nearly every record of some kind: names of fields and of the platforms themselves. Seeking one is as slow as reading everything,
/// so any other literal is better. A matter of speed only: whichever literal is sought, the rows are the same.
/// </summary>
static class EverydayWords
{
    static readonly string _words = string.Join('\n',
    [
        // AWS CloudTrail
        "eventVersion", "userIdentity", "principalId", "accountId", "accessKeyId", "userName", "sessionContext", "sessionIssuer", "eventTime", "eventSource", "eventName",
        "awsRegion", "sourceIPAddress", "userAgent", "requestParameters", "responseElements", "requestID", "eventID", "readOnly", "eventType", "AwsApiCall",
        "managementEvent", "networkInterfaces", "recipientAccountId", "eventCategory", "amazonaws", "AssumedRole", "IAMUser",

        // Azure Activity
        "operationName", "resourceId", "resultType", "resultSignature", "callerIpAddress", "correlationId", "identity", "authorization", "claims", "properties", "category",
        "Administrative", "subscriptions", "resourceGroups", "providers", "Microsoft", "Network", "OperationNameValue", "TimeGenerated",

        // Google Cloud audit
        "protoPayload", "authenticationInfo", "principalEmail", "requestMetadata", "callerIp", "serviceName", "methodName", "authorizationInfo", "resourceName",
        "googleapis", "compute", "projects", "insertId", "timestamp", "logName", "cloudaudit",

        // Network devices: what spanning tree tells of every port, "instance 1 moving from learning to forwarding".
        "forwarding", "instance",
    ]).ToLowerInvariant();

    /// <summary>How much a literal tells: the letters of its most telling word, or nothing when that stands everywhere.</summary>
    public static int Telling(string literal) => MostTelling(literal) is var word && IsEveryday(word) ? 0 : word.Length;

    /// <summary>The longest run of letters that does not stand everywhere; failing that, the longest. Runs of letters are what can be sought.</summary>
    public static string MostTelling(string literal)
    {
        var (best, everyday) = ("", true);
        for (var i = 0; i < literal.Length; i++)
        {
            var start = i;
            while (i < literal.Length && char.IsAsciiLetter(literal[i]))
            {
                i++;
            }

            var word = literal[start..i];
            var common = IsEveryday(word);
            if (word.Length > 0 && (common == everyday ? word.Length > best.Length : everyday))
            {
                (best, everyday) = (word, common);
            }
        }

        return best;
    }

    // Part of one is everywhere too: "session" stands in every "sessionContext".
    static bool IsEveryday(string word) => word.Length > 0 && _words.Contains(word.ToLowerInvariant(), StringComparison.Ordinal);
}
