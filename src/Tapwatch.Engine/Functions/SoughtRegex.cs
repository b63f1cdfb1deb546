// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.RegularExpressions;
using Tapwatch.Engine.Regexes;
using Tapwatch.Engine.Text;

namespace Tapwatch.Engine.Functions;

/// <summary>
/// A regular expression, run in linear time by what costs least: texts of ASCII, nearly all, by an automaton over their bytes; others by the framework's linear engine,
/// which takes half a megabyte to some megabytes and up to 100 ms to make and is made only when such a text comes. For one thread.
/// </summary>
/// <param name="expression">The expression to run.</param>
/// <param name="pattern">What it was made of, with the literals it needs.</param>
sealed class SoughtRegex(string expression, string pattern)
{
    readonly RequiredLiterals? _literals = RequiredLiterals.Of(pattern);
    readonly CharacterBuffer _characters = new();
    RegexProgram? _program;
    RegexAutomaton? _automaton;
    int _thread;
    RegexTracer? _tracer;
    Regex? _made;
    byte[] _value = [];
    bool _prepared;

    public Regex Made => _made ??= RegexKernels.Compile(expression);

    /// <summary>Whether the text has what every match needs.</summary>
    public bool MayMatch(ReadOnlySpan<byte> text) => _literals is null || _literals.OccurIn(text);

    /// <summary>Whether the expression matches somewhere in the text.</summary>
    public bool IsMatch(ReadOnlySpan<byte> text)
    {
        if (!MayMatch(text))
        {
            return false;
        }

        return Program() is { } program && Ascii.IsValid(text)
            ? Automaton(program).IsMatch(text)
            : Made.IsMatch(_characters.Of(text));
    }

    // Made ready by one thread, run by another: an automaton belongs to who runs it.
    RegexAutomaton Automaton(RegexProgram program)
    {
        var thread = Environment.CurrentManagedThreadId;
        if (_automaton is null || _thread != thread)
        {
            (_automaton, _thread) = (RegexAutomaton.OfThread(program), thread);
        }

        return _automaton;
    }

    /// <summary>What a group holds in the first match; 0 is the whole match. Valid until the next call.</summary>
    public RegexFinding Find(ReadOnlySpan<byte> text, long group)
    {
        if (!IsMatch(text))
        {
            return default;
        }

        if (Tracer(text) is { } tracer)
        {
            tracer.Begin(text.Length);
            return group >= 0 && group < _program!.Groups && tracer.Find(text, 0) && tracer.Group((int)group) is var (start, end) && start >= 0
                ? new RegexFinding(true, true, text[start..end])
                : new RegexFinding(true, false, default);
        }

        // Groups come with match objects only: made for rows that match, never for the others.
        var found = group is >= 0 and <= int.MaxValue ? Made.Match(_characters.Of(text).ToString()).Groups[(int)group] : null;
        if (found is not { Success: true })
        {
            return new RegexFinding(true, false, default);
        }

        var most = Encoding.UTF8.GetMaxByteCount(found.Length);
        if (_value.Length < most)
        {
            _value = new byte[most];
        }

        return new RegexFinding(true, true, _value.AsSpan(0, Encoding.UTF8.GetBytes(found.ValueSpan, _value)));
    }

    /// <summary>Puts a text in the place of every match, or of the first so many; false when the framework must do it. The result is valid until the next call.</summary>
    public bool TryReplace(ReadOnlySpan<byte> text, ReadOnlySpan<byte> with, int most, out ReadOnlySpan<byte> result)
    {
        result = default;
        if (Tracer(text) is not { } tracer)
        {
            return false;
        }

        var length = 0;
        var done = 0;
        tracer.Begin(text.Length);
        for (var from = 0; most != 0 && from <= text.Length && tracer.Find(text, from); most--)
        {
            var (start, end) = tracer.Group(0);
            Write(text[done..start], ref length);
            Write(with, ref length);
            done = end;
            from = end > start ? end : end + 1;
        }

        Write(text[done..], ref length);
        result = _value.AsSpan(0, length);
        return true;
    }

    void Write(ReadOnlySpan<byte> text, ref int length)
    {
        if (_value.Length - length < text.Length)
        {
            Array.Resize(ref _value, Math.Max(_value.Length * 2, length + text.Length));
        }

        text.CopyTo(_value.AsSpan(length));
        length += text.Length;
    }

    /// <summary>What tells groups apart, if it can for this text; it begins with the text then.</summary>
    public RegexTracer? Trace(ReadOnlySpan<byte> text)
    {
        var tracer = Tracer(text);
        tracer?.Begin(text.Length);
        return tracer;
    }

    RegexTracer? Tracer(ReadOnlySpan<byte> text) =>
        Program() is { CanTrace: true } program && Ascii.IsValid(text) && (_tracer ??= new RegexTracer(program)).CanSearch(text.Length) ? _tracer : null;

    RegexProgram? Program()
    {
        if (!_prepared)
        {
            _prepared = true;
            _program = RegexKernels.ProgramOf(expression);
        }

        return _program;
    }
}

/// <summary>What was found of a group.</summary>
/// <param name="matches">Whether the expression matches at all.</param>
/// <param name="took">Whether the group took part in the match.</param>
/// <param name="value">What it holds.</param>
readonly ref struct RegexFinding(bool matches, bool took, ReadOnlySpan<byte> value)
{
    public bool Matches { get; } = matches;

    public bool Took { get; } = took;

    public ReadOnlySpan<byte> Value { get; } = value;
}
