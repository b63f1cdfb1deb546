// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Tapwatch.Records.Json;

namespace Tapwatch.Records.Extraction;

/// <summary>
/// Finds the values of all requests in one pass over a record, and stops when it has them all. Values nobody asked for are stepped over.
/// Of several members with the same name the first is taken. A path that goes on below a string goes into the JSON the string holds,
/// if it does: exports write objects so (Log Analytics' <c>Properties</c>).
/// </summary>
sealed unsafe partial class JsonFields(PathTree tree, FieldSink sink)
{
    const int Stopped = -9;
    const int Ended = -10;

    readonly byte[] _key = new byte[256];
    byte[] _decoded = [];
    bool _within;
    int _left;
    int _close;
    long _record;

    /// <summary>Goes over the record at the given place.</summary>
    public void Read(byte* p, int start, int end)
    {
        _left = tree.Count;
        _record++;
        if (_left > 0 && start < end && p[start] == (byte)'{')
        {
            ReadObject(p, start + 1, end, tree.Root);
        }
    }

    /// <summary>Goes over an object from after its bracket; the position after it, or a negative number when there is nothing more to find or to read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    int ReadObject(byte* p, int at, int end, PathTree.Node node)
    {
        var pending = node.Pending(_record);
        var expected = node.Expected;
        var members = expected.All;
        for (var number = 0; pending != 0;)
        {
            if ((uint)number < (uint)members.Length)
            {
                ref readonly var member = ref members[number];
                var value = at + member.Size;
                if (member.StandsAt(p + at) && value < end)
                {
                    if (member.IsString)
                    {
                        var quote = JsonScan.QuoteNear(p, value);
                        if (quote >= 0 && quote < end)
                        {
                            at = quote + 1;
                            number++;
                            if (member.Child is null)
                            {
                                continue;
                            }

                            if (member.Request >= 0 && !_within)
                            {
                                if (sink.TrySetSlice(member.Request, value, quote - value))
                                {
                                    pending--;
                                    _left--;
                                }
                            }
                            else
                            {
                                var before = _left;
                                TakeString(p, value - 1, quote, escaped: false, member.Child);
                                pending -= before - _left;
                            }

                            if (_left == 0)
                            {
                                return Stopped;
                            }

                            continue;
                        }
                    }
                    else if (p[value] > ' ')
                    {
                        number++;
                        if (member.Child is null)
                        {
                            at = JsonScan.SkipValue(p, value, end);
                        }
                        else
                        {
                            var before = _left;
                            at = ReadValue(p, value, end, member.Child);
                            pending -= before - _left;
                        }

                        if (at < 0)
                        {
                            return Stopped;
                        }

                        continue;
                    }
                }
                else if (expected.Find(p + at, number) is var found and >= 0)
                {
                    number = found;
                    continue;
                }
            }

            var left = _left;
            at = ReadMember(p, at, end, node, ref number);
            pending -= left - _left;
            if (at < 0)
            {
                if (at != Ended)
                {
                    return Stopped;
                }

                node.SetPending(_record, pending);
                return _close;
            }

            members = expected.All;
        }

        // Whatever else is in here, nobody asked for it.
        return JsonStructure.After(p, at, end) is var close and >= 0 ? close : Stopped;
    }

    /// <summary>Goes over one member in full: the position after it, <see cref="Ended"/> if the object ends here, or another negative number to stop.</summary>
    /// <param name="p">The buffer.</param>
    /// <param name="at">Where the value before it ends.</param>
    /// <param name="end">Where the record ends.</param>
    /// <param name="node">The object's place.</param>
    /// <param name="number">The member expected here; becomes the one expected next.</param>
    int ReadMember(byte* p, int at, int end, PathTree.Node node, ref int number)
    {
        var start = at;
        at = JsonScan.SkipBlanks(p, at, end);
        if (at < end && p[at] == (byte)',')
        {
            at = JsonScan.SkipBlanks(p, at + 1, end);
        }

        if (at >= end || p[at] != (byte)'"')
        {
            _close = at + 1;
            return at < end && p[at] == (byte)'}' ? Ended : Stopped;
        }

        var key = p + ++at;
        var close = JsonScan.StringEnd(p, at, end, out var escaped);
        if (close < 0)
        {
            return Stopped;
        }

        var length = close - at;
        at = JsonScan.SkipBlanks(p, close + 1, end);
        if (at >= end || p[at] != (byte)':')
        {
            return Stopped;
        }

        at = JsonScan.SkipBlanks(p, at + 1, end);
        if (at >= end)
        {
            return Stopped;
        }

        var child = escaped ? null : node.Member(key, length);
        if (child is null && (escaped || node.IsDotted(key, length)))
        {
            return escaped ? ReadUnusual(p, at, end, node, Decode(new ReadOnlySpan<byte>(key, length))) : ReadDotted(p, at, end, node, new ReadOnlySpan<byte>(key, length));
        }

        var isString = p[at] == (byte)'"' && child is not { HasChildren: true };
        var request = child is { HasChildren: false, Requests: [var only] } && sink.Form(only) == FieldForm.Text ? only : -1;
        number = node.Expected.Insert(number, p + start, at - start + (isString ? 1 : 0), isString, request, child);
        return child is null ? JsonScan.SkipValue(p, at, end) : ReadValue(p, at, end, child);
    }

