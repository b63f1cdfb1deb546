// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Regexes;

/// <summary>What an instruction does.</summary>
enum RegexAction : byte
{
    /// <summary>Takes a byte of a set.</summary>
    Take,

    /// <summary>Goes on in two ways, the first the rather.</summary>
    Split,

    /// <summary>Goes on if an assertion holds.</summary>
    Assert,

    /// <summary>Remembers the place.</summary>
    Save,

    /// <summary>The text matches.</summary>
    Match,
}

/// <summary>One instruction.</summary>
/// <param name="Action">What it does.</param>
/// <param name="Next">Where it goes on.</param>
/// <param name="Other">The second way of a split; the assertion; where to remember.</param>
/// <param name="Set">The bytes it takes.</param>
readonly record struct RegexInstruction(RegexAction Action, int Next, int Other, AsciiSet Set);

/// <summary>A regular expression as instructions. Immutable; may be used by several threads.</summary>
sealed class RegexProgram
{
    const int MostInstructions = 4000;

    // Where the next program is written.
    [ThreadStatic]
    static RegexInstruction[]? _room;

    // The match comes first; the rest is written from the end of the expression to its beginning.
    RegexInstruction[] _instructions = _room ??= new RegexInstruction[256];
    int _count = 1;
    bool _tooLong;

    // Two threads may make one at the same time; they make the same.
    RegexAlphabet? _alphabet;

    RegexProgram(RegexNode root, IReadOnlyList<bool> named)
    {
        // The framework counts groups without a name first.
        var slots = new int[named.Count];
        var number = 1;
        for (var pass = 0; pass < 2; pass++)
        {
            for (var i = 0; i < slots.Length; i++)
            {
                if (named[i] == (pass == 1))
                {
                    slots[i] = number++;
                }
            }
        }

        Slots = slots;
        Groups = number;
        IsAnchored = BeginsAtStart(root);
        CanTrace = !HoldsEmptyLoop(root);
        _instructions[0] = new RegexInstruction(RegexAction.Match, 0, 0, default);
        Start = Compile(root, 0);
        _room = _instructions;
        _instructions = _room[.._count];
    }

    /// <summary>The instructions; the first is the match.</summary>
    public RegexInstruction[] Instructions => _instructions;

    /// <summary>Where to begin.</summary>
    public int Start { get; }

    /// <summary>Groups, the whole match among them.</summary>
    public int Groups { get; }

    /// <summary>Whether it can match only from the beginning of a text.</summary>
    public bool IsAnchored { get; }

    /// <summary>Whether what its groups hold can be told: repetitions of what may be empty count in ways of their own.</summary>
    public bool CanTrace { get; }

    /// <summary>The classes of bytes that no instruction tells apart.</summary>
    public RegexAlphabet Alphabet => _alphabet ??= new RegexAlphabet(this);

    int[] Slots { get; }

    /// <summary>The program of a pattern that the framework takes; null when it goes beyond ASCII and what is regular, or is too long.</summary>
    public static RegexProgram? Of(string pattern)
    {
        if (RegexParser.Parse(pattern) is not var (root, named))
        {
            return null;
        }

        var program = new RegexProgram(root, named);
        return program._tooLong ? null : program;
    }

    /// <summary>Writes the instructions of a part that goes on at <paramref name="next"/>; where they begin.</summary>
    int Compile(RegexNode node, int next)
    {
        if (_count > MostInstructions)
        {
            _tooLong = true;
            return next;
        }

        switch (node)
        {
            case SetNode set:
                return Add(new RegexInstruction(RegexAction.Take, next, 0, set.Bytes));
            case AssertionNode assertion:
                return Add(new RegexInstruction(RegexAction.Assert, next, (int)assertion.Assertion, default));
            case SequenceNode sequence:
                for (var i = sequence.Parts.Count - 1; i >= 0; i--)
                {
                    next = Compile(sequence.Parts[i], next);
                }

                return next;
            case ChoiceNode choice:
                var way = Compile(choice.Parts[^1], next);
                for (var i = choice.Parts.Count - 2; i >= 0; i--)
                {
                    way = Add(new RegexInstruction(RegexAction.Split, Compile(choice.Parts[i], next), way, default));
                }

                return way;
            case GroupNode group:
                var slot = Slots[group.Group] * 2;
                var end = Add(new RegexInstruction(RegexAction.Save, next, slot + 1, default));
                return Add(new RegexInstruction(RegexAction.Save, Compile(group.Part, end), slot, default));
            default:
                return Compile((RepeatNode)node, next);
        }
    }

