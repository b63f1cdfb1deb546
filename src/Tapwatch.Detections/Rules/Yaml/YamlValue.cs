// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Detections.Rules.Yaml;

/// <summary>A value of a YAML document with its place in the text.</summary>
abstract record YamlValue(SourceSpan Span)
{
    /// <summary>What messages call this form.</summary>
    public abstract string Form { get; }
}

/// <summary>A single value. <paramref name="Plain"/>: written without quotes, so that <c>true</c>, <c>12</c> and <c>null</c> mean what they say.</summary>
sealed record YamlScalar(string Text, bool Plain, bool Literal, SourceSpan Span) : YamlValue(Span)
{
    /// <inheritdoc/>
    public override string Form => "a single value";

    /// <summary>Whether it stands for nothing.</summary>
    public bool IsNull => Plain && Text is ("" or "~" or "null" or "Null" or "NULL");
}

/// <summary>A list.</summary>
sealed record YamlSequence(IReadOnlyList<YamlValue> Items, SourceSpan Span) : YamlValue(Span)
{
    /// <inheritdoc/>
    public override string Form => "a list";
}

/// <summary>Keys with values, in the order of the text.</summary>
sealed record YamlMapping(IReadOnlyList<YamlEntry> Entries, SourceSpan Span) : YamlValue(Span)
{
    /// <inheritdoc/>
    public override string Form => "a mapping";

    /// <summary>The value under a key, or null.</summary>
    public YamlValue? this[string key] => Entries.FirstOrDefault(e => e.Key.Text == key)?.Value;
}

/// <summary>A key and its value.</summary>
sealed record YamlEntry(YamlScalar Key, YamlValue Value);
