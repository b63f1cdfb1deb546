// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Tapwatch.Detections.Rules;
using Tapwatch.Plan.Algebra;
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

    /// <summary>Bytes of what tells builds apart.</summary>
    public const int StampLength = 4 * 16;

    /// <summary>Bytes of the head: the stamp, the length of the index, that of the whole file.</summary>
    public const int HeadLength = StampLength + sizeof(int) + sizeof(long);

    // The head and the index are in the first so many bytes, or the rest of the index is read once it is known how long it is.
    const int LikelyIndex = 32 << 10;

    // Read once: a head start may have begun with it.
    static readonly Lazy<IReadOnlyList<PreparedRule>?> _besideProgram = new(OpenBesideProgram);

    /// <summary>The rules of the file beside the program, ready to run; null when there is none of this build.</summary>
    public static IReadOnlyList<PreparedRule>? TryOpen() => _besideProgram.Value;

    static IReadOnlyList<PreparedRule>? OpenBesideProgram()
    {
        var path = Path.Combine(AppContext.BaseDirectory, FileName);
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            // Stays open: texts and plans are read as they are needed.
            var file = File.OpenHandle(path);
            return TryRead(RandomAccess.GetLength(file), (from, length) => Read(file, from, length));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The rules of a file; null when another build wrote it.</summary>
    public static IReadOnlyList<PreparedRule>? TryRead(byte[] file) => TryRead(file.Length, (from, length) => file.AsSpan((int)from, length).ToArray());

    static List<PreparedRule>? TryRead(long fileLength, Func<long, int, byte[]> read)
    {
        var head = read(0, (int)Math.Min(LikelyIndex, fileLength));
        if (head.Length < HeadLength || !head.AsSpan().StartsWith(Stamp()) || BinaryPrimitives.ReadInt64LittleEndian(head.AsSpan(StampLength + sizeof(int))) != fileLength)
        {
            return null;
        }

        var apart = HeadLength + BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(StampLength));
        var input = new StoredReader(head.Length < apart ? read(0, apart) : head);
        input.Take(HeadLength);
        var rules = new List<PreparedRule>();
        (int Start, int Length) place = default;
        var plans = new Lazy<StoredPlans>(() => new StoredPlans(place.Length, (from, length) => read(apart + place.Start + from, length)));
        for (var detections = input.ReadNumber(); detections > 0; detections--)
        {
            var detection = DetectionStore.Read(input);
            for (var count = input.ReadNumber(); count > 0; count--)
            {
                rules.Add(Read(input, (from, length) => read(apart + from, length), plans, detection));
            }
        }

        place = Place(input);
        return rules;
    }

    static byte[] Read(SafeFileHandle file, long from, int length)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(length);
        for (var at = 0; at < length;)
        {
            var count = RandomAccess.Read(file, bytes.AsSpan(at), from + at);
            at += count > 0 ? count : throw new EndOfStreamException($"{FileName} has become shorter");
        }

        return bytes;
    }

    static PreparedRule Read(StoredReader input, Func<int, int, byte[]> apart, Lazy<StoredPlans> plans, Detection detection)
    {
        var language = (RuleLanguage)input.ReadNumber();
        var name = input.ReadString();
        var text = Place(input);
        var rule = new Rule(language, new SourceText(name, () => Encoding.UTF8.GetString(apart(text.Start, text.Length))));
        var messages = new Diagnostic[input.ReadNumber()];
        for (var i = 0; i < messages.Length; i++)
        {
            messages[i] = ReadMessage(input, rule.Text);
        }

        var visible = input.ReadNumber();
        var form = (EvidenceForm)input.ReadNumber();
        var signs = input.ReadBoolean() ? new ScanSign[input.ReadNumber()] : null;
        if (signs is null)
        {
            input.ReadNumber();
        }

        for (var i = 0; i < signs?.Length; i++)
        {
            var kind = RecordKinds.At(input.ReadNumber());
            var prefiltered = input.ReadNumber();
            var literals = new string[input.ReadNumber()];
            for (var j = 0; j < literals.Length; j++)
            {
                literals[j] = input.ReadString();
            }

            signs[i] = new ScanSign(kind, prefiltered == 0 ? null : new Prefilter(literals, prefiltered == 2));
        }

        var plan = input.ReadNumber();
        return new PreparedRule(detection, rule, messages, new CarriedPlan(() => plans.Value.Read(plan), visible, () => form) { Signs = signs });
    }

    static (int Start, int Length) Place(StoredReader input) => (input.ReadNumber(), input.ReadNumber());

    static Diagnostic ReadMessage(StoredReader input, SourceText source)
    {
        var code = input.ReadString();
        var severity = (DiagnosticSeverity)input.ReadNumber();
        var kind = (DiagnosticKind)input.ReadNumber();
        var span = new SourceSpan(input.ReadNumber(), input.ReadNumber());
        var message = input.ReadString();
        var hasHelp = input.ReadBoolean();
        var help = input.ReadString();
        return new Diagnostic(code, severity, kind, span, message, hasHelp ? help : null, source);
    }

    /// <summary>What must not have changed since: rules and views (in this module), languages, plan, record kinds.</summary>
    public static byte[] Stamp() =>
    [
        .. typeof(RuleStore).Module.ModuleVersionId.ToByteArray(),
        .. typeof(Languages.Kql.KqlLanguage).Module.ModuleVersionId.ToByteArray(),
        .. typeof(PlanNode).Module.ModuleVersionId.ToByteArray(),
        .. typeof(RecordKind).Module.ModuleVersionId.ToByteArray(),
    ];
}
