// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Text;
using Tapwatch.Detections.Rules;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Storing;
using Tapwatch.Records;

namespace Tapwatch.Detections.Running;

/// <summary>Writes the file that <see cref="RuleStore"/> reads: a head, then an index with what every scan needs of the rules, then the texts and plans, which few do.</summary>
static class RuleStoreWriter
{
    /// <summary>Writes the rules built in.</summary>
    public static void Write(Stream stream, ViewCatalog views)
    {
        var (index, apart, plans) = (new MemoryStream(), new MemoryStream(), new PlanWriter());
        using var output = new BinaryWriter(index);
        var detections = RulePack.BuiltIn().Detections;
        output.Write7BitEncodedInt(detections.Count);
        foreach (var detection in detections)
        {
            DetectionStore.Write(output, detection);
            output.Write7BitEncodedInt(detection.Rules.Count);
            foreach (var rule in detection.Rules)
            {
                Write(output, apart, plans, PreparedRule.Of(detection, rule, new BindContext(views), raw: false));
            }
        }

        var parts = new MemoryStream();
        plans.WriteTo(new BinaryWriter(parts));
        Write(output, apart, parts.ToArray());

        var head = new byte[RuleStore.HeadLength];
        RuleStore.Stamp().CopyTo(head, 0);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(RuleStore.StampLength), (int)index.Length);
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(RuleStore.StampLength + sizeof(int)), head.Length + index.Length + apart.Length);
        stream.Write(head);
        index.WriteTo(stream);
        apart.WriteTo(stream);
    }

    static void Write(BinaryWriter output, MemoryStream apart, PlanWriter plans, PreparedRule prepared)
    {
        var rule = prepared.Rule;
        var plan = prepared.Plan ?? throw new InvalidOperationException($"the query {rule.Text.Name}, which is built in, cannot be prepared");
        output.Write7BitEncodedInt((int)rule.Language);
        output.Write(rule.Text.Name);
        Write(output, apart, Encoding.UTF8.GetBytes(rule.Text.Text));
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

        output.Write7BitEncodedInt(plans.Write(node));
    }

    // Apart, with its place and length in the index.
    static void Write(BinaryWriter output, MemoryStream apart, ReadOnlySpan<byte> bytes)
    {
        output.Write7BitEncodedInt((int)apart.Length);
        output.Write7BitEncodedInt(bytes.Length);
        apart.Write(bytes);
    }
}
