// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Tapwatch.Records.GcpAudit;

/// <summary>
/// What makes a JSON object a Google Cloud audit log entry: a <c>protoPayload</c> that is an AuditLog (App Engine's request logs have one that is none),
/// or a log name of <c>cloudaudit.googleapis.com</c> with a payload.
/// </summary>
/// <remarks>LogEntry: https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry; AuditLog: https://cloud.google.com/logging/docs/reference/audit/auditlog/rest/Shared.Types/AuditLog.
/// Some pipelines write all names in lower case.</remarks>
struct GcpAuditSigns
{
    const int Payload = 1;
    const int LogName = 2;

    int _seen;

    /// <summary>Whether anything was seen.</summary>
    public readonly bool Any => _seen != 0;

    /// <summary>Whether it is one; never taken back.</summary>
    public readonly bool IsRecognised => (_seen & Payload) != 0;

    /// <summary>Looks at one member.</summary>
    public void See(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (key.Length == 7 && Ascii.EqualsIgnoreCase(key, "logname"u8) && value.IndexOf("cloudaudit.googleapis.com"u8) >= 0)
        {
            _seen |= LogName;
        }
        else if (key.Length == 12 && Ascii.EqualsIgnoreCase(key, "protopayload"u8) && value[0] == (byte)'{')
        {
            // Some pipelines drop the type or rename it ("at_sign_type"); another type than AuditLog is another log.
            if ((_seen & LogName) != 0 || value.IndexOf("AuditLog"u8) >= 0 || value.IndexOf("\"@type\""u8) < 0 || value.IndexOf("methodName"u8) >= 0)
            {
                _seen |= Payload;
            }
        }
    }
}
