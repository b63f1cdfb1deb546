// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using System.Xml;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Detections.Testing;

/// <summary>Writes a test report as JUnit XML: a suite per detection, a case per test and language.</summary>
public static class JUnitXml
{
    /// <summary>Writes the whole document.</summary>
    public static void Write(TestReport report, TextWriter output)
    {
        using var xml = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, CheckCharacters = false, OmitXmlDeclaration = false, Encoding = Encoding.UTF8 });
        xml.WriteStartElement("testsuites");
        xml.WriteAttributeString("tests", Number(report.Count));
        xml.WriteAttributeString("failures", Number(report.Failed));
        foreach (var suite in report.Detections)
        {
            Write(xml, suite);
        }

        xml.WriteEndElement();
    }

    static void Write(XmlWriter xml, DetectionTests suite)
    {
        var errors = suite.Problems.Where(static p => p.IsError).ToArray();
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", Clean(suite.Detection.Id));
        xml.WriteAttributeString("tests", Number(suite.Outcomes.Count + errors.Length));
        xml.WriteAttributeString("failures", Number(suite.Outcomes.Count(static o => o.Failure is not null)));
        xml.WriteAttributeString("errors", Number(errors.Length));
        xml.WriteAttributeString("time", Seconds(suite.Outcomes.Aggregate(TimeSpan.Zero, static (sum, o) => sum + o.Elapsed)));
        foreach (var outcome in suite.Outcomes)
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("classname", Clean(suite.Detection.Id));
            xml.WriteAttributeString("name", Clean($"{outcome.Name} [{outcome.LanguageName}]"));
            xml.WriteAttributeString("time", Seconds(outcome.Elapsed));
            if (outcome.Failure is { } failure)
            {
                xml.WriteStartElement("failure");
                xml.WriteAttributeString("message", Clean(failure));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        foreach (var error in errors)
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("classname", Clean(suite.Detection.Id));
            xml.WriteAttributeString("name", Clean($"{error.Code}: {error.Message}"));
            xml.WriteStartElement("error");
            xml.WriteAttributeString("message", Clean(error.Message));
            xml.WriteString(Clean(DiagnosticRenderer.Render(error)));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    // XML 1.0 has no way to write most control characters.
    static string Clean(string text) => string.Create(text.Length, text, static (span, from) =>
    {
        for (var i = 0; i < from.Length; i++)
        {
            var pair = (char.IsHighSurrogate(from[i]) && i + 1 < from.Length && char.IsLowSurrogate(from[i + 1])) || (char.IsLowSurrogate(from[i]) && i > 0 && char.IsHighSurrogate(from[i - 1]));
            span[i] = pair || XmlConvert.IsXmlChar(from[i]) ? from[i] : '?';
        }
    });

    static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    static string Seconds(TimeSpan value) => value.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
}
