// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Bench.Data;

/// <summary>CloudTrail events of about 1.5 kB: 60 calls of which a few make most of the volume, 200 callers, a month.</summary>
static class CloudTrailEvents
{
    static readonly string[] s_calls =
    [
        "sts:AssumeRole", "ec2:DescribeInstances", "s3:GetBucketAcl", "kms:Decrypt", "ec2:DescribeNetworkInterfaces", "logs:CreateLogStream",
        "ec2:DescribeSecurityGroups", "s3:ListBuckets", "iam:GetRole", "ec2:DescribeVolumes", "sts:GetCallerIdentity", "kms:GenerateDataKey",
        "ec2:DescribeSubnets", "ec2:DescribeVpcs", "s3:GetBucketLocation", "lambda:ListFunctions20150331", "elasticloadbalancing:DescribeLoadBalancers",
        "ec2:DescribeTags", "ec2:DescribeRouteTables", "s3:GetBucketPolicy", "cloudtrail:LookupEvents", "monitoring:DescribeAlarms", "iam:ListRoles",
        "iam:ListPolicies", "ec2:DescribeSnapshots", "ec2:DescribeImages", "rds:DescribeDBInstances", "secretsmanager:GetSecretValue",
        "ssm:GetParameter", "ec2:CreateTags", "autoscaling:DescribeAutoScalingGroups", "ecs:DescribeClusters", "ecs:ListTasks", "eks:DescribeCluster",
        "ec2:RunInstances", "ec2:TerminateInstances", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:AttachNetworkInterface",
        "ec2:CreateSecurityGroup", "ec2:AuthorizeSecurityGroupIngress", "ec2:RevokeSecurityGroupIngress", "ec2:StartInstances", "ec2:StopInstances",
        "iam:CreateUser", "iam:AttachRolePolicy", "iam:CreateAccessKey", "iam:PassRole", "s3:PutBucketPolicy", "s3:CreateBucket", "signin:ConsoleLogin",
        "lambda:Invoke", "lambda:UpdateFunctionCode20150331v2", "dynamodb:DescribeTable", "sqs:GetQueueAttributes", "sns:ListTopics",
        "route53:ListHostedZones", "ec2:CreateRoute", "ec2:ModifyInstanceAttribute", "guardduty:ListDetectors",
    ];

    static readonly string[] s_regions = ["us-east-1", "eu-central-1", "eu-west-1", "us-west-2", "ap-southeast-1"];
    static readonly string[] s_agents = ["aws-sdk-go/1.44.280 (go1.19; linux; amd64)", "Boto3/1.34.2 md/Botocore#1.34.2 ua/2.0 os/linux#6.1", "aws-cli/2.15.10 Python/3.11.6 Linux/6.1", "console.amazonaws.com", "ec2.amazonaws.com"];
    static readonly string[] s_sought = ["CreateTrafficMirrorSession", "ModifyTrafficMirrorSession", "DeleteTrafficMirrorSession"];

    public static string Ordinary(Dice dice)
    {
        var call = dice.Skewed(s_calls).Split(':');
        var parameters = dice.Below(3) switch
        {
            0 => $$$$"""{"instancesSet":{"items":[{"instanceId":"i-0{{{{dice.Hex(16)}}}}"},{"instanceId":"i-0{{{{dice.Hex(16)}}}}"}]},"filterSet":{"items":[{"name":"vpc-id","valueSet":{"items":[{"value":"vpc-0{{{{dice.Hex(16)}}}}"}]}}]},"maxResults":{{{{dice.Below(1000)}}}}}""",
            1 => $$$$"""{"roleArn":"arn:aws:iam::111122223333:role/app-{{{{dice.Below(90)}}}}","roleSessionName":"i-0{{{{dice.Hex(16)}}}}","durationSeconds":3600}""",
            _ => "null",
        };
        var error = dice.Below(40) == 0 ? "\"errorCode\":\"AccessDenied\",\"errorMessage\":\"User is not authorized to perform this operation\"," : "";
        return Event(dice, call[0], call[1], error, parameters, Answer(dice));
    }

