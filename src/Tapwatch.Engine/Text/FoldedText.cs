// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Text;

/// <summary>Folds one text at a time into scratch memory of its own.</summary>
sealed class FoldedText
{
    byte[] _scratch = new byte[256];

    /// <summary>The folded form, valid until the next call.</summary>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> text)
    {
        var room = CaseFolding.RoomFor(text.Length);
        if (_scratch.Length < room)
        {
            _scratch = new byte[Math.Max(room, _scratch.Length * 2)];
        }

        return _scratch.AsSpan(0, CaseFolding.Fold(text, _scratch));
    }
}
