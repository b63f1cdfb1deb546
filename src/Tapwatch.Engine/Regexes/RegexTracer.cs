// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Regexes;

/// <summary>
/// Finds the first match and what its groups hold, in a text of ASCII bytes. It goes back and forth as the order of alternatives and repetitions asks, but
/// comes to no instruction at the same place twice, so time is linear (RE2's bit-state search). For one thread.
/// </summary>
sealed class RegexTracer(RegexProgram program)
{
    const long MostBits = 1L << 25;

    readonly AsciiSet? _first = program.FirstBytes();
    RegexStep[] _stack = new RegexStep[64];
    int _depth;
    readonly int[] _slots = new int[program.Groups * 2];
    ulong[] _seen = [];

    /// <summary>Groups, the whole match among them.</summary>
    public int Groups => program.Groups;

    /// <summary>Whether the text is short enough for this.</summary>
    public bool CanSearch(int length) => (long)program.Instructions.Length * (length + 1L) <= MostBits;

    /// <summary>Begins with another text of that length.</summary>
    public void Begin(int length)
    {
        var words = (int)((((long)program.Instructions.Length * (length + 1L)) + 63) >> 6);
        if (_seen.Length < words)
        {
            _seen = new ulong[Math.Max(words, _seen.Length * 2)];
        }
        else
        {
            _seen.AsSpan(0, words).Clear();
        }
    }

    /// <summary>Finds the first match that begins at a place or after it; between one match and the next the text must be the same, and the place not before the end of the last.</summary>
    /// <remarks>What was seen beyond the end of the last match led nowhere and need not be seen again; what was seen at its end may be what it ended with.</remarks>
    public bool Find(ReadOnlySpan<byte> text, int from)
    {
        for (var at = 0; at < program.Instructions.Length; at++)
        {
            var bit = ((long)at * (text.Length + 1L)) + from;
            _seen[bit >> 6] &= ~(1UL << (int)(bit & 63));
        }

        for (var start = from; start <= text.Length && (start == 0 || !program.IsAnchored); start++)
        {
            if (_first is { } first && (start == text.Length || !first.Has(text[start])))
            {
                continue;
            }

            _slots.AsSpan().Fill(-1);
            if (Run(text, start) is var end and >= 0)
            {
                (_slots[0], _slots[1]) = (start, end);
                return true;
            }
        }

        return false;
    }

    /// <summary>Where a group of the last match begins and ends; -1 and -1 when it took no part.</summary>
    public (int Start, int End) Group(int group) => (_slots[group * 2], _slots[(group * 2) + 1]);

    int Run(ReadOnlySpan<byte> text, int start)
    {
        _depth = 0;
        Push(program.Start, start, -1);
        while (_depth > 0)
        {
            var (at, place, saved) = _stack[--_depth];
            if (at < 0)
            {
                // Back before a save: what was there stands again.
                _slots[place] = saved;
                continue;
            }

            while (Visit(at, place, text.Length))
            {
                ref readonly var instruction = ref program.Instructions[at];
                switch (instruction.Action)
                {
                    case RegexAction.Match:
                        return place;
                    case RegexAction.Take when place == text.Length || !instruction.Set.Has(text[place]):
                        goto Failed;
                    case RegexAction.Take:
                        place++;
                        break;
                    case RegexAction.Split:
                        Push(instruction.Other, place, -1);
                        break;
                    case RegexAction.Assert when !Places.Holds((Assertion)instruction.Other, Places.Before(text, place), Places.After(text, place)):
                        goto Failed;
                    case RegexAction.Save:
                        Push(-1, instruction.Other, _slots[instruction.Other]);
                        _slots[instruction.Other] = place;
                        break;
                }

                at = instruction.Next;
            }

        Failed:;
        }

        return -1;
    }

    void Push(int at, int place, int saved)
    {
        if (_depth == _stack.Length)
        {
            Array.Resize(ref _stack, _depth * 2);
        }

        _stack[_depth++] = new RegexStep(at, place, saved);
    }

    bool Visit(int at, int place, int length)
    {
        var bit = ((long)at * (length + 1L)) + place;
        ref var word = ref _seen[bit >> 6];
        var before = word;
        word |= 1UL << (int)(bit & 63);
        return word != before;
    }
}

/// <summary>Something to go on with: an instruction at a place; or, with a negative instruction, a slot to put back as it was.</summary>
readonly record struct RegexStep(int At, int Place, int Saved);
