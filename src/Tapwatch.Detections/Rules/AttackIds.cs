// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Tapwatch.Detections.Rules.Yaml;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Detections.Rules;

/// <summary>ATT&amp;CK technique ids in rule files; the sub-technique is kept as written.</summary>
static partial class AttackIds
{
    /// <summary>The technique ids under a key; what is none is an error.</summary>
    public static IReadOnlyList<string> Read(YamlFields fields, string key, DiagnosticBag messages)
    {
        var list = fields.Value(key);
        var ids = fields.Texts(key);
        foreach (var id in ids.Where(static i => !Technique().IsMatch(i)))
        {
            messages.Add(Messages.BadValue(list!.Span, key, id, "technique ids such as `T1020` or `T1020.001`"));
        }

        return ids;
    }

    [GeneratedRegex(@"^T\d{4}(\.\d{3})?$")]
    private static partial Regex Technique();
}
