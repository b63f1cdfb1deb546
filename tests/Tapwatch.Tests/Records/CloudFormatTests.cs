// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;

namespace Tapwatch.Tests.Records;

/// <summary>The shapes in which cloud logs arrive: each is recognised by what is in it.</summary>
public class CloudFormatTests
{
    const string Event = """{"eventVersion":"1.08","userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/dana"},"eventTime":"2026-11-20T10:00:00Z","eventSource":"ec2.amazonaws.com","eventName":"CreateTrafficMirrorSession","awsRegion":"eu-west-1","sourceIPAddress":"203.0.113.7"}""";

    const string Azure = """{"time":"2026-11-20T10:00:00.1234567Z","resourceId":"/SUBSCRIPTIONS/0A/RESOURCEGROUPS/NET/PROVIDERS/MICROSOFT.NETWORK/VIRTUALNETWORKTAPS/TAP1","operationName":"MICROSOFT.NETWORK/VIRTUALNETWORKTAPS/WRITE","category":"Administrative","resultType":"Start","callerIpAddress":"203.0.113.8"}""";

    const string Gcp = """{"logName":"projects/p/logs/cloudaudit.googleapis.com%2Factivity","protoPayload":{"@type":"type.googleapis.com/google.cloud.audit.AuditLog","methodName":"v1.compute.packetMirrorings.insert"},"timestamp":"2026-11-20T10:00:00Z"}""";

    static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    static string Quoted(string json) => JsonSerializer.Serialize(json);

    static void HoldsOne(string text, string kind, string path, string value)
    {
        var row = Assert.Single(RecordText.Read(text, out var report, path));
        Assert.Equal(kind, row.Kind);
        Assert.Equal(value, row.Fields[0]);
        Assert.Equal(0, report.UnrecognisedCount);
        Assert.Equal(0, report.ProblemCount);
    }

    static void HoldsOneEvent(string text) => HoldsOne(text, "aws.cloudtrail", "eventName", "CreateTrafficMirrorSession");

    [Fact]
    public void Reads_events_one_per_line() => Assert.Equal([1, 2, 4], RecordText.Read($"{Event}\n{Event}\r\n\n{Event}").Select(r => r.Line));

    [Fact]
    public void Reads_events_with_nothing_between_them() => Assert.Equal(3, RecordText.Read(Event + Event + Event).Count);

    [Fact]
    public void Reads_a_delivered_file()
    {
        var rows = RecordText.Read($"{{\"Records\":[{Event},{Event}, \n {Event}]}}");
        Assert.Equal([1, 2, 3], rows.Select(r => r.Position));
        Assert.Equal([1, 1, 2], rows.Select(r => r.Line));
        Assert.All(rows, r => Assert.Equal(Event, r.Raw));
    }

    [Fact]
    public void Reads_deliveries_one_after_the_other() => Assert.Equal(3, RecordText.Read($"{{\"Records\":[{Event}]}}\n{{\"Records\":[{Event},{Event}]}}").Count);

    [Fact]
    public void Reads_a_bare_array() => Assert.Equal(2, RecordText.Read($"[\n  {Event},\n  {Event}\n]\n").Count);

