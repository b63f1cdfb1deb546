// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Records.Framing;

/// <summary>Guesses what a JSON object is that no reader takes: for the list of what was not recognised.</summary>
struct UnreadSigns
{
    /// <summary>No guess.</summary>
    public const string Unknown = "JSON object";

    string? _guess;

    /// <summary>The best guess.</summary>
    public readonly string Guess => _guess ?? Unknown;

    /// <summary>Looks at one member.</summary>
    public void See(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (_guess is null)
        {
            _guess = Name(key, value);
        }
    }

    static string? Name(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        switch (key.Length)
        {
            case 7 when key.SequenceEqual("srcaddr"u8):
            case 8 when key.SequenceEqual("src_addr"u8):
                return "VPC flow log (JSON)";
            case 8 when key.SequenceEqual("category"u8):
                return value.StartsWith("\"SignInLogs"u8) || value.StartsWith("\"NonInteractiveUserSignInLogs"u8) ? "Entra ID sign-in"
                    : value.StartsWith("\"AuditLogs"u8) ? "Entra ID audit"
                    : value.StartsWith("\"kube"u8) ? "Kubernetes log"
                    : null;
            case 7 when key.SequenceEqual("auditID"u8):
                return "Kubernetes audit";
            case 9 when key.SequenceEqual("id.orig_h"u8) || key.SequenceEqual("id_orig_h"u8):
                return "Zeek log";
            case 9 when key.SequenceEqual("objectRef"u8):
                return "Kubernetes audit";
            case 9 when key.SequenceEqual("class_uid"u8):
                return "OCSF event";
            case 10 when key.SequenceEqual("apiVersion"u8):
                return value.StartsWith("\"audit.k8s.io"u8) ? "Kubernetes audit" : null;
            case 10 when key.SequenceEqual("event_type"u8):
                return value.StartsWith("\"alert"u8) || value.StartsWith("\"flow"u8) ? "Suricata event" : null;
            case 11 when key.SequenceEqual("eventSource"u8):
                return value.StartsWith("\"aws:"u8) ? "AWS notification" : null;
            case 13 when key.SequenceEqual("schemaVersion"u8):
                return "AWS finding";
            default:
                return null;
        }
    }
}
