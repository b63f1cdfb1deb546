// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Tapwatch.Detections.Findings;

/// <summary>Says in one sentence what a finding is about.</summary>
static class FindingSummary
{
    public static string Of(Finding finding)
    {
        var a = finding.Activity;
        var text = new StringBuilder(finding.Title);
        if (a[ActivityField.Operation] is { } operation)
        {
            text.Append(": ").Append(operation);
        }

        if (a[ActivityField.Outcome] is { } outcome)
        {
            text.Append(" (").Append(outcome).Append(')');
        }

        Append(" by ", a[ActivityField.Actor]);
        Append(" from ", a[ActivityField.Address]);
        if (a[ActivityField.MirrorSource] is not null || a[ActivityField.MirrorDestination] is not null)
        {
            text.Append("; copies ").Append(a[ActivityField.MirrorSource] ?? "?").Append(" to ").Append(a[ActivityField.MirrorDestination] ?? "?");
        }

        return text.ToString();

        void Append(string before, string? value)
        {
            if (value is not null)
            {
                text.Append(before).Append(value);
            }
        }
    }
}
