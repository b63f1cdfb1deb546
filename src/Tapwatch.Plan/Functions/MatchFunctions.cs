// SPDX-License-Identifier: Apache-2.0

using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>Whether text matches: whole, part, term, wildcard or regular expression. Each comes case-sensitive and ignoring case.</summary>
/// <remarks>
/// A term is a run of letters and digits of any script; `_` is not part of one
/// (Kusto, datatypes-string-operators). Regular expressions run in linear time: no look-around, no back-references.
/// </remarks>
public static class MatchFunctions
{
    public static readonly Function EqualIgnoreCase = Function.Of("text.equal_ignore_case", "Whether both are the same, case aside.", T.Bool, T.String, T.String);
    public static readonly Function EqualAnyIgnoreCase = Function.Of("text.equal_any_ignore_case", "Whether the first is one of the others, case aside.", T.Bool, T.String, T.String).Repeating();
    public static readonly Function Contains = Function.Of("text.contains", "Whether the second occurs in the first.", T.Bool, T.String, T.String);
    public static readonly Function ContainsIgnoreCase = Function.Of("text.contains_ignore_case", "Whether the second occurs in the first, case aside.", T.Bool, T.String, T.String);
    public static readonly Function StartsWith = Function.Of("text.starts_with", "Whether the first begins with the second.", T.Bool, T.String, T.String);
    public static readonly Function StartsWithIgnoreCase = Function.Of("text.starts_with_ignore_case", "Whether the first begins with the second, case aside.", T.Bool, T.String, T.String);
    public static readonly Function EndsWith = Function.Of("text.ends_with", "Whether the first ends with the second.", T.Bool, T.String, T.String);
    public static readonly Function EndsWithIgnoreCase = Function.Of("text.ends_with_ignore_case", "Whether the first ends with the second, case aside.", T.Bool, T.String, T.String);
    public static readonly Function HasTerm = Function.Of("text.has_term", "Whether the second occurs in the first with term borders at both ends.", T.Bool, T.String, T.String);
    public static readonly Function HasTermIgnoreCase = Function.Of("text.has_term_ignore_case", "As has_term, case aside.", T.Bool, T.String, T.String);
    public static readonly Function HasAnyTermIgnoreCase = Function.Of("text.has_any_term_ignore_case", "Whether one of the others is a term of the first, case aside.", T.Bool, T.String, T.String).Repeating();
    public static readonly Function HasAllTermsIgnoreCase = Function.Of("text.has_all_terms_ignore_case", "Whether all the others are terms of the first, case aside.", T.Bool, T.String, T.String).Repeating();
    public static readonly Function Like = Function.Of("text.like", "SQL pattern over the whole text: % any run, _ any one character.", T.Bool, T.String, T.String);
    public static readonly Function LikeIgnoreCase = Function.Of("text.like_ignore_case", "As like, case aside.", T.Bool, T.String, T.String);
    public static readonly Function Glob = Function.Of("text.glob", "Wildcard over the whole text: * any run.", T.Bool, T.String, T.String);
    public static readonly Function GlobIgnoreCase = Function.Of("text.glob_ignore_case", "As glob, case aside.", T.Bool, T.String, T.String);
    public static readonly Function Regex = Function.Of("text.regex", "Whether the regular expression (.NET syntax, constant) matches somewhere.", T.Bool, T.String, T.String);
    public static readonly Function RegexWhole = Function.Of("text.regex_whole", "Whether the regular expression (.NET syntax, constant) matches the whole text.", T.Bool, T.String, T.String);
    public static readonly Function Extract = Function.Of("text.extract", "What a group (number) of the regular expression (.NET syntax, constant) captured in the first match; null without a match.", T.String, T.String, T.String, T.Long);
    public static readonly Function ReplaceRegex = Function.Of("text.replace_regex", "Every match of the regular expression (.NET syntax, constant) replaced by the third ($1 refers to groups).", T.String, T.String, T.String, T.String);
    public static readonly Function ReplaceFirstRegex = Function.Of("text.replace_first_regex", "The first match of the regular expression (.NET syntax, constant) replaced by the third ($1 refers to groups).", T.String, T.String, T.String, T.String);

    internal static IEnumerable<Function> All =>
    [
        EqualIgnoreCase, EqualAnyIgnoreCase, Contains, ContainsIgnoreCase, StartsWith, StartsWithIgnoreCase, EndsWith, EndsWithIgnoreCase,
        HasTerm, HasTermIgnoreCase, HasAnyTermIgnoreCase, HasAllTermsIgnoreCase, Like, LikeIgnoreCase, Glob, GlobIgnoreCase,
        Regex, RegexWhole, Extract, ReplaceRegex, ReplaceFirstRegex,
    ];
}