    [Fact]
    public void Reads_pretty_printed_values()
    {
        var pretty = JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(Event), _indented);
        Assert.Equal([1, 13], RecordText.Read($"{pretty}\n{pretty}").Select(r => r.Line));
        HoldsOneEvent($"[{pretty}]");
        HoldsOneEvent($"{{\n \"Records\": [\n{pretty}\n]\n}}");
    }

    [Fact]
    public void Opens_an_EventBridge_envelope() => HoldsOneEvent($$$"""{"version":"0","id":"1","detail-type":"AWS API Call via CloudTrail","source":"aws.ec2","account":"111122223333","resources":[],"detail":{{{Event}}}}""");

    [Fact]
    public void Opens_the_answer_of_lookup_events()
    {
        HoldsOneEvent($$$"""{"Events":[{"EventId":"1","EventName":"CreateTrafficMirrorSession","EventSource":"ec2.amazonaws.com","Username":"dana","Resources":[],"CloudTrailEvent":{{{Quoted(Event)}}}}],"NextToken":"x"}""");
    }

    [Fact]
    public void Opens_CloudWatch_and_SNS_messages()
    {
        HoldsOneEvent($$$"""{"messageType":"DATA_MESSAGE","owner":"111122223333","logGroup":"trail","logEvents":[{"id":"1","timestamp":1,"message":{{{Quoted(Event)}}}}]}""");
        HoldsOneEvent($$$"""{"Type":"Notification","MessageId":"1","Message":{{{Quoted(Event)}}}}""");
    }

    [Fact]
    public void Opens_whatever_a_shipper_wrapped_around_it()
    {
        HoldsOneEvent($$$"""{"rule":"r","test":"t","log":{{{Event}}}}""");
        HoldsOneEvent($$$"""{"preview":false,"result":{"_raw":{{{Quoted(Event)}}}}}""");
        HoldsOneEvent($$$"""{"hits":{"total":1,"hits":[{"_index":"i","_source":{{{Event}}}}]}}""");
        HoldsOneEvent($$$"""{"@timestamp":"x","event":{"original":{{{Quoted(Event)}}}}}""");
        HoldsOneEvent($"[{Quoted(Event)}]");
    }

    [Fact]
    public void Opens_events_that_came_through_syslog() => HoldsOneEvent($"<134>Nov 20 10:00:00 relay1 cloudtrail: {Event}");

    [Fact]
    public void Takes_an_event_with_its_names_in_lower_case_or_without_version() =>
        Assert.Equal(3, RecordText.Read("""
            {"eventname":"GetRecords","eventsource":"dynamodb.amazonaws.com","eventversion":"1.08"}
            {"awsRegion":"us-east-1","eventName":"RunInstances","eventSource":"ec2.amazonaws.com"}
            {"eventName":"DeleteBucket","userIdentity":{},"eventID":"1"}
            """).Count);

    [Theory]
    [InlineData("""{"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"us-east-1","eventName":"ObjectCreated:Put","userIdentity":{"principalId":"x"}}]}""", "AWS notification")]
    [InlineData("""{"eventName":"CreateTrafficMirrorSession","eventSource":"vpc.aliyuncs.com","eventVersion":"1","userIdentity":{}}""", "JSON object")]
    [InlineData("""{"time":"2026-11-20T10:00:00Z","operationName":"Sign-in activity","category":"SignInLogs","resourceId":"/tenants/x","callerIpAddress":"203.0.113.9"}""", "Entra ID sign-in")]
    [InlineData("""{"operationName":"Microsoft.ContainerService/managedClusters/diagnosticLogs/Read","category":"kube-audit","resourceId":"/SUBSCRIPTIONS/A","properties":{"log":"{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\"}"}}""", "Kubernetes log")]
    [InlineData("""{"kind":"Event","apiVersion":"audit.k8s.io/v1","verb":"create","objectRef":{"resource":"pods"}}""", "Kubernetes audit")]
    [InlineData("""{"protoPayload":{"@type":"type.googleapis.com/google.appengine.logging.v1.RequestLog","method":"GET"},"logName":"projects/p/logs/appengine"}""", "JSON object")]
    [InlineData("""{"ts":1.5,"uid":"C1","id.orig_h":"192.0.2.1","id.resp_h":"192.0.2.2"}""", "Zeek log")]
    public void Lists_what_only_resembles_a_record(string text, string guess)
    {
        Assert.Empty(RecordText.Read(text, out var report));
        Assert.Equal(guess, Assert.Single(report.Unrecognised).What);
    }

    [Fact]
    public void Reads_the_Azure_diagnostic_form()
    {
        HoldsOne(Azure, "azure.activity", "resultType", "Start");
        HoldsOne($"{{\"records\":[{Azure}]}}", "azure.activity", "resultType", "Start");
        HoldsOne($"[{{\"records\":[{Azure}]}}]", "azure.activity", "resultType", "Start");
    }

    [Fact]
    public void Reads_the_Azure_REST_form()
    {
        const string Rest = """{"authorization":{"action":"Microsoft.Network/virtualNetworkTaps/write","scope":"/subscriptions/0a"},"caller":"dana@example.com","operationName":{"value":"Microsoft.Network/virtualNetworkTaps/write","localizedValue":"Create Virtual Network Tap"},"status":{"value":"Succeeded"},"category":{"value":"Administrative"},"resourceId":"/subscriptions/0a/resourceGroups/net"}""";
        HoldsOne($"[{Rest}]", "azure.activity", "operationName.value", "Microsoft.Network/virtualNetworkTaps/write");
        HoldsOne($"{{\"value\":[{Rest}],\"nextLink\":\"x\"}}", "azure.activity", "status.value", "Succeeded");
    }

    [Fact]
    public void Reads_exported_Log_Analytics_rows()
    {
        HoldsOne("""{"TimeGenerated":"2026-11-20T10:00:00Z","OperationNameValue":"MICROSOFT.NETWORK/VIRTUALNETWORKTAPS/WRITE","ActivityStatusValue":"Start"}""", "azure.activity", "ActivityStatusValue", "Start");
        HoldsOne("""{"tables":[{"name":"PrimaryResult","columns":[{"name":"TimeGenerated","type":"datetime"},{"name":"OperationNameValue","type":"string"},{"name":"Level","type":"string"}],"rows":[["2026-11-20T10:00:00Z","X/WRITE",null]]}]}""", "azure.activity", "OperationNameValue", "X/WRITE");
    }

    [Fact]
    public void Reads_exported_Log_Analytics_rows_as_CSV()
    {
        var rows = RecordText.Read("""
            "TimeGenerated [UTC]",OperationNameValue,Properties,Caller
            2026-11-20T10:00:00Z,X/WRITE,"{""a"": ""b""}",dana@example.com
            2026-11-20T10:00:01Z,Y/WRITE,"two
            lines",
            """, "TimeGenerated", "OperationNameValue", "Properties", "Caller", "$line");
        Assert.Equal(["2026-11-20T10:00:00Z", "X/WRITE", "{\"a\": \"b\"}", "dana@example.com", "2"], rows[0].Fields);
        Assert.Equal(["2026-11-20T10:00:01Z", "Y/WRITE", "two\nlines", null, "3"], rows[1].Fields);
    }

    [Fact]
    public void Takes_any_table_the_user_names_as_rows()
    {
        var options = new Tapwatch.Records.ReadOptions { AsRows = true };
        Tapwatch.Records.InputSource Memory(string text) => Tapwatch.Records.InputSource.Memory("t", Encoding.UTF8.GetBytes(text));
        Assert.Equal(["1", "x"], RecordText.Read(Memory("a,b\n1,x\n"), options, out _, "a", "b")[0].Fields);
        Assert.Equal(["1", "x"], RecordText.Read(Memory("[{\"a\":1,\"b\":\"x\"}]"), options, out _, "a", "b")[0].Fields);
        Assert.Equal("row", RecordText.Read(Memory(Event), options, out _)[0].Kind);
    }

    [Fact]
    public void Reads_GCP_entries_in_lines_arrays_and_deliveries()
    {
        HoldsOne(Gcp, "gcp.audit", "protoPayload.methodName", "v1.compute.packetMirrorings.insert");
        HoldsOne($"[{Gcp}]", "gcp.audit", "protoPayload.methodName", "v1.compute.packetMirrorings.insert");
        HoldsOne($"{{\"entries\":[{Gcp}]}}", "gcp.audit", "protoPayload.methodName", "v1.compute.packetMirrorings.insert");
    }

    [Fact]
    public void Opens_Pub_Sub_messages_in_base64()
    {
        var data = Convert.ToBase64String(Encoding.UTF8.GetBytes(Gcp));
        HoldsOne($$$"""{"message":{"attributes":{},"data":"{{{data}}}","messageId":"1"},"subscription":"projects/p/subscriptions/s"}""", "gcp.audit", "protoPayload.methodName", "v1.compute.packetMirrorings.insert");
        HoldsOne($$$"""{"data":"{{{data}}}","attributes":{}}""", "gcp.audit", "timestamp", "2026-11-20T10:00:00Z");
        HoldsOne($$$"""{"receivedMessages":[{"ackId":"a","message":{"data":"{{{data.Replace("/", "\\/", StringComparison.Ordinal)}}}"}}]}""", "gcp.audit", "timestamp", "2026-11-20T10:00:00Z");
    }

    [Fact]
    public void Reads_kinds_mixed_in_one_file()
    {
        var rows = RecordText.Read($"{Event}\n{Azure}\n<189>31: edge1: Nov 20 10:00:00.000 UTC: %SYS-5-CONFIG_I: Configured from console by dana on vty0 (203.0.113.9)\n{Gcp}\n");
        Assert.Equal(["aws.cloudtrail", "azure.activity", "network.syslog", "gcp.audit"], rows.Select(r => r.Kind));
        Assert.Equal([1, 2, 3, 4], rows.Select(r => r.Line));
    }
}
