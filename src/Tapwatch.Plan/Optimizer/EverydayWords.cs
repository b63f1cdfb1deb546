// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Plan.Optimizer;

/// <summary>
/// Words that stand in nearly every record of some kind: names of fields and of the platforms themselves. Seeking one is as slow as reading everything,
/// so any other literal is better. A matter of speed only: whichever literal is sought, the rows are the same.
/// </summary>
static class EverydayWords
{
    static readonly HashSet<string> _words = new(StringComparer.OrdinalIgnoreCase)
    {
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
    };

    /// <summary>How much a literal tells: its longest run of letters, which is what can be sought, or nothing when that stands everywhere.</summary>
    public static int Telling(string literal)
    {
        var (start, best, length) = (0, 0, 0);
        for (var i = 0; i < literal.Length; i++)
        {
            if (!char.IsAsciiLetter(literal[i]))
            {
                start = i + 1;
            }
            else if (i + 1 - start > length)
            {
                (best, length) = (start, i + 1 - start);
            }
        }

        return _words.Contains(literal.Substring(best, length)) ? 0 : length;
    }
}
