// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Plan.Diagnostics;

/// <summary>The second digit 1: KQL.</summary>
public static partial class Messages
{
    /// <summary>TW1100: a backslash before a character that no escape begins with.</summary>
    public static Diagnostic UnknownEscape(SourceSpan at, string escape) =>
        Wrong("TW1100", at, $"`{escape}` is no escape sequence", "write the backslash twice, or put `@` before the string");

    /// <summary>TW1101: a word behind a bar that is no operator.</summary>
    public static Diagnostic UnknownOperator(SourceSpan at, string name, string? nearest) =>
        Wrong("TW1101", at, $"there is no operator `{name}`", DidYouMean(nearest));

    /// <summary>TW1102: a word that is no type.</summary>
    public static Diagnostic UnknownType(SourceSpan at, string name) =>
        Wrong("TW1102", at, $"there is no type `{name}`");

    /// <summary>TW1103: more than one query without `let`.</summary>
    public static Diagnostic SeveralQueries(SourceSpan at) =>
        NotSupported("TW1103", at, "only the last query of a text gives the result", "put the others into a `let`, or a file of their own");

    /// <summary>TW2114: a call that no case of a pattern answers.</summary>
    public static Diagnostic NoSuchCase(SourceSpan at, string name) =>
        Wrong("TW2114", at, $"the pattern `{name}` has no case for this call");

    /// <summary>TW2100: the last statement is a value, not rows.</summary>
    public static Diagnostic NotTabular(SourceSpan at) =>
        Wrong("TW2100", at, "the query gives a value, not rows", "write `print` before it");

    /// <summary>TW2101: a query parameter nobody gave a value.</summary>
    public static Diagnostic ParameterWithoutValue(SourceSpan at, string name) =>
        Wrong("TW2101", at, $"the query parameter `{name}` has no value");

    /// <summary>TW1104: a query that grows too large when its functions are written out.</summary>
    public static Diagnostic TooLarge(SourceSpan at) =>
        NotSupported("TW1104", at, "the query grows too large when what `let` defines is put in");

    /// <summary>TW1105: a word of the language where a name stands.</summary>
    public static Diagnostic NameNeedsBrackets(SourceSpan at, string name) =>
        Wrong("TW1105", at, $"`{name}` is a word of the language and no name", $"write `['{name}']`");

    /// <summary>TW2102: operands of types that do not go together.</summary>
    public static Diagnostic IncompatibleTypes(SourceSpan at, string operation, string left, string right) =>
        Wrong("TW2102", at, $"`{operation}` cannot be applied to {left} and {right}", "convert one side, for instance with `tostring()` or `tolong()`");

    /// <summary>TW2103: two columns of one name.</summary>
    public static Diagnostic DuplicateColumn(SourceSpan at, string name) =>
        Wrong("TW2103", at, $"there are two columns named `{name}`");

    /// <summary>TW2104: rows where a value must stand, or a value where rows must.</summary>
    public static Diagnostic WrongShape(SourceSpan at, string expected, string found) =>
        Wrong("TW2104", at, $"expected {expected}, found {found}");

    /// <summary>TW2105: an aggregate outside of summarize, or none where one must be.</summary>
    public static Diagnostic MisplacedAggregate(SourceSpan at, string name) =>
        Wrong("TW2105", at, $"`{name}` is an aggregate and can only be used in `summarize` and its kin");

    /// <summary>TW2106: a value that must be known before the query runs.</summary>
    public static Diagnostic NotConstant(SourceSpan at, string what) =>
        Wrong("TW2106", at, $"{what} must be a constant");

    /// <summary>TW3100: a value the vendor allows to depend on the row or on a sub-query, and this program does not.</summary>
    public static Diagnostic ConstantNeeded(SourceSpan at, string what) =>
        NotSupported("TW3100", at, $"{what} must be a constant here");

    /// <summary>TW2107: a join condition that is not an equality of two sides.</summary>
    public static Diagnostic BadJoinCondition(SourceSpan at) =>
        Wrong("TW2107", at, "a join condition is a column of both sides or `$left.a == $right.b`");

    /// <summary>TW4100: a table that a fuzzy union leaves out.</summary>
    public static Diagnostic LeftOutOfUnion(SourceSpan at, string name) =>
        Differs("TW4100", at, $"there is no table `{name}`; the union goes on without it");

    /// <summary>TW2108: an operator that needs rows in an order.</summary>
    public static Diagnostic NotOrdered(SourceSpan at, string name) =>
        Wrong("TW2108", at, $"`{name}` needs rows in an order", "put `sort by …` or `serialize` before it");

    /// <summary>TW2109: cells of a datatable that do not fill its rows.</summary>
    public static Diagnostic DatatableValues(SourceSpan at, int columns, int values) =>
        Wrong("TW2109", at, $"{values} values do not fill rows of {columns} columns");

    /// <summary>TW4101: ingestion time is not recorded.</summary>
    public static Diagnostic IngestionTime(SourceSpan at, string column) =>
        Differs("TW4101", at, $"when a record was taken in is not recorded here; `{column}` stands for it");

