// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Bench.Data;

/// <summary>Google Cloud audit log entries as a sink to a bucket writes them, one a line.</summary>
static class GcpAuditEvents
{
    static readonly string[] s_methods =
    [
        "v1.compute.instances.insert", "v1.compute.instances.setMetadata", "v1.compute.instances.list", "google.iam.admin.v1.CreateServiceAccountKey",
        "storage.buckets.get", "storage.objects.list", "v1.compute.firewalls.patch", "v1.compute.subnetworks.get", "SetIamPolicy",
        "v1.compute.disks.createSnapshot", "google.container.v1.ClusterManager.GetCluster", "v1.compute.forwardingRules.insert",
    ];

    public static string Ordinary(Dice dice) => Entry(dice, dice.Skewed(s_methods), "{\"name\":\"x\"}");

    public static string Sought(Dice dice, int number) =>
        Entry(dice, number % 2 == 0 ? "v1.compute.packetMirrorings.insert" : "v1.compute.packetMirrorings.delete",
            $$$$"""{"name":"mirror-{{{{number}}}}","collectorIlb":{"url":"projects/acme-prod-7421/regions/europe-west3/forwardingRules/ilb-{{{{number}}}}"},"mirroredResources":{"tags":["web"]}}""");

    /// <summary>A custom role that may mirror.</summary>
    public static string Decoy(Dice dice, int number) =>
        Entry(dice, "google.iam.admin.v1.CreateRole", $$$$"""{"roleId":"net{{{{number}}}}","role":{"includedPermissions":["compute.packetMirrorings.list"]}}""");

    static string Entry(Dice dice, string method, string request)
    {
        var time = Moments.Iso(Moments.Any(dice), "yyyy-MM-dd'T'HH:mm:ss'.318204Z'");
        var item = dice.Below(900);
        return $$$$"""{"protoPayload":{"@type":"type.googleapis.com/google.cloud.audit.AuditLog","status":{},"authenticationInfo":{"principalEmail":"svc-{{{{dice.Below(80)}}}}@acme-prod-7421.iam.gserviceaccount.com"},"requestMetadata":{"callerIp":"203.0.113.{{{{dice.Below(256)}}}}","callerSuppliedUserAgent":"google-api-go-client/0.5 Terraform/1.9.8,gzip(gfe)","requestAttributes":{"time":"{{{{time}}}}","auth":{}},"destinationAttributes":{}},"serviceName":"compute.googleapis.com","methodName":"{{{{method}}}}","authorizationInfo":[{"resource":"projects/acme-prod-7421/zones/europe-west3-a/instances/web-{{{{item}}}}","permission":"compute.instances.get","granted":true,"resourceAttributes":{"service":"compute","name":"projects/acme-prod-7421/zones/europe-west3-a/instances/web-{{{{item}}}}","type":"compute.instances"}}],"resourceName":"projects/acme-prod-7421/zones/europe-west3-a/instances/web-{{{{item}}}}","request":{{{{request}}}}},"insertId":"-{{{{dice.Hex(11)}}}}","resource":{"type":"gce_instance","labels":{"instance_id":"{{{{dice.Below(1_000_000_000)}}}}","project_id":"acme-prod-7421","zone":"europe-west3-a"}},"timestamp":"{{{{time}}}}","severity":"NOTICE","logName":"projects/acme-prod-7421/logs/cloudaudit.googleapis.com%2Factivity","receiveTimestamp":"{{{{time}}}}"}""";
    }
}
