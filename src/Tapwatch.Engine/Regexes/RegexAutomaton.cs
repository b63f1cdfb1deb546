// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Tapwatch.Engine.Rows;

namespace Tapwatch.Engine.Regexes;

/// <summary>
/// Says whether a text of ASCII bytes matches, in one step per byte: a deterministic automaton whose states are made when they are first reached.
/// For one thread.
/// </summary>
/// <remarks>
/// A state is the set of instructions that may come next, before assertions have been asked, and what stands before the place: assertions are asked when the next byte is known.
/// A table that grows too large is thrown away and begun anew, so that memory is bounded and time stays linear.
/// </remarks>
sealed class RegexAutomaton
{
    const int MostStates = 2000;
    const int Unknown = 0;
    const int Matched = 1;
    const int Dead = 2;
    const int FirstState = 3;
    const int MostKept = 64;

    // The plans of a run have many expressions in common, and what one has found out serves the next.
    [ThreadStatic]
    static Dictionary<RegexProgram, RegexAutomaton>? _ofThread;

    readonly RegexProgram _program;
    readonly byte[] _classes;
    readonly byte[] _examples;
    readonly int _symbols;
    readonly List<int> _stack = [];
    readonly int[] _seen;
    readonly List<int> _takes = [];
    readonly List<int> _next = [];
    int[] _members = [];
    KeyTable _states = new();

    // Two bytes hold the number of any state.
    ushort[] _moves = [];
    int _round;
    int _start;
    int _beginnings;

    public RegexAutomaton(RegexProgram program)
    {
        _program = program;
        _seen = new int[program.Instructions.Length];
        (_classes, _examples) = (program.Alphabet.Classes, program.Alphabet.Examples);
        _symbols = _examples.Length + 2;
        Clear();
    }

    /// <summary>The automaton of a program that the calling thread, and no other, may use.</summary>
    public static RegexAutomaton OfThread(RegexProgram program)
    {
        var kept = _ofThread ??= new Dictionary<RegexProgram, RegexAutomaton>(ReferenceEqualityComparer.Instance);
        if (!kept.TryGetValue(program, out var automaton))
        {
            // Those let go of live on with who uses them.
            if (kept.Count == MostKept)
            {
                kept.Clear();
            }

            kept.Add(program, automaton = new RegexAutomaton(program));
        }

        return automaton;
    }

    // The last line break of a text is another symbol than those before it, and the end is one too.
    int LastLineBreak => _symbols - 2;

    int End => _symbols - 1;

    public bool IsMatch(ReadOnlySpan<byte> text)
    {
        var state = _start;
        for (var i = 0; i < text.Length; i++)
        {
            var symbol = _classes[text[i]];
            int move = _moves[((state - FirstState) * _symbols) + (i == text.Length - 1 && text[i] == (byte)'\n' ? LastLineBreak : symbol)];
            if (move < FirstState)
            {
                if (move == Unknown)
                {
                    move = Move(state, i == text.Length - 1 && text[i] == (byte)'\n' ? LastLineBreak : symbol);
                }

                if (move < FirstState)
                {
                    return move == Matched;
                }
            }

            state = move;
        }

        var last = _moves[((state - FirstState) * _symbols) + End];
        return (last == Unknown ? Move(state, End) : last) == Matched;
    }

    void Clear()
    {
        _beginnings++;
        _states = new KeyTable();
        Array.Clear(_moves);
        _next.Clear();
        _next.Add((int)Place.Start);
        _next.Add(_program.Start);
        _start = State();
    }

    /// <summary>Computes where a symbol leads.</summary>
    int Move(int state, int symbol)
    {
        var beginnings = _beginnings;
        var stored = MemoryMarshal.Cast<byte, int>(_states[state - FirstState]);
        if (_members.Length < stored.Length)
        {
            _members = new int[stored.Length * 2];
        }

        // A copy: the table may move when it gets another state.
        stored.CopyTo(_members);
        var members = _members.AsSpan(0, stored.Length);
        var before = (Place)members[0];
        var value = symbol == LastLineBreak ? '\n' : symbol == End ? -1 : _examples[symbol];
        var after = symbol == End ? Place.End : symbol == LastLineBreak ? Place.LastLineBreak : PlaceOf(value);
        var result = Follow(members[1..], before, after) ? Matched : symbol == End ? Dead : Step(value);

        // A table begun anew does not know the state that led here.
        if (beginnings == _beginnings)
        {
            _moves[((state - FirstState) * _symbols) + symbol] = (ushort)result;
        }

        return result;
    }

    int Step(int value)
    {
        _next.Clear();
        _next.Add((int)PlaceOf(value));
        _round++;
        foreach (var take in _takes)
        {
            ref readonly var instruction = ref _program.Instructions[take];
            if (instruction.Set.Has(value) && _seen[instruction.Next] != _round)
            {
                _seen[instruction.Next] = _round;
                _next.Add(instruction.Next);
            }
        }

        if (!_program.IsAnchored && _seen[_program.Start] != _round)
        {
            _next.Add(_program.Start);
        }

        if (_next.Count == 1)
        {
            return Dead;
        }

        if (_states.Count >= MostStates)
        {
            var kept = _next.ToArray();
            Clear();
            _next.Clear();
            _next.AddRange(kept);
        }

        CollectionsMarshal.AsSpan(_next)[1..].Sort();
        return State();
    }

    /// <summary>The number of the state that <see cref="_next"/> describes.</summary>
    int State()
    {
        var state = _states.GetOrAdd(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_next)), out _) + FirstState;
        var needed = (state - FirstState + 1) * _symbols;
        if (_moves.Length < needed)
        {
            Array.Resize(ref _moves, Math.Max(needed, _moves.Length * 2));
        }

        return state;
    }

    /// <summary>Follows all ways that take no byte; whether one of them matches. Those that take one are in <see cref="_takes"/>.</summary>
    bool Follow(ReadOnlySpan<int> from, Place before, Place after)
    {
        _takes.Clear();
        _round++;
        foreach (var first in from)
        {
            _stack.Add(first);
        }

        while (_stack.Count > 0)
        {
            var at = _stack[^1];
            _stack.RemoveAt(_stack.Count - 1);
            if (_seen[at] == _round)
            {
                continue;
            }

            _seen[at] = _round;
            ref readonly var instruction = ref _program.Instructions[at];
            switch (instruction.Action)
            {
                case RegexAction.Match:
                    _stack.Clear();
                    return true;
                case RegexAction.Take:
                    _takes.Add(at);
                    break;
                case RegexAction.Split:
                    _stack.Add(instruction.Other);
                    _stack.Add(instruction.Next);
                    break;
                case RegexAction.Assert when !Places.Holds((Assertion)instruction.Other, before, after):
                    break;
                default:
                    _stack.Add(instruction.Next);
                    break;
            }
        }

        return false;
    }

    static Place PlaceOf(int value) => value == '\n' ? Place.LineBreak : AsciiSet.Words.Has(value) ? Place.Word : Place.Other;
}
