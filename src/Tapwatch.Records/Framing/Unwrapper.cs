// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Text;
using Tapwatch.Records.Json;
using Tapwatch.Records.Syslog;

namespace Tapwatch.Records.Framing;

/// <summary>
/// Looks for a record inside an object that is none: EventBridge's <c>detail</c>, an event as an escaped string (<c>lookup-events</c>, CloudWatch, SNS),
/// base64 (Pub/Sub), or whatever a log shipper wrapped around it.
/// </summary>
/// <remarks>Decoded text is never longer than its encoded form, so it is written over it: a record stays a slice of the same buffer.</remarks>
static unsafe class Unwrapper
{
    const int MaximumNesting = 6;
    const int MaximumCandidates = 32;

    /// <summary>Finds the record in the complete object (or what a string held) at the given place.</summary>
    /// <param name="p">The buffer; strings in it may be decoded in place.</param>
    /// <param name="start">Where the object begins; then where the record does.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="guess">What it seems to be if it is no record.</param>
    /// <param name="nesting">How many envelopes were opened already.</param>
    /// <param name="mayDecode">Whether strings may be opened; if not, nothing is changed.</param>
    /// <returns>The kind, or <see cref="ObjectSigns.None"/>.</returns>
    public static int Find(byte* p, ref int start, ref int end, ref string guess, int nesting = 0, bool mayDecode = true)
    {
        var signs = new ObjectSigns();
        var members = new JsonMembers(p, start + 1, end);
        var candidates = stackalloc int[MaximumCandidates * 2];
        var count = 0;
        while (members.NextKey() && members.SkipValue())
        {
            var length = members.ValueEnd - members.ValueStart;
            signs.See(members.Key, new ReadOnlySpan<byte>(p + members.ValueStart, length));
            if (signs.CertainKind is var certain and >= 0)
            {
                return certain;
            }

            if (length > 8 && count < MaximumCandidates && (mayDecode || p[members.ValueStart] == (byte)'{') && MayHoldRecord(p, members.ValueStart, members.ValueEnd))
            {
                candidates[count * 2] = members.ValueStart;
                candidates[(count * 2) + 1] = members.ValueEnd;
                count++;
            }
        }

        if (members.Status != JsonMembers.Ended)
        {
            return ObjectSigns.None;
        }

        if (signs.Kind is var kind and >= 0)
        {
            return kind;
        }

        // What is inside says more than the envelope.
        if (nesting == 0 || guess == UnreadSigns.Unknown)
        {
            guess = signs.Guess;
        }

        for (var i = 0; i < count && nesting < MaximumNesting; i++)
        {
            var (innerStart, innerEnd) = (candidates[i * 2], candidates[(i * 2) + 1]);
            var inner = p[innerStart] == (byte)'"'
                ? FindInString(p, ref innerStart, ref innerEnd, ref guess, nesting + 1)
                : Find(p, ref innerStart, ref innerEnd, ref guess, nesting + 1, mayDecode);
            if (inner >= 0)
            {
                (start, end) = (innerStart, innerEnd);
                return inner;
            }
        }

        return ObjectSigns.None;
    }

    /// <summary>The same for a string with its quotes.</summary>
    public static int FindInString(byte* p, ref int start, ref int end, ref string guess, int nesting)
    {
        var content = new Span<byte>(p + start + 1, end - start - 2);
        var decoded = content[..JsonText.Unescape(content, content)];
        if (LooksLikeBase64Json(decoded))
        {
            for (var i = 0; i < decoded.Length; i++)
            {
                decoded[i] = decoded[i] switch
                {
                    (byte)'-' => (byte)'+',
                    (byte)'_' => (byte)'/',
                    var other => other,
                };
            }

            if (Base64.DecodeFromUtf8InPlace(decoded, out var written) == System.Buffers.OperationStatus.Done)
            {
                decoded = decoded[..written];
            }
        }

        var first = start + 1;
        var last = first + decoded.Length;
        first = JsonScan.SkipBlanks(p, first, last);
        while (last > first && p[last - 1] <= ' ')
        {
            last--;
        }

        if (first < last && p[first] == (byte)'{')
        {
            (start, end) = (first, last);
            return Find(p, ref start, ref end, ref guess, nesting);
        }

        if (SyslogLine.IsDeviceLine(new ReadOnlySpan<byte>(p + first, last - first)))
        {
            (start, end) = (first, last);
            return RecordKinds.Syslog;
        }

        return ObjectSigns.None;
    }

    /// <summary>Whether a value is worth opening: an object, or a string that begins like JSON, like base64 of it, or like a device's line.</summary>
    static bool MayHoldRecord(byte* p, int start, int end)
    {
        if (p[start] == (byte)'{')
        {
            return true;
        }

        if (p[start] != (byte)'"')
        {
            return false;
        }

        var text = new ReadOnlySpan<byte>(p + start + 1, end - start - 2);
        while (text.Length > 2 && (text[0] == (byte)' ' || (text[0] == (byte)'\\' && text[1] is (byte)'n' or (byte)'r' or (byte)'t')))
        {
            text = text[0] == (byte)' ' ? text[1..] : text[2..];
        }

        return text[0] == (byte)'{' || text.StartsWith("\\u007b"u8) || text.StartsWith("\\u007B"u8) || LooksLikeBase64Json(text)
            || text[0] == (byte)'<' || text.StartsWith("\\u003c"u8) || text.IndexOf((byte)'%') >= 0;
    }

    /// <summary>Base64 of text that begins with <c>{"</c>, or with <c>{</c> and a blank.</summary>
    static bool LooksLikeBase64Json(ReadOnlySpan<byte> text) =>
        text.Length >= 32 && (text.StartsWith("ey"u8) || text.StartsWith("ew0K"u8) || text.StartsWith("ewo"u8));
}
