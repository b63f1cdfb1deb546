// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Tapwatch.Engine.Text;

/// <summary>Widens one UTF-8 text at a time to UTF-16, into memory of its own; what is no UTF-8 becomes U+FFFD.</summary>
sealed class CharacterBuffer
{
    const int Least = 256;

    char[] _characters = [];

    /// <summary>The characters, valid until the next call.</summary>
    public ReadOnlySpan<char> Of(ReadOnlySpan<byte> text)
    {
        if (_characters.Length < text.Length)
        {
            _characters = new char[Math.Max(Math.Max(Least, text.Length), _characters.Length * 2)];
        }

        return _characters.AsSpan(0, Encoding.UTF8.GetChars(text, _characters));
    }
}
