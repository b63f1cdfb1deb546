// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Detections.Outputs;

/// <summary>Ids and names of MITRE ATT&amp;CK (enterprise matrix, v17): all tactics, and the techniques our detections refer to.</summary>
static class AttackNames
{
    static readonly (string Id, string Name)[] _tactics =
    [
        ("TA0043", "Reconnaissance"), ("TA0042", "Resource Development"), ("TA0001", "Initial Access"), ("TA0002", "Execution"), ("TA0003", "Persistence"),
        ("TA0004", "Privilege Escalation"), ("TA0005", "Defense Evasion"), ("TA0006", "Credential Access"), ("TA0007", "Discovery"), ("TA0008", "Lateral Movement"),
        ("TA0009", "Collection"), ("TA0011", "Command and Control"), ("TA0010", "Exfiltration"), ("TA0040", "Impact"),
    ];

    static readonly Dictionary<string, string> _techniques = new(StringComparer.Ordinal)
    {
        ["T1020"] = "Automated Exfiltration",
        ["T1020.001"] = "Traffic Duplication",
        ["T1040"] = "Network Sniffing",
        ["T1074"] = "Data Staged",
        ["T1557"] = "Adversary-in-the-Middle",
        ["T1562"] = "Impair Defenses",
        ["T1537"] = "Transfer Data to Cloud Account",
    };

    // The tactics that ATT&CK lists each technique under.
    static readonly Dictionary<string, string[]> _served = new(StringComparer.Ordinal)
    {
        ["T1020"] = ["TA0010"],
        ["T1040"] = ["TA0006", "TA0007"],
        ["T1074"] = ["TA0009"],
        ["T1557"] = ["TA0006", "TA0009"],
        ["T1562"] = ["TA0005"],
        ["T1537"] = ["TA0010"],
    };

    /// <summary>Which of a detection's tactics a technique serves: the first that ATT&amp;CK lists it under, otherwise the first; null when there is none.</summary>
    public static (string? Id, string Name)? TacticOf(string technique, IReadOnlyList<string> tactics)
    {
        if (tactics.Count == 0)
        {
            return null;
        }

        var dot = technique.IndexOf('.', StringComparison.Ordinal);
        var served = _served.GetValueOrDefault(dot < 0 ? technique : technique[..dot], []);
        foreach (var text in tactics)
        {
            var tactic = Tactic(text);
            if (tactic.Id is { } id && served.Contains(id))
            {
                return tactic;
            }
        }

        return Tactic(tactics[0]);
    }

    /// <summary>Id and name of a tactic, from either, written in any of the usual ways (<c>CredentialAccess</c>, <c>credential-access</c>).</summary>
    public static (string? Id, string Name) Tactic(string text)
    {
        var plain = Plain(text);
        var known = Array.Find(_tactics, t => Plain(t.Id) == plain || Plain(t.Name) == plain);
        return known.Id is null ? (null, text) : known;
    }

    /// <summary>The name of a technique, or null.</summary>
    public static string? Technique(string id) => _techniques.GetValueOrDefault(id);

    static string Plain(string text) => new([.. text.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
}
