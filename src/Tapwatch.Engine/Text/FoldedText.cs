// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Text;

/// <summary>Folds one text at a time into scratch memory of its own.</summary>
sealed class FoldedText
{
    const int Least = 256;

    byte[] _scratch = [];

    /// <summary>The folded form, valid until the next call.</summary>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> text)
    {
        var room = CaseFolding.RoomFor(text.Length);
        if (_scratch.Length < room)
        {
            _scratch = new byte[Math.Max(Math.Max(Least, room), _scratch.Length * 2)];
        }

        return _scratch.AsSpan(0, CaseFolding.Fold(text, _scratch));
    }
}