    public static string Sought(Dice dice, int number) =>
        Event(dice, "ec2", s_sought[number % s_sought.Length], "",
            $$$$"""{"{{{{s_sought[number % s_sought.Length]}}}}Request":{"NetworkInterfaceId":"eni-0{{{{dice.Hex(16)}}}}","TrafficMirrorTargetId":"tmt-0{{{{dice.Hex(16)}}}}","TrafficMirrorFilterId":"tmf-0{{{{dice.Hex(16)}}}}","SessionNumber":1}}""",
            Answer(dice));

    /// <summary>A policy that speaks of the calls.</summary>
    public static string Decoy(Dice dice, int number) =>
        Event(dice, "iam", "PutRolePolicy", "",
            $$$$"""{"roleName":"net-{{{{number}}}}","policyName":"mirror","policyDocument":"{\"Statement\":[{\"Effect\":\"Deny\",\"Action\":[\"ec2:CreateTrafficMirrorSession\",\"ec2:ModifyTrafficMirrorSession\",\"ec2:DeleteTrafficMirrorSession\"],\"Resource\":\"*\"}]}"}""",
            "null");

    static string Answer(Dice dice) => dice.Below(4) == 0 ? "null" : $$$$"""{"requestId":"{{{{dice.Hex(8)}}}}-{{{{dice.Hex(4)}}}}-{{{{dice.Hex(12)}}}}","_return":true,"credentials":{"accessKeyId":"ASIA{{{{dice.Hex(12)}}}}","expiration":"Mar 24, 2026, 9:15:14 AM","sessionToken":"{{{{dice.Hex(300)}}}}"}}""";

    static string Event(Dice dice, string service, string call, string error, string parameters, string answer)
    {
        var role = dice.Below(200);
        var session = dice.Hex(16);
        var region = dice.Skewed(s_regions);
        return $$$$"""{"eventVersion":"1.09","userIdentity":{"type":"AssumedRole","principalId":"AROA{{{{session}}}}:i-0{{{{role}}}}","arn":"arn:aws:sts::111122223333:assumed-role/app-{{{{role}}}}/worker","accountId":"111122223333","accessKeyId":"ASIA{{{{session}}}}","sessionContext":{"sessionIssuer":{"type":"Role","principalId":"AROA{{{{session}}}}","arn":"arn:aws:iam::111122223333:role/app-{{{{role}}}}","accountId":"111122223333","userName":"app-{{{{role}}}}"},"webIdFederationData":{},"attributes":{"creationDate":"2026-03-01T10:00:00Z","mfaAuthenticated":"false"}}},"eventTime":"{{{{Moments.Iso(Moments.Any(dice))}}}}","eventSource":"{{{{service}}}}.amazonaws.com","eventName":"{{{{call}}}}","awsRegion":"{{{{region}}}}","sourceIPAddress":"{{{{(dice.Below(2) == 0 ? "198.51.100." : "203.0.113.")}}}}{{{{dice.Below(256)}}}}","userAgent":"{{{{dice.Skewed(s_agents)}}}}",{{{{error}}}}"requestParameters":{{{{parameters}}}},"responseElements":{{{{answer}}}},"requestID":"{{{{dice.Hex(8)}}}}-{{{{dice.Hex(4)}}}}-{{{{dice.Hex(12)}}}}","eventID":"{{{{dice.Hex(8)}}}}-{{{{dice.Hex(4)}}}}-{{{{dice.Hex(4)}}}}-{{{{dice.Hex(12)}}}}","readOnly":true,"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"111122223333","eventCategory":"Management","tlsDetails":{"tlsVersion":"TLSv1.3","cipherSuite":"TLS_AES_128_GCM_SHA256","clientProvidedHostHeader":"{{{{service}}}}.{{{{region}}}}.amazonaws.com"}}""";
    }
}
