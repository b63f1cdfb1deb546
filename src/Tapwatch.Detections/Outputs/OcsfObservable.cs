// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Detections.Outputs;

/// <summary>Which kind of observable an entity of Sentinel is: https://schema.ocsf.io/1.5.0/objects/observable, learn.microsoft.com/azure/sentinel/entities-reference.</summary>
static class OcsfObservable
{
    /// <summary>The type of an identifier of an entity.</summary>
    public static (int Id, string Name) TypeOf(string entity, string identifier, string value) => (entity, identifier) switch
    {
        ("IP", _) => (2, "IP Address"),
        ("Host", "HostName" or "FullName" or "NetBiosName" or "DnsDomain" or "NTDomain") => (1, "Hostname"),
        ("DNS", _) => (1, "Hostname"),
        ("Account", "Name" or "FullName" or "DisplayName" or "NTDomain") => value.Contains('@') ? (5, "Email Address") : (4, "User Name"),
        ("Account", "Sid" or "AadUserId" or "PUID" or "ObjectGuid") => (31, "User Object: uid"),
        ("Mailbox" or "MailMessage" or "MailCluster", "MailboxPrimaryAddress" or "Upn" or "Recipient" or "Sender" or "P1Sender" or "P2Sender") => (5, "Email Address"),
        ("URL", _) => (6, "URL String"),
        ("File", "Name") => (7, "File Name"),
        ("FileHash", "Value") => (8, "Hash"),
        ("Process", "CommandLine") => (13, "Command Line"),
        ("Process", _) => (9, "Process Name"),
        ("AzureResource", _) => (10, "Resource UID"),
        _ => (99, "Other"),
    };
}
