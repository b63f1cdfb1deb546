// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using System.Text;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Plan.Optimizer;

/// <summary>
/// Reads off a regular expression (.NET syntax) literals one of which must occur in any text it matches. Knows plain characters, escaped punctuation,
/// groups and alternation; everything else separates literals. When in doubt it demands nothing.
/// </summary>
public static class RegexLiterals
{
    // Those of stored plans, for which they were read off when the plans were stored.
    static readonly ConcurrentDictionary<string, IReadOnlyList<string>?> _known = new(StringComparer.Ordinal);

    /// <summary>Alternatives of which one must occur, or null when the expression demands nothing certain.</summary>
    public static IReadOnlyList<string>? Required(string pattern) => _known.TryGetValue(pattern, out var known) ? known : Read(pattern);

    /// <summary>The expression that a call runs, if it is one that is looked for in texts.</summary>
    internal static string? PatternOf(Call call) =>
        call.Arguments is [_, Constant { Value: string pattern }, ..]
            && (call.Function == MatchFunctions.Regex || call.Function == MatchFunctions.RegexWhole || call.Function == MatchFunctions.Extract
                || call.Function == MatchFunctions.ReplaceRegex || call.Function == MatchFunctions.ReplaceFirstRegex)
            ? pattern
            : null;

    /// <summary>Remembers what <see cref="Required"/> says of an expression.</summary>
    internal static void Remember(string pattern, IReadOnlyList<string>? required) => _known.TryAdd(pattern, required);

    /// <summary>What <see cref="Required"/> says, read off the expression.</summary>
    static IReadOnlyList<string>? Read(string pattern)
    {
        var reader = new Reader(pattern);
        var found = reader.Alternation(0);
        return reader.Failed || reader.At < pattern.Length ? null : found;
    }

    ref struct Reader(string pattern)
    {
        const int DeepestNesting = 50;

        public int At;

        public bool Failed;

        // The literals of every branch; null as soon as one branch demands nothing.
        public List<string>? Alternation(int depth)
        {
            Failed |= depth > DeepestNesting;
            var all = new List<string>();
            var complete = true;
            do
            {
                if (Sequence(depth) is { } branch)
                {
                    all.AddRange(branch);
                }
                else
                {
                    complete = false;
                }
            }
            while (!Failed && At < pattern.Length && pattern[At] == '|' && ++At > 0);

            return complete && !Failed ? all : null;
        }

        // A sequence demands each of its parts; the most telling one is kept.
        List<string>? Sequence(int depth)
        {
            List<string>? best = null;
            var run = new StringBuilder();
            while (!Failed && At < pattern.Length && pattern[At] is not ('|' or ')'))
            {
                if (pattern[At] == '(')
                {
                    End(run, ref best);
                    var group = Group(depth);
                    if (!Optional())
                    {
                        Better(group, ref best);
                    }
                }
                else if (Character() is { } c)
                {
                    if (At < pattern.Length && pattern[At] is '?' or '*' or '{' or '+')
                    {
                        // The quantifier belongs to this character alone.
                        if (!Optional())
                        {
                            run.Append(c);
                        }

                        End(run, ref best);
                    }
                    else
                    {
                        run.Append(c);
                    }
                }
                else
                {
                    End(run, ref best);
                    Optional();
                }
            }

            End(run, ref best);
            return best;
        }

        List<string>? Group(int depth)
        {
            At++;
            if (At < pattern.Length && pattern[At] == '?')
            {
                var close = pattern.AsSpan(At).IndexOfAny(':', ')', '>');
                var head = close < 0 ? "" : pattern.Substring(At, close + 1);
                if (!IsPlainHead(head))
                {
                    Failed = true;
                    return null;
                }

                At += close + 1;
                if (head[^1] == ')')
                {
                    return null;
                }
            }

            var inner = Alternation(depth + 1);
            if (At >= pattern.Length || pattern[At] != ')')
            {
                Failed = true;
                return null;
            }

            At++;
            return inner;
        }

        // `?:`, flags as in `?i)` or `?i:`, or a name `?<name>`; look-around and white-space mode are not followed.
        static bool IsPlainHead(string head) =>
            head.Length > 1
            && (head[^1] == '>'
                ? head.Length > 3 && head[1] == '<' && !head.AsSpan(2, head.Length - 3).ContainsAny("=!")
                : !head.AsSpan(1, head.Length - 2).ContainsAnyExcept("imsn-"));

        // The next character if it is a certain one; null for a class, an anchor, a wildcard.
        char? Character()
        {
            var c = pattern[At++];
            switch (c)
            {
                case '\\':
                    if (At >= pattern.Length)
                    {
                        Failed = true;
                        return null;
                    }

                    var escaped = pattern[At++];
                    if (char.IsAsciiLetterOrDigit(escaped))
                    {
                        // \d, \b… separate; \x41, \u0041, \cA, \p{L}, \k<n>, \1 carry more characters, so nothing after them can be trusted.
                        Failed |= escaped is not ('d' or 'D' or 'w' or 'W' or 's' or 'S' or 'b' or 'B' or 'A' or 'z' or 'Z' or 't' or 'n' or 'r' or 'f' or 'v');
                        return null;
                    }

                    return escaped;
                case '[':
                    SkipClass();
                    return null;
                case '.' or '^' or '$':
                    return null;
                case '?' or '*' or '+' or '{':
                    return null;
                default:
                    return c;
            }
        }

        void SkipClass()
        {
            if (At < pattern.Length && pattern[At] == '^')
            {
                At++;
            }

            for (var first = true; At < pattern.Length; At++, first = false)
            {
                if (pattern[At] == '\\')
                {
                    At++;
                }
                else if (pattern[At] == '[')
                {
                    // Subtraction and intersection nest; they are rare and not worth following.
                    Failed |= At > 0 && pattern[At - 1] is '-' or '&';
                }
                else if (pattern[At] == ']' && !first)
                {
                    At++;
                    return;
                }
            }

            Failed = true;
        }

        // Reads a quantifier, if one stands here, and says whether it allows zero times.
        bool Optional()
        {
            if (At >= pattern.Length)
            {
                return false;
            }

            var optional = false;
            switch (pattern[At])
            {
                case '?' or '*':
                    optional = true;
                    At++;
                    break;
                case '+':
                    At++;
                    break;
                case '{':
                    var close = pattern.IndexOf('}', At);
                    if (close < 0)
                    {
                        Failed = true;
                        return true;
                    }

                    optional = pattern[At + 1] is '0' or ',';
                    At = close + 1;
                    break;
                default:
                    return false;
            }

            if (At < pattern.Length && pattern[At] is '?' or '+')
            {
                At++;
            }

            return optional;
        }

        static void End(StringBuilder run, ref List<string>? best)
        {
            if (run.Length > 0)
            {
                Better([run.ToString()], ref best);
                run.Clear();
            }
        }

        static void Better(List<string>? candidate, ref List<string>? best)
        {
            if (candidate is { Count: > 0 } && (best is null || LeastTelling(candidate) > LeastTelling(best)))
            {
                best = candidate;
            }
        }

        static int LeastTelling(List<string> literals)
        {
            var least = int.MaxValue;
            foreach (var literal in literals)
            {
                least = Math.Min(least, EverydayWords.Telling(literal));
            }

            return least;
        }
    }
}
