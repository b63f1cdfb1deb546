// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Rows;

namespace Tapwatch.Engine.Functions;

/// <summary>A fixed set of texts, asked by bytes.</summary>
sealed class TextSet
{
    readonly KeyTable _table = new();
    readonly int _shortest = int.MaxValue;
    readonly int _longest = -1;

    public TextSet(IEnumerable<byte[]> texts)
    {
        foreach (var text in texts)
        {
            _table.GetOrAdd(text, out _);
            _shortest = Math.Min(_shortest, text.Length);
            _longest = Math.Max(_longest, text.Length);
        }
    }

    public bool Contains(ReadOnlySpan<byte> text) => text.Length >= _shortest && text.Length <= _longest && _table.Find(text) >= 0;
}
