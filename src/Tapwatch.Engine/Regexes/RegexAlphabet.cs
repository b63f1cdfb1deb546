// SPDX-License-Identifier: Apache-2.0

using System.Numerics;

namespace Tapwatch.Engine.Regexes;

/// <summary>The ASCII bytes in classes: bytes of one class no instruction of a program tells apart. Immutable.</summary>
sealed class RegexAlphabet
{
    /// <summary>The classes of the sets a program takes.</summary>
    public RegexAlphabet(RegexProgram program)
    {
        var classes = new List<AsciiSet> { AsciiSet.All };
        Split(classes, AsciiSet.Words);
        Split(classes, AsciiSet.LineBreak);
        var last = AsciiSet.LineBreak;
        foreach (ref readonly var instruction in program.Instructions.AsSpan())
        {
            // What is repeated stands there many times.
            if (instruction.Action == RegexAction.Take && instruction.Set != last)
            {
                last = instruction.Set;
                Split(classes, last);
            }
        }

        Examples = new byte[classes.Count];
        for (var i = 0; i < classes.Count; i++)
        {
            var (low, high) = classes[i];
            Examples[i] = (byte)(low != 0 ? BitOperations.TrailingZeroCount(low) : 64 + BitOperations.TrailingZeroCount(high));
            Mark(low, 0, (byte)i);
            Mark(high, 64, (byte)i);
        }
    }

    /// <summary>The class of each byte.</summary>
    public byte[] Classes { get; } = new byte[128];

    /// <summary>A byte of each class.</summary>
    public byte[] Examples { get; }

    void Mark(ulong bytes, int first, byte number)
    {
        for (; bytes != 0; bytes &= bytes - 1)
        {
            Classes[first + BitOperations.TrailingZeroCount(bytes)] = number;
        }
    }

    /// <summary>Tells apart what a set does. No class is ever empty, so there are at most 128.</summary>
    static void Split(List<AsciiSet> classes, AsciiSet set)
    {
        for (var i = classes.Count - 1; i >= 0; i--)
        {
            var inside = new AsciiSet(classes[i].Low & set.Low, classes[i].High & set.High);
            if (inside != AsciiSet.None && inside != classes[i])
            {
                classes.Add(new AsciiSet(classes[i].Low & ~set.Low, classes[i].High & ~set.High));
                classes[i] = inside;
            }
        }
    }
}