    /// <summary>Takes the value at a place that is looked for; the position after it, or a negative number to stop.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    int ReadValue(byte* p, int at, int end, PathTree.Node node)
    {
        if (at >= end)
        {
            return Stopped;
        }

        int after;
        switch (p[at])
        {
            case (byte)'"':
                var quote = JsonScan.StringEnd(p, at + 1, end, out var escaped);
                if (quote < 0)
                {
                    return Stopped;
                }

                after = quote + 1;
                TakeString(p, at, quote, escaped, node);
                if (node.HasChildren && _left > 0 && !_within)
                {
                    ReadWithin(new ReadOnlySpan<byte>(p + at + 1, quote - at - 1), node);
                }

                break;
            case (byte)'{' or (byte)'[' when node.Requests.Length == 0:
                // Only what is below matters: one pass both finds it and comes to the end.
                return p[at] == (byte)'{'
                    ? node.Members.Count == 0 ? JsonScan.SkipValue(p, at, end) : ReadObject(p, at + 1, end, node)
                    : node.Elements.Count == 0 ? JsonScan.SkipValue(p, at, end) : ReadArray(p, at + 1, end, node);
            default:
                after = JsonScan.SkipValue(p, at, end);
                if (after < 0)
                {
                    return Stopped;
                }

                TakePlain(p, at, after, node);
                if (node.HasChildren && _left > 0)
                {
                    var inner = p[at] == (byte)'{' ? ReadObject(p, at + 1, after, node) : p[at] == (byte)'[' ? ReadArray(p, at + 1, after, node) : after;
                    if (inner < 0)
                    {
                        return Stopped;
                    }
                }

                break;
        }

        return _left == 0 ? Stopped : after;
    }

    /// <summary>Takes a string.</summary>
    void TakeString(byte* p, int at, int quote, bool escaped, PathTree.Node node)
    {
        foreach (var request in node.Requests)
        {
            if (!sink.Has(request))
            {
                if (sink.Form(request) == FieldForm.Json)
                {
                    Take(request, p, at, quote + 1);
                }
                else if (escaped)
                {
                    sink.SetUnescaped(request, new ReadOnlySpan<byte>(p + at + 1, quote - at - 1));
                }
                else
                {
                    Take(request, p, at + 1, quote);
                }

                _left--;
            }
        }
    }

    /// <summary>The value is what stands at the given place; what stands in a decoded string is copied.</summary>
    void Take(int request, byte* p, int start, int end)
    {
        if (_within)
        {
            var mark = sink.Mark;
            sink.Write(new ReadOnlySpan<byte>(p + start, end - start));
            sink.SetWritten(request, mark);
        }
        else
        {
            sink.SetSlice(request, start, end - start);
        }
    }

    /// <summary>Goes into the JSON that a string holds; one level only.</summary>
    void ReadWithin(ReadOnlySpan<byte> escaped, PathTree.Node node)
    {
        if (escaped.TrimStart(" "u8).IsEmpty || escaped.TrimStart(" "u8)[0] is not ((byte)'{' or (byte)'['))
        {
            return;
        }

        if (_decoded.Length < escaped.Length + JsonStructure.Padding)
        {
            _decoded = new byte[Math.Max(4096, (escaped.Length * 2) + JsonStructure.Padding)];
        }

        var length = JsonText.Unescape(escaped, _decoded);
        _within = true;
        fixed (byte* inner = _decoded)
        {
            var at = JsonScan.SkipBlanks(inner, 0, length);
            if (at < length && inner[at] == (byte)'{' && node.Members.Count > 0)
            {
                ReadObject(inner, at + 1, length, node);
            }
            else if (at < length && inner[at] == (byte)'[' && node.Elements.Count > 0)
            {
                ReadArray(inner, at + 1, length, node);
            }
        }

        _within = false;
    }

    void TakePlain(byte* p, int at, int after, PathTree.Node node)
    {
        foreach (var request in node.Requests)
        {
            if (!sink.Has(request))
            {
                if (p[at] == (byte)'n' && sink.Form(request) == FieldForm.Text)
                {
                    sink.SetNull(request);
                }
                else
                {
                    Take(request, p, at, after);
                }

                _left--;
            }
        }
    }

    int ReadArray(byte* p, int at, int end, PathTree.Node node)
    {
        for (var index = 0; ; index++)
        {
            at = JsonScan.SkipBlanks(p, at, end);
            if (at < end && p[at] == (byte)',')
            {
                at = JsonScan.SkipBlanks(p, at + 1, end);
            }

            if (at >= end)
            {
                return Stopped;
            }

            if (p[at] == (byte)']')
            {
                return at + 1;
            }

            var next = node.Element(index) is { } child ? ReadValue(p, at, end, child) : JsonScan.SkipValue(p, at, end);
            if (next < 0)
            {
                return Stopped;
            }

            at = next;
        }
    }
}
