// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Findings;

namespace Tapwatch.Detections.Outputs;

/// <summary>Writes findings for machines. The canonical form is OCSF; the table for people is the command line's.</summary>
public static class FindingFormats
{
    /// <summary>A finding a line, each an OCSF Detection Finding.</summary>
    public static void WriteNdjson(IEnumerable<Finding> findings, TextWriter output, DateTime now)
    {
        using var json = new JsonText();
        foreach (var finding in findings)
        {
            OcsfFinding.Write(json.Writer, finding, now);
            output.Write(json.Take());
            output.Write('\n');
        }
    }

    /// <summary>All findings as one array of OCSF Detection Findings.</summary>
    public static void WriteJson(IEnumerable<Finding> findings, TextWriter output, DateTime now)
    {
        using var json = new JsonText(indented: true);
        json.Writer.WriteStartArray();
        foreach (var finding in findings)
        {
            OcsfFinding.Write(json.Writer, finding, now);
        }

        json.Writer.WriteEndArray();
        output.Write(json.Take());
        output.Write('\n');
    }

    /// <summary>A finding a line, in our own words.</summary>
    public static void WriteCsv(IEnumerable<Finding> findings, TextWriter output) => FindingCsv.Write(findings, output);

    /// <summary>SARIF 2.1.0: a result per finding, at the first record.</summary>
    public static void WriteSarif(IReadOnlyList<Finding> findings, TextWriter output) => FindingSarif.Write(findings, output);
}
