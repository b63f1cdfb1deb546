// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Tapwatch.Detections.Rules;

namespace Tapwatch.Detections.Findings;

/// <summary>Names a finding by its facts, so that another run, or another copy of the log, gives it the same name.</summary>
static class Fingerprint
{
    /// <summary>32 hexadecimal digits.</summary>
    public static string Of(Detection detection, Activity activity)
    {
        var text = new StringBuilder(detection.Id).Append('\u001f').Append(activity.Time?.Ticks.ToString(CultureInfo.InvariantCulture));

        // Neither the outcome nor its reason: they may become known with a later record of the same finding.
        for (var field = (ActivityField)0; (int)field < ActivityFields.Count; field++)
        {
            if (field is not (ActivityField.Time or ActivityField.Outcome or ActivityField.Reason or ActivityField.Resources))
            {
                text.Append('\u001f').Append(activity[field]);
            }
        }

        return Convert.ToHexStringLower(Sha256.Of(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16));
    }
}
