// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Tapwatch.Detections.Findings;
using Tapwatch.Detections.Rules;
using Tapwatch.Detections.Rules.Yaml;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Detections.Testing;

/// <summary>Reads a <c>tests.yaml</c>.</summary>
static class RuleTestReader
{
    static readonly string[] _kinds = ["hit", "miss", "near_miss"];

    /// <summary>The tests of the file; what is wrong goes to the messages, and a test with errors is left out.</summary>
    public static IReadOnlyList<RuleTest> Read(RuleFile file, DiagnosticBag messages)
    {
        switch (YamlReader.Read(messages))
        {
            case null:
                return [];
            case YamlSequence sequence:
                return [.. sequence.Items.Select(item => Test(item, file, messages)).OfType<RuleTest>()];
            case var other:
                messages.Add(Messages.WrongForm(new SourceSpan(other.Span.Start, 0), "tests", "a list of mappings", other.Form));
                return [];
        }
    }

    static RuleTest? Test(YamlValue item, RuleFile file, DiagnosticBag messages)
    {
        if (item is not YamlMapping mapping)
        {
            messages.Add(Messages.WrongForm(item.Span, "tests", "a list of mappings", $"a list with {item.Form}"));
            return null;
        }

        var own = new DiagnosticBag(messages.Source);
        var fields = new YamlFields(mapping, own);
        var name = fields.Required("name");
        var kindText = fields.Word("kind", _kinds);
        if (fields.Value("kind") is null)
        {
            own.Add(Messages.MissingKey(fields.Span, "kind"));
        }

        var kind = (RuleTestKind)Math.Max(0, Array.IndexOf(_kinds, kindText));
        var point = fields.Number("point");
        var now = Time(fields.Scalar("now"), own);
        var inputs = Inputs(fields, file, own);
        var expected = new List<KeyValuePair<ActivityField, string>>();
        int? count = null;
        string? severity = null;
        if (fields.Mapping("expect") is { } expect)
        {
            count = expect.Number("findings");
            severity = DetectionReader.ReadSeverity(expect, own, "severity")?.Name;
            foreach (var field in Enum.GetValues<ActivityField>())
            {
                if (expect.Text(field.Name()) is { } text)
                {
                    expected.Add(new(field, text));
                }
            }

            expect.ReportUnknown();
        }

        fields.ReportUnknown();
        foreach (var message in own.ToList())
        {
            messages.Add(message);
        }

        return own.HasErrors ? null : new RuleTest
        {
            Name = name,
            Kind = kind,
            Point = point,
            Now = now,
            Inputs = inputs,
            Findings = count ?? (kind == RuleTestKind.Hit ? 1 : 0),
            Fields = expected,
            Severity = severity,
            Span = new SourceSpan(mapping.Span.Start, 0),
        };
    }

    static List<TestInput> Inputs(YamlFields fields, RuleFile file, DiagnosticBag messages)
    {
        var inputs = new List<TestInput>();
        var inline = new StringBuilder();
        var items = fields.Value("records") switch
        {
            null => [],
            YamlSequence sequence => sequence.Items,
            var one => [one],
        };
        foreach (var item in items)
        {
            switch (item)
            {
                case YamlScalar scalar:
                    inline.Append(scalar.Text.TrimEnd('\n')).Append('\n');
                    break;
                case YamlMapping { Entries: [{ Key.Text: "file", Value: YamlScalar path }] }:
                    inputs.Add(new TestInput(Path.Combine(file.Folder, path.Text), null));
                    break;
                default:
                    inline.Append(YamlJson.Write(item)).Append('\n');
                    break;
            }
        }

        if (inline.Length > 0)
        {
            inputs.Insert(0, new TestInput("records", inline.ToString()));
        }
        else if (inputs.Count == 0)
        {
            messages.Add(Messages.MissingKey(fields.Span, "records"));
        }

        return inputs;
    }

    static DateTime? Time(YamlScalar? scalar, DiagnosticBag messages)
    {
        if (scalar is null)
        {
            return null;
        }

        if (DateTime.TryParse(scalar.Text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var time))
        {
            return time;
        }

        messages.Add(Messages.BadValue(scalar.Span, "now", scalar.Text, "a time such as `2026-01-05T09:00:00Z`"));
        return null;
    }
}
