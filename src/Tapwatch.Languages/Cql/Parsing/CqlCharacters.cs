// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Languages.Cql.Parsing;

/// <summary>Which characters may stand in bare names and patterns (LogScale syntax grammar guide, appendix C).</summary>
static class CqlCharacters
{
    public static bool IsName(char c) =>
        char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '@' or '#' or '%' or '&' or '\\' or '^' || (c > '\u00ff' ? char.IsLetter(c) : c >= '\u00c0');

    public static bool IsPattern(char c) => IsName(c) || c is '*' or '+' or '-' or ':' or '~' or '\u00ac';

    public static bool IsFunctionStart(char c) => char.IsAsciiLetter(c) || c == '_';

    public static bool IsFunctionPart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
