// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using Tapwatch.Records;
using Tapwatch.Records.Framing;

namespace Tapwatch.Tests.Records;

/// <summary>Every name that says what an object is, so that none is passed over by its length and first letter.</summary>
public class ObjectSignsTests
{
    [Theory]
    [InlineData("""{"eventName":"x","eventSource":"y","eventVersion":"1.0"}""", "aws.cloudtrail")]
    [InlineData("""{"eventname":"x","eventsource":"y","eventversion":"1.0"}""", "aws.cloudtrail")]
    [InlineData("""{"eventName":"x","userIdentity":{},"eventID":"1"}""", "aws.cloudtrail")]
    [InlineData("""{"eventname":"x","useridentity":{},"eventid":"1"}""", "aws.cloudtrail")]
    [InlineData("""{"p_log_type":"AWS.CloudTrail"}""", "aws.cloudtrail")]
    [InlineData("""{"protoPayload":{"methodName":"x"}}""", "gcp.audit")]
    [InlineData("""{"logName":"cloudaudit.googleapis.com","protopayload":{"@type":"x"}}""", "gcp.audit")]
    [InlineData("""{"LOGNAME":"cloudaudit.googleapis.com","PROTOPAYLOAD":{"@type":"x"}}""", "gcp.audit")]
    [InlineData("""{"operationName":"a.b/c","caller":"x"}""", "azure.activity")]
    [InlineData("""{"operationName":"a.b/c","authorization":{}}""", "azure.activity")]
    [InlineData("""{"operationName":"a.b/c","callerIpAddress":"x"}""", "azure.activity")]
    [InlineData("""{"operationName":"a.b/c","category":"Administrative"}""", "azure.activity")]
    [InlineData("""{"operationName":"a.b/c","resourceId":"/subscriptions/1"}""", "azure.activity")]
    [InlineData("""{"operationName":"a.b/c","ResourceID":"/SUBSCRIPTIONS/1"}""", "azure.activity")]
    [InlineData("""{"OperationNameValue":"x"}""", "azure.activity")]
    public void A_record_is_known_by_its_members(string json, string kind) => Assert.Equal(kind, RecordKinds.At(Seen(json).Kind).Name);

    [Theory]
    [InlineData("""{"eventName":"x","eventSource":"ec2.amazonaws.com"}""", "aws.cloudtrail")]
    [InlineData("""{"protoPayload":{"methodName":"x"}}""", "gcp.audit")]
    [InlineData("""{"resourceId":"/subscriptions/1","operationName":"a.b/c","category":"Policy"}""", "azure.activity")]
    [InlineData("""{"resourceId":"/subscriptions/1","operationName":"a.b/c","category":"Policy","category":"x"}""", null)]
    [InlineData("""{"resourceId":"/tenants/1","operationName":"a.b/c","category":"Policy"}""", null)]
    [InlineData("""{"resourceId":"/subscriptions/1","operationName":"a.b/c","category":"Policy","eventName":"x"}""", null)]
    [InlineData("""{"resourceId":"/subscriptions/1","category":"Policy"}""", null)]
    public void It_is_certain_once_enough_was_seen(string json, string? kind)
    {
        var certain = Seen(json).CertainKind;
        Assert.Equal(kind, certain < 0 ? null : RecordKinds.At(certain).Name);
    }

    [Theory]
    [InlineData("""{"srcaddr":"x"}""", "VPC flow log (JSON)")]
    [InlineData("""{"src_addr":"x"}""", "VPC flow log (JSON)")]
    [InlineData("""{"category":"SignInLogs"}""", "Entra ID sign-in")]
    [InlineData("""{"id.orig_h":"x"}""", "Zeek log")]
    [InlineData("""{"id_orig_h":"x"}""", "Zeek log")]
    [InlineData("""{"objectRef":{}}""", "Kubernetes audit")]
    [InlineData("""{"auditID":"1"}""", "Kubernetes audit")]
    [InlineData("""{"class_uid":1}""", "OCSF event")]
    [InlineData("""{"apiVersion":"audit.k8s.io/v1"}""", "Kubernetes audit")]
    [InlineData("""{"event_type":"alert"}""", "Suricata event")]
    [InlineData("""{"eventSource":"aws:s3"}""", "AWS notification")]
    [InlineData("""{"schemaVersion":"x"}""", "AWS finding")]
    [InlineData("""{"":1,"level":2}""", "JSON object")]
    public void What_is_none_is_guessed_by_them_too(string json, string guess)
    {
        var signs = Seen(json);
        Assert.Equal((ObjectSigns.None, guess), (signs.Kind, signs.Guess));
    }

    static ObjectSigns Seen(string json)
    {
        var signs = new ObjectSigns();
        foreach (var member in JsonDocument.Parse(json).RootElement.EnumerateObject())
        {
            signs.See(Encoding.UTF8.GetBytes(member.Name), Encoding.UTF8.GetBytes(member.Value.GetRawText()));
        }

        return signs;
    }
}