    int Compile(RepeatNode repeat, int next)
    {
        if (repeat.Most < 0)
        {
            // The split comes first, so that the part can lead back to it.
            var split = Add(default);
            var part = Compile(repeat.Part, split);
            _instructions[split] = Split(part, next, repeat.Lazy);
            next = split;
        }
        else
        {
            var after = next;
            for (var i = repeat.Least; i < repeat.Most && !_tooLong; i++)
            {
                next = Add(Split(Compile(repeat.Part, next), after, repeat.Lazy));
            }
        }

        for (var i = 0; i < repeat.Least && !_tooLong; i++)
        {
            next = Compile(repeat.Part, next);
        }

        return next;
    }

    static RegexInstruction Split(int part, int after, bool lazy) =>
        lazy ? new RegexInstruction(RegexAction.Split, after, part, default) : new RegexInstruction(RegexAction.Split, part, after, default);

    int Add(RegexInstruction instruction)
    {
        if (_count == _instructions.Length)
        {
            Array.Resize(ref _instructions, _count * 2);
        }

        _instructions[_count] = instruction;
        return _count++;
    }

    /// <summary>The bytes that a match can begin with; null when it may be empty, or asks first what stands around it.</summary>
    public AsciiSet? FirstBytes()
    {
        var bytes = AsciiSet.None;
        var ways = new Stack<int>([Start]);
        var seen = new HashSet<int>();
        while (ways.TryPop(out var at))
        {
            if (!seen.Add(at))
            {
                continue;
            }

            ref readonly var instruction = ref _instructions[at];
            switch (instruction.Action)
            {
                case RegexAction.Take:
                    bytes |= instruction.Set;
                    break;
                case RegexAction.Split:
                    ways.Push(instruction.Other);
                    ways.Push(instruction.Next);
                    break;
                case RegexAction.Save:
                    ways.Push(instruction.Next);
                    break;
                default:
                    return null;
            }
        }

        return bytes;
    }

    static bool BeginsAtStart(RegexNode node) => node switch
    {
        AssertionNode assertion => assertion.Assertion == Assertion.Start,
        SequenceNode sequence => sequence.Parts.FirstOrDefault(static p => p is not SequenceNode { Parts.Count: 0 }) is { } first && BeginsAtStart(first),
        ChoiceNode choice => choice.Parts.All(BeginsAtStart),
        GroupNode group => BeginsAtStart(group.Part),
        RepeatNode repeat => repeat.Least > 0 && BeginsAtStart(repeat.Part),
        _ => false,
    };

    static bool HoldsEmptyLoop(RegexNode node) => node switch
    {
        SequenceNode sequence => sequence.Parts.Any(HoldsEmptyLoop),
        ChoiceNode choice => choice.Parts.Any(HoldsEmptyLoop),
        GroupNode group => HoldsEmptyLoop(group.Part),
        RepeatNode repeat => (repeat.Most != 1 && MayBeEmpty(repeat.Part)) || HoldsEmptyLoop(repeat.Part),
        _ => false,
    };

    static bool MayBeEmpty(RegexNode node) => node switch
    {
        SetNode => false,
        SequenceNode sequence => sequence.Parts.All(MayBeEmpty),
        ChoiceNode choice => choice.Parts.Any(MayBeEmpty),
        GroupNode group => MayBeEmpty(group.Part),
        RepeatNode repeat => repeat.Least == 0 || MayBeEmpty(repeat.Part),
        _ => true,
    };
}
