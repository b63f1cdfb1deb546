// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Detections.Rules.Yaml;

/// <summary>
/// Takes the known keys out of a mapping, each with a message when it has the wrong form; at the end, what nobody took is reported.
/// </summary>
sealed class YamlFields(YamlMapping mapping, DiagnosticBag messages)
{
    readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>Where the mapping begins.</summary>
    public SourceSpan Span => new(mapping.Span.Start, 0);

    /// <summary>The value under a key as it is, or null.</summary>
    public YamlValue? Value(string key)
    {
        _known.Add(key);
        return mapping[key] is { } value and not YamlScalar { IsNull: true } ? value : null;
    }

    /// <summary>A single value, or null when there is none.</summary>
    public YamlScalar? Scalar(string key)
    {
        switch (Value(key))
        {
            case null:
                return null;
            case YamlScalar scalar:
                return scalar;
            case var other:
                messages.Add(Messages.WrongForm(other.Span, key, "a single value", other.Form));
                return null;
        }
    }

    /// <summary>A text, or null when there is none.</summary>
    public string? Text(string key) => Scalar(key)?.Text.Trim();

    /// <summary>A text that must be there; empty after a message when it is not.</summary>
    public string Required(string key)
    {
        var present = Value(key) is not null;
        if (Text(key) is { Length: > 0 } text)
        {
            return text;
        }

        if (!present || mapping[key] is YamlScalar)
        {
            messages.Add(Messages.MissingKey(Span, key));
        }

        return "";
    }

    /// <summary>A list of texts; a single text counts as a list of one.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        switch (Value(key))
        {
            case null:
                return [];
            case YamlScalar scalar:
                return [scalar.Text.Trim()];
            case YamlSequence sequence:
                var texts = new List<string>();
                foreach (var item in sequence.Items)
                {
                    if (item is YamlScalar scalar)
                    {
                        texts.Add(scalar.Text.Trim());
                    }
                    else
                    {
                        messages.Add(Messages.WrongForm(item.Span, key, "a list of texts", $"a list with {item.Form}"));
                    }
                }

                return texts;
            case var other:
                messages.Add(Messages.WrongForm(other.Span, key, "a list of texts", other.Form));
                return [];
        }
    }

    /// <summary>A whole number, or null.</summary>
    public int? Number(string key)
    {
        if (Scalar(key) is not { } scalar)
        {
            return null;
        }

        if (int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        messages.Add(Messages.BadValue(scalar.Span, key, scalar.Text, "a whole number"));
        return null;
    }

    /// <summary>A duration as <c>10m</c> or <c>PT10M</c>, or null.</summary>
    public TimeSpan? Duration(string key)
    {
        if (Scalar(key) is not { } scalar)
        {
            return null;
        }

        if (DurationText.TryParse(scalar.Text, out var duration))
        {
            return duration;
        }

        messages.Add(Messages.BadValue(scalar.Span, key, scalar.Text, "a duration such as `10m`, `1d` or `PT1H`"));
        return null;
    }

    /// <summary>One of the allowed words, whatever its case, as it stands in the list; null when there is none.</summary>
    public string? Word(string key, IReadOnlyList<string> allowed)
    {
        if (Scalar(key) is not { } scalar)
        {
            return null;
        }

        var text = scalar.Text.Trim();
        if (allowed.FirstOrDefault(a => string.Equals(a, text, StringComparison.OrdinalIgnoreCase)) is { } word)
        {
            return word;
        }

        messages.Add(Messages.BadValue(scalar.Span, key, text, "one of " + string.Join(", ", allowed.Select(static a => $"`{a}`")), NearestName.Find(text, allowed)));
        return null;
    }

    /// <summary>A mapping, or null when there is none.</summary>
    public YamlFields? Mapping(string key)
    {
        switch (Value(key))
        {
            case null:
                return null;
            case YamlMapping inner:
                return new YamlFields(inner, messages);
            case var other:
                messages.Add(Messages.WrongForm(other.Span, key, "a mapping", other.Form));
                return null;
        }
    }

    /// <summary>A list of mappings.</summary>
    public IReadOnlyList<YamlFields> Mappings(string key)
    {
        switch (Value(key))
        {
            case null:
                return [];
            case YamlSequence sequence:
                foreach (var item in sequence.Items.Where(static i => i is not YamlMapping))
                {
                    messages.Add(Messages.WrongForm(item.Span, key, "a list of mappings", $"a list with {item.Form}"));
                }

                return [.. sequence.Items.OfType<YamlMapping>().Select(m => new YamlFields(m, messages))];
            case var other:
                messages.Add(Messages.WrongForm(other.Span, key, "a list of mappings", other.Form));
                return [];
        }
    }

    /// <summary>All entries, for a mapping whose keys are free.</summary>
    public IReadOnlyList<YamlEntry> Entries()
    {
        _known.UnionWith(mapping.Entries.Select(static e => e.Key.Text));
        return mapping.Entries;
    }

    /// <summary>Takes keys that are valid but of no use here.</summary>
    public void Ignore(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            _known.Add(key);
        }
    }

    /// <summary>Reports every key nobody took.</summary>
    public void ReportUnknown()
    {
        foreach (var entry in mapping.Entries.Where(e => !_known.Contains(e.Key.Text)))
        {
            messages.Add(Messages.UnknownKey(entry.Key.Span, entry.Key.Text, NearestName.Find(entry.Key.Text, _known)));
        }
    }
}
