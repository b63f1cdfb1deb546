// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Tapwatch.Languages.Aql.Binding;

/// <summary>What a piece of a quick filter is.</summary>
enum QuickFilterKind
{
    /// <summary>A word, wildcards and all.</summary>
    Word,

    /// <summary>Words in double quotes.</summary>
    Phrase,

    /// <summary>A bracket, AND, OR, NOT or a sign that stands for NOT.</summary>
    Operator,
}

/// <summary>A piece of a quick filter. In the text of a word, <see cref="QuickFilterTokens.AnyRun"/> and <see cref="QuickFilterTokens.AnyOne"/> stand for its wildcards.</summary>
readonly record struct QuickFilterToken(QuickFilterKind Kind, string Text);

/// <summary>Cuts the text of TEXT SEARCH. A backslash takes the meaning from a special character; before any other it stands for itself (paths).</summary>
static class QuickFilterTokens
{
    public const char AnyRun = '\uE000';
    public const char AnyOne = '\uE001';
    const string Special = "+-&|!(){}[]^\"~*?:\\";

    /// <summary>The pieces; null when a quote is not closed.</summary>
    public static List<QuickFilterToken>? Cut(string query)
    {
        var tokens = new List<QuickFilterToken>();
        for (var at = 0; at < query.Length;)
        {
            var c = query[at];
            if (IsBlank(c))
            {
                at++;
            }
            else if (c is '(' or ')' || (c is '!' or '-' or '+' && at + 1 < query.Length && !IsBlank(query[at + 1])))
            {
                tokens.Add(new QuickFilterToken(QuickFilterKind.Operator, c is '!' or '-' ? "NOT" : c.ToString()));
                at++;
            }
            else if (c == '"')
            {
                at++;
                var phrase = Take(query, ref at, static c => c == '"', wildcards: false);
                if (at++ >= query.Length)
                {
                    return null;
                }

                tokens.Add(new QuickFilterToken(QuickFilterKind.Phrase, phrase));
            }
            else
            {
                var word = Take(query, ref at, static c => IsBlank(c) || c is '(' or ')' or '"', wildcards: true);
                tokens.Add(word is "AND" or "OR" or "NOT" or "&&" or "||"
                    ? new QuickFilterToken(QuickFilterKind.Operator, word switch { "&&" => "AND", "||" => "OR", _ => word })
                    : new QuickFilterToken(QuickFilterKind.Word, word));
            }
        }

        tokens.RemoveAll(static t => t is { Kind: QuickFilterKind.Operator, Text: "+" });
        return tokens;
    }

    static bool IsBlank(char c) => c is ' ' or '\t' or '\r' or '\n';

    static string Take(string query, ref int at, Func<char, bool> ends, bool wildcards)
    {
        var text = new StringBuilder();
        for (; at < query.Length && !ends(query[at]); at++)
        {
            if (query[at] == '\\' && at + 1 < query.Length && Special.Contains(query[at + 1], StringComparison.Ordinal))
            {
                text.Append(query[++at]);
            }
            else
            {
                text.Append(!wildcards ? query[at] : query[at] switch { '*' => AnyRun, '?' => AnyOne, var c => c });
            }
        }

        return text.ToString();
    }
}
