// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Languages.Aql.Functions;

/// <summary>Functions of other dialects that queries in the field take for AQL, and what AQL has instead.</summary>
static class ForeignFunctions
{
    public static string? Advice(string name) => name.ToUpperInvariant() switch
    {
        "LEN" or "LENGTH" => "the length of text is STRLEN(x)",
        "SUBSTR" => "part of a text is SUBSTRING(x, start, end)",
        "REPLACE" => "write REPLACEALL('regex', x, 'replacement')",
        "GROUP_CONCAT" or "STRING_AGG" => "AQL cannot join the values of a group; select FIRST(x) or UNIQUECOUNT(x), or group by x as well",
        "COALESCE" or "NVL" or "IFNULL" => "write IF a IS NOT NULL THEN a ELSE b",
        "EXTRACT" or "HOUR" or "DAYNAME" or "DAY" or "MINUTE" or "DATE_TRUNC" => "write DATEFORMAT(starttime, 'HH'), 'EEEE', 'yyyy-MM-dd HH:mm' …",
        "TO_CHAR" or "DATE_FORMAT" or "STRFTIME" => "write DATEFORMAT(starttime, 'yyyy-MM-dd HH:mm:ss')",
        "CURRENT_TIMESTAMP" or "GETDATE" or "SYSDATE" => "the time in milliseconds is NOW()",
        "REFERENCE_SET" or "REFERENCESET" => "write REFERENCESETCONTAINS('set', x)",
        "DISTINCT" => "AQL has no DISTINCT: use GROUP BY, or UNIQUECOUNT(x)",
        "CIDR" or "CIDRMATCH" => "write INCIDR('192.0.2.0/24', sourceip)",
        _ => null,
    };
}
