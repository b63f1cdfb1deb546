// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Plan.Diagnostics;

/// <summary>TW23: names and types in AQL. Where the wording of a QRadar console is known, it is used.</summary>
public static partial class Messages
{
    /// <summary>TW2301: a bare name that is neither column nor alias.</summary>
    public static Diagnostic AqlUnknownField(SourceSpan at, string catalog, string name, string? help) =>
        Wrong("TW2301", at, $"Field \"{name}\" does not exist in catalog \"{catalog}\"", help);

    /// <summary>TW2302: a quoted name nobody has defined as a custom property; an error when strict.</summary>
    public static Diagnostic AqlUndefinedProperty(SourceSpan at, string name, string? help, string? nearest, bool strict) => strict
        ? Wrong("TW2302", at, $"nobody has defined the custom property \"{name}\"", help ?? DidYouMean(nearest))
        : Accepted("TW2302", at, $"nobody has defined the custom property \"{name}\": it is null in every event",
            help ?? DidYouMean(nearest) ?? "define it under `properties` in a view file: --views FILE");

    /// <summary>TW2303: a custom property that a console has only after somebody made or installed it.</summary>
    public static Diagnostic AqlPropertyNotStock(SourceSpan at, string name) =>
        Accepted("TW2303", at, $"a stock console has no custom property \"{name}\": there the query is refused until somebody defines it");

    /// <summary>TW2304: a value of a type that does not fit, in the console's words.</summary>
    public static Diagnostic AqlWrongArgument(SourceSpan at, string given, string required, string? help = null) =>
        Wrong("TW2304", at, $"Wrong argument type: \"{given}\". \"{required}\" is required.", help);

    /// <summary>TW2305: a function with too few or too many arguments.</summary>
    public static Diagnostic AqlArgumentCount(SourceSpan at, string name, string takes, int given) =>
        Wrong("TW2305", at, $"Wrong argument type: {name} takes {takes}, but {given} given");

    /// <summary>TW2306: a function AQL does not have.</summary>
    public static Diagnostic AqlUnknownFunction(SourceSpan at, string name, string? help) =>
        Wrong("TW2306", at, $"Function \"{name}\" does not exist", help);

    /// <summary>TW2307: a value where a condition must stand.</summary>
    public static Diagnostic AqlNotACondition(SourceSpan at) =>
        Wrong("TW2307", at, "a condition is needed here, this is a value", "compare it with something");

    /// <summary>TW2308: an aggregate function where rows are not grouped yet.</summary>
    public static Diagnostic AqlMisplacedAggregate(SourceSpan at, string where) =>
        Wrong("TW2308", at, $"an aggregate function cannot stand in {where}", "conditions on aggregates belong in HAVING");

    /// <summary>TW2309: an argument that must be a constant.</summary>
    public static Diagnostic AqlConstantNeeded(SourceSpan at, string what) =>
        Wrong("TW2309", at, $"{what} must be a constant in single quotes");

    /// <summary>TW2310: a sub-select after IN that gives not exactly one column.</summary>
    public static Diagnostic AqlOneColumn(SourceSpan at, int count) =>
        Wrong("TW2310", at, $"a sub-select after IN must give one column, not {count}");

    /// <summary>TW2312: not a date and time.</summary>
    public static Diagnostic AqlBadTime(SourceSpan at, string text) =>
        Wrong("TW2312", at, $"`{text}` is no time", "write '2026-01-31 23:59', '2026-01-31 23:59:59' or milliseconds since 1970");

    /// <summary>TW2313: text search at a place where the index cannot serve it.</summary>
    public static Diagnostic AqlTextSearchPlace(SourceSpan at) =>
        Wrong("TW2313", at, "TEXT SEARCH must be the first condition of WHERE, joined to others by AND only, and stand once");

    /// <summary>TW2314: not an address range.</summary>
    public static Diagnostic AqlBadRange(SourceSpan at, string text) =>
        Wrong("TW2314", at, $"`{text}` is neither an address nor an address range", "write INCIDR('192.0.2.0/24', sourceip): the range comes first");

    /// <summary>TW2315: a data source that does not exist.</summary>
    public static Diagnostic AqlUnknownCatalog(SourceSpan at, string name, string? help) =>
        Wrong("TW2315", at, $"Catalog \"{name}\" does not exist", help);

    /// <summary>TW2316: a letter a date pattern cannot have.</summary>
    public static Diagnostic AqlBadPattern(SourceSpan at, string letter) =>
        Wrong("TW2316", at, $"`{letter}` means nothing in a date pattern", "letters that stand for themselves need quotes, written double in AQL: 'yyyy-MM-dd''T''HH:mm'");
}