    /// <summary>TW4102: an aggregate the vendor estimates.</summary>
    public static Diagnostic Exact(SourceSpan at, string name) =>
        new("TW4102", DiagnosticSeverity.Note, DiagnosticKind.Differs, at, $"`{name}` is estimated by the vendor; here it is exact");

    /// <summary>TW4103: the size of a dynamic value, which the vendor keeps in a form of its own.</summary>
    public static Diagnostic EstimatedSize(SourceSpan at) =>
        Differs("TW4103", at, "the size of a dynamic value is that of its JSON; the vendor's form takes more");

    /// <summary>TW2112: what the query itself asserts is not so.</summary>
    public static Diagnostic AssertionFailed(SourceSpan at, string message) =>
        Wrong("TW2112", at, $"assert() failed: {message}");

    /// <summary>TW2113: a format of a date or duration with characters the vendor does not take.</summary>
    public static Diagnostic BadFormat(SourceSpan at, char found, string letters) =>
        Wrong("TW2113", at, $"`{found}` cannot stand in this format", $"letters are {letters}; what separates them is a space or one of / - : , . _ [ ]");

    /// <summary>TW2110: a plugin or operator argument that must be a column.</summary>
    public static Diagnostic ColumnExpected(SourceSpan at, string what) =>
        Wrong("TW2110", at, $"{what} must be a column");

    /// <summary>TW2150: an item of project-rename that gives no new name.</summary>
    public static Diagnostic RenameNeedsName(SourceSpan at) =>
        Wrong("TW2150", at, "`project-rename` needs a new name here", "write `New = Old`");

    /// <summary>TW2151: a dynamic value where rows are grouped, ordered or matched by it.</summary>
    public static Diagnostic DynamicKey(SourceSpan at, string operation) =>
        Wrong("TW2151", at, $"`{operation}` cannot be by a dynamic value", "convert it, for instance with `tostring()`");

    /// <summary>TW2152: a second `let` of one name.</summary>
    public static Diagnostic DefinedTwice(SourceSpan at, string name) =>
        Wrong("TW2152", at, $"`{name}` is defined already");

    /// <summary>TW3150: externaldata of an address no file may stand for.</summary>
    public static Diagnostic ExternalNotAllowed(SourceSpan at, string address) =>
        NotSupported("TW3150", at, $"`externaldata` fetches nothing here: `{address}` needs a file", "allow one with `--external ADDRESS=FILE`; without it the query runs over no data only");

    /// <summary>TW3151: externaldata whose file cannot be read.</summary>
    public static Diagnostic ExternalUnreadable(SourceSpan at, string address, string reason) =>
        NotSupported("TW3151", at, $"the file for `{address}` gives no rows: {reason}");

    /// <summary>TW3152: a watchlist nobody gave.</summary>
    public static Diagnostic NoWatchlist(SourceSpan at, string alias, string? nearest) =>
        NotSupported("TW3152", at, $"there is no watchlist `{alias}` here", DidYouMean(nearest) ?? $"give it with `--table {alias}=FILE`, or as `watchlists/{alias}.csv` beside the rules");

    /// <summary>TW3153: rows of another workspace or service.</summary>
    public static Diagnostic ElsewhereRows(SourceSpan at, string place, string table, string file) =>
        NotSupported("TW3153", at, $"the rows of `{table}` in {place} are not here", $"give them with `--table '{file}=FILE'`; without them the query runs over no data only");

    /// <summary>TW4151: an enrichment that adds nothing.</summary>
    public static Diagnostic NothingToEnrich(SourceSpan at, string function) =>
        Differs("TW4151", at, $"what `{function}` knows is not here; its columns are empty", $"give it with `--table {function}=FILE`");

    /// <summary>TW4150: a column that is known by the ending of its name only.</summary>
    public static Diagnostic SuffixColumn(SourceSpan at, string table, string name, string type) =>
        Differs("TW4150", at, $"`{table}` has no documented column `{name}`; by its ending it is taken for one of type {type}");

    /// <summary>TW2111: a column in summarize that is neither a key nor within an aggregate.</summary>
    public static Diagnostic NotAggregated(SourceSpan at) =>
        Wrong("TW2111", at, "a column in `summarize` must stand behind `by` or within an aggregate");

    /// <summary>TW2120: more names than columns.</summary>
    public static Diagnostic TooManyNames(SourceSpan at, string function, int columns) =>
        Wrong("TW2120", at, $"`{function}` gives {columns} columns, and more are named");

    /// <summary>TW4110: a period that is looked for.</summary>
    public static Diagnostic PeriodSought(SourceSpan at, string function) =>
        Differs("TW4110", at, $"how `{function}` finds periods is not published: here by autocorrelation, so that scores differ", "give the period, where there is a parameter for it");

    /// <summary>TW4112: a simplification whose choice of places is not specified.</summary>
    public static Diagnostic PlacesLeft(SourceSpan at, string function) =>
        Differs("TW4112", at, $"which places `{function}` leaves out within the tolerance is not specified: others may be left than in Kusto");

    /// <summary>TW4111: no places of addresses are known.</summary>
    public static Diagnostic NoPlaces(SourceSpan at, string function) =>
        Differs("TW4111", at, $"no places of addresses are known here: `{function}` is null");
}
