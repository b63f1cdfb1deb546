// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Rules;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Storing;
using Tapwatch.Records;

namespace Tapwatch.Detections.Running;

/// <summary>
/// The detections built in with their plans as they were prepared when the program was published: a scan neither parses rules nor translates queries, and reads
/// a plan only when a record comes that may match.
/// </summary>
/// <remarks>
/// The file stands beside the program and is one build's own: it begins with the versions of the modules that made it, and where they differ, or where there is no such file,
/// rules are prepared from their texts. A test holds that both ways give the same plans.
/// </remarks>
static class RuleStore
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "tapwatch.rules";

    /// <summary>Writes the rules built in.</summary>
    public static void Write(Stream stream, ViewCatalog views)
    {
        using var output = new BinaryWriter(stream);
        output.Write(Stamp());
        var detections = RulePack.BuiltIn().Detections;
        output.Write7BitEncodedInt(detections.Count);
        foreach (var detection in detections)
        {
            DetectionStore.Write(output, detection);
            output.Write7BitEncodedInt(detection.Rules.Count);
            foreach (var rule in detection.Rules)
            {
                Write(output, PreparedRule.Of(detection, rule, new BindContext(views), raw: false));
            }
        }
    }

    // Read once: a head start may have begun with it.
    static readonly Lazy<IReadOnlyList<PreparedRule>?> _besideProgram = new(OpenBesideProgram);

    /// <summary>The rules of the file beside the program, ready to run; null when there is none of this build.</summary>
    public static IReadOnlyList<PreparedRule>? TryOpen() => _besideProgram.Value;

    static IReadOnlyList<PreparedRule>? OpenBesideProgram()
    {
        var path = Path.Combine(AppContext.BaseDirectory, FileName);
        try
        {
            return File.Exists(path) ? TryRead(File.ReadAllBytes(path)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The rules of a file; null when another build wrote it.</summary>
    public static IReadOnlyList<PreparedRule>? TryRead(byte[] bytes)
    {
        var stamp = Stamp();
        if (!bytes.AsSpan().StartsWith(stamp))
        {
            return null;
        }

        using var input = new BinaryReader(new MemoryStream(bytes, writable: false));
        input.BaseStream.Position = stamp.Length;
        var rules = new List<PreparedRule>();
        for (var detections = input.Read7BitEncodedInt(); detections > 0; detections--)
        {
            var detection = DetectionStore.Read(input);
            for (var count = input.Read7BitEncodedInt(); count > 0; count--)
            {
                rules.Add(Read(input, bytes, detection));
            }
        }

        return rules;
    }

    static void Write(BinaryWriter output, PreparedRule prepared)
    {
        var rule = prepared.Rule;
        var plan = prepared.Plan ?? throw new InvalidOperationException($"the query {rule.Text.Name}, which is built in, cannot be prepared");
        output.Write7BitEncodedInt((int)rule.Language);
        output.Write(rule.Text.Name);
        output.Write(rule.Text.Text);
        output.Write7BitEncodedInt(prepared.Diagnostics.Count);
        foreach (var message in prepared.Diagnostics)
        {
            output.Write(message.Code);
            output.Write7BitEncodedInt((int)message.Severity);
            output.Write7BitEncodedInt((int)message.Kind);
            output.Write7BitEncodedInt(message.Span.Start);
            output.Write7BitEncodedInt(message.Span.Length);
            output.Write(message.Message);
            output.Write(message.Help is not null);
            output.Write(message.Help ?? "");
        }

        output.Write7BitEncodedInt(plan.Visible);
        output.Write7BitEncodedInt((int)plan.Form());
        var node = plan.Plan();
        var signs = ScanSigns.Of(node);
        output.Write(signs is not null);
        output.Write7BitEncodedInt(signs?.Count ?? 0);
        foreach (var sign in signs ?? [])
        {
            output.Write7BitEncodedInt(RecordKinds.IndexOf(sign.Kind));
            output.Write7BitEncodedInt(sign.Prefilter is not { } prefilter ? 0 : prefilter.FoldsUnicode ? 2 : 1);
            output.Write7BitEncodedInt(sign.Prefilter?.AnyOf.Count ?? 0);
            foreach (var literal in sign.Prefilter?.AnyOf ?? [])
            {
                output.Write(literal);
            }
        }

        // A plan by itself, behind its length: most are passed over.
        var bytes = new MemoryStream();
        new PlanWriter(new BinaryWriter(bytes)).Write(node);
        output.Write7BitEncodedInt((int)bytes.Length);
        output.Write(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    static PreparedRule Read(BinaryReader input, byte[] bytes, Detection detection)
    {
        var rule = new Rule((RuleLanguage)input.Read7BitEncodedInt(), new SourceText(input.ReadString(), input.ReadString()));
        var messages = new Diagnostic[input.Read7BitEncodedInt()];
        for (var i = 0; i < messages.Length; i++)
        {
            messages[i] = ReadMessage(input, rule.Text);
        }

        var visible = input.Read7BitEncodedInt();
        var form = (EvidenceForm)input.Read7BitEncodedInt();
        var signs = input.ReadBoolean() ? new ScanSign[input.Read7BitEncodedInt()] : null;
        if (signs is null)
        {
            input.Read7BitEncodedInt();
        }

        for (var i = 0; i < signs?.Length; i++)
        {
            var kind = RecordKinds.At(input.Read7BitEncodedInt());
            var prefiltered = input.Read7BitEncodedInt();
            var literals = new string[input.Read7BitEncodedInt()];
            for (var j = 0; j < literals.Length; j++)
            {
                literals[j] = input.ReadString();
            }

            signs[i] = new ScanSign(kind, prefiltered == 0 ? null : new Prefilter(literals, prefiltered == 2));
        }

        var length = input.Read7BitEncodedInt();
        var start = (int)input.BaseStream.Position;
        input.BaseStream.Position += length;
        return new PreparedRule(detection, rule, messages, new CarriedPlan(ReadPlan, visible, () => form) { Signs = signs });

        PlanNode ReadPlan()
        {
            using var plan = new BinaryReader(new MemoryStream(bytes, start, length, writable: false));
            return new PlanReader(plan).Read();
        }
    }

    static Diagnostic ReadMessage(BinaryReader input, SourceText source)
    {
        var code = input.ReadString();
        var severity = (DiagnosticSeverity)input.Read7BitEncodedInt();
        var kind = (DiagnosticKind)input.Read7BitEncodedInt();
        var span = new SourceSpan(input.Read7BitEncodedInt(), input.Read7BitEncodedInt());
        var message = input.ReadString();
        var hasHelp = input.ReadBoolean();
        var help = input.ReadString();
        return new Diagnostic(code, severity, kind, span, message, hasHelp ? help : null, source);
    }

    /// <summary>What must not have changed since: rules and views (in this module), languages, plan, record kinds.</summary>
    static byte[] Stamp() =>
    [
        .. typeof(RuleStore).Module.ModuleVersionId.ToByteArray(),
        .. typeof(Languages.Kql.KqlLanguage).Module.ModuleVersionId.ToByteArray(),
        .. typeof(PlanNode).Module.ModuleVersionId.ToByteArray(),
        .. typeof(RecordKind).Module.ModuleVersionId.ToByteArray(),
    ];
}
