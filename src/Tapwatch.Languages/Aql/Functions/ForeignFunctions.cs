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
        "INTEGER" or "INT" or "BIGINT" or "TO_NUMBER" => "write LONG(x)",
        "FLOAT" or "DECIMAL" or "NUMERIC" => "write DOUBLE(x)",
        "STRING" or "TEXT" or "VARCHAR" or "TOSTRING" or "TO_STRING" => "write STR(x)",
        "ROUND" or "FLOOR" or "TRUNC" => "LONG(x) leaves the fraction away",
        "TRIM" or "LTRIM" or "RTRIM" => @"write REPLACEALL('^\s+|\s+$', x, '')",
        "LEFT" => "write SUBSTRING(x, 0, n)",
        "INSTR" or "POSITION" or "CHARINDEX" or "LOCATE" => "write STRPOS(x, 'part'): -1 when it is not there",
        "REGEXP_LIKE" or "REGEXP_MATCHES" or "REGEX" => "write x MATCHES '.*…*.'",
        "REGEXP_REPLACE" => "write REPLACEALL('regex', x, 'replacement')",
        "REGEXP_EXTRACT" or "REGEXP_SUBSTR" => "write REPLACEFIRST('.*(…).*', x, '$1'), or define a custom property",
        "JSON_EXTRACT" or "JSON_VALUE" or "JSON_GET" => "AQL does not read JSON: define a custom property with its path",
        "COUNTIF" or "COUNT_IF" or "SUMIF" => "write SUM(IF condition THEN 1 ELSE 0)",
        "ISNULL" => "write x IS NULL, or IF x IS NOT NULL THEN x ELSE y",
        "IIF" => "write IF condition THEN a ELSE b",
        "DATEADD" or "DATEDIFF" or "DATE_ADD" or "DATE_SUB" => "times are milliseconds: add and subtract them, one hour is 60*60*1000",
        "DATE" or "TIMESTAMP" or "TO_DATE" or "UNIX_TIMESTAMP" => "write PARSETIMESTAMP('yyyy-MM-dd HH:mm:ss', x)",
        "VARIANCE" or "STDDEV" or "STDDEV_SAMP" => "the standard deviation is STDEV(x)",
        "MEDIAN" or "PERCENTILE" or "MODE" => "AQL has AVG, MIN, MAX and STDEV, no percentiles",
        "CIDR" or "CIDRMATCH" => "write INCIDR('192.0.2.0/24', sourceip)",
        _ => null,
    };
}
