// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Tapwatch.Detections.Rules.Yaml;

/// <summary>
/// Reads a YAML text into values with places. Built on parser events, not on a deserialiser: that needs no reflection, and depth and size stay bounded.
/// Only the first document of a text is read.
/// </summary>
sealed class YamlReader
{
    const int MaximumDepth = 64;

    // Aliases share what they repeat, but whoever walks the tree walks it again each time: this bounds the walk.
    const int MaximumValues = 200_000;

    readonly DiagnosticBag _messages;
    readonly Parser _parser;
    readonly Dictionary<string, (YamlValue Value, int Size)> _anchors = new(StringComparer.Ordinal);
    int _values;

    YamlReader(DiagnosticBag messages)
    {
        _messages = messages;
        _parser = new Parser(new StringReader(messages.Source.Text));
    }

    /// <summary>The value of the text, or null when it has none or is no YAML; messages say which.</summary>
    public static YamlValue? Read(DiagnosticBag messages)
    {
        var reader = new YamlReader(messages);
        try
        {
            return reader.Document();
        }
        catch (YamlException e)
        {
            var start = Math.Clamp((int)e.Start.Index, 0, messages.Source.Text.Length);
            messages.Add(Messages.NotYaml(new SourceSpan(start, Math.Max(0, (int)(e.End.Index - e.Start.Index))), Reason(e)));
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or OverflowException or IndexOutOfRangeException)
        {
            // The library's scanner trips over some texts that are no YAML (a control character in a plain scalar) without saying so.
            var after = reader._parser.Current is { } last ? reader.Span(last).End : 0;
            messages.Add(Messages.NotYaml(new SourceSpan(after, 0), "unexpected text"));
            return null;
        }
    }

    YamlValue? Document()
    {
        _parser.MoveNext();
        while (_parser.Current is StreamStart or DocumentStart or Comment)
        {
            _parser.MoveNext();
        }

        return _parser.Current is StreamEnd or DocumentEnd or null ? null : Value(0);
    }

    YamlValue? Value(int depth)
    {
        var current = _parser.Current!;
        if (depth > MaximumDepth || ++_values > MaximumValues)
        {
            _messages.Add(Messages.TooComplex(Span(current), depth > MaximumDepth ? $"nested more than {MaximumDepth} deep" : $"more than {MaximumValues} values"));
            return null;
        }

        var before = _values;
        YamlValue? value;
        switch (current)
        {
            case AnchorAlias alias:
                return Alias(alias);
            case Scalar scalar:
                _parser.MoveNext();
                value = new YamlScalar(scalar.Value, scalar.Style == ScalarStyle.Plain, scalar.Style == ScalarStyle.Literal, Span(scalar));
                break;
            case SequenceStart start:
                value = Sequence(start, depth);
                break;
            case MappingStart start:
                value = Mapping(start, depth);
                break;
            default:
                throw new YamlException(current.Start, current.End, "a value was expected");
        }

        if (value is not null && current is NodeEvent { Anchor.IsEmpty: false } node)
        {
            _anchors[node.Anchor.Value] = (value, _values - before + 1);
        }

        return value;
    }

    YamlValue? Alias(AnchorAlias alias)
    {
        _parser.MoveNext();
        if (!_anchors.TryGetValue(alias.Value.Value, out var known))
        {
            throw new YamlException(alias.Start, alias.End, $"there is no anchor `{alias.Value.Value}`");
        }

        _values += known.Size;
        return known.Value;
    }

    YamlSequence? Sequence(SequenceStart start, int depth)
    {
        _parser.MoveNext();
        var items = new List<YamlValue>();
        while (_parser.Current is not SequenceEnd)
        {
            if (Value(depth + 1) is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        _parser.MoveNext();
        return new YamlSequence(items, Span(start));
    }

    YamlMapping? Mapping(MappingStart start, int depth)
    {
        _parser.MoveNext();
        var entries = new List<YamlEntry>();
        while (_parser.Current is not MappingEnd)
        {
            if (_parser.Current is not Scalar key)
            {
                throw new YamlException(_parser.Current!.Start, _parser.Current.End, "a key must be a single value");
            }

            _parser.MoveNext();
            if (Value(depth + 1) is not { } value)
            {
                return null;
            }

            if (entries.Exists(e => e.Key.Text == key.Value))
            {
                _messages.Add(Messages.DuplicateKey(Span(key), key.Value));
            }
            else
            {
                entries.Add(new YamlEntry(new YamlScalar(key.Value, Plain: true, Literal: false, Span(key)), value));
            }
        }

        _parser.MoveNext();
        return new YamlMapping(entries, Span(start));
    }

    SourceSpan Span(ParsingEvent at)
    {
        var length = _messages.Source.Text.Length;
        var start = Math.Clamp((int)at.Start.Index, 0, length);
        return SourceSpan.Between(start, Math.Clamp((int)at.End.Index, start, length));
    }

    // The library begins some of its messages with the place, which the renderer shows already, and ends them with a full stop.
    static string Reason(YamlException e)
    {
        var text = e.Message;
        var colon = text.StartsWith('(') ? text.IndexOf("): ", StringComparison.Ordinal) : -1;
        text = (colon < 0 ? text : text[(colon + 3)..]).TrimEnd('.');
        return text.Length == 0 ? "unexpected text" : char.ToLowerInvariant(text[0]) + text[1..];
    }
}
