// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Plan.Diagnostics;

/// <summary>Collects the messages of one text through all stages; nothing about user text is ever thrown.</summary>
public sealed class DiagnosticBag(SourceText source)
{
    readonly List<Diagnostic> _items = [];

    /// <summary>The text the messages are about.</summary>
    public SourceText Source { get; } = source;

    /// <summary>Whether any message is an error.</summary>
    public bool HasErrors => _items.Exists(static d => d.IsError);

    /// <summary>Adds a message; one of the same code at the same place is kept once.</summary>
    public void Add(Diagnostic diagnostic)
    {
        if (!_items.Exists(d => d.Code == diagnostic.Code && d.Span == diagnostic.Span && d.Message == diagnostic.Message))
        {
            _items.Add(diagnostic with { Source = diagnostic.Source ?? Source });
        }
    }

    /// <summary>All messages in the order of the text.</summary>
    public IReadOnlyList<Diagnostic> ToList() => [.. _items.OrderBy(static d => d.Span.Start).ThenBy(static d => d.Span.Length)];
}
