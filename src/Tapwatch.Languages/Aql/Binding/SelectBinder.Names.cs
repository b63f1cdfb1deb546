// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Aql.Syntax;
using Tapwatch.Plan.Catalog;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Aql.Binding;

/// <summary>
/// What a name means: a column of the source, else an alias of this SELECT, else (quoted) a custom property nobody has defined.
/// Aliases count everywhere, also in WHERE and in later columns (AQL guide; Pulse dashboards).
/// </summary>
sealed partial class SelectBinder
{
    readonly Dictionary<string, Alias> _aliases;
    bool _aliasAggregatesFirst;
    NameSyntax? _valueExpected;

    static Dictionary<string, Alias> CollectAliases(SelectSyntax select)
    {
        var aliases = new Dictionary<string, Alias>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in select.Items.Where(static i => i.Alias is not null && i.Value is not StarSyntax))
        {
            aliases.TryAdd(item.Alias!.Name, new Alias(item.Value));
        }

        return aliases;
    }

    // After grouping, an alias of an aggregate is meant rather than the column it shares its name with:
    // SELECT SUM(eventcount) AS eventcount … ORDER BY eventcount.
    T WithAliasAggregates<T>(Func<T> bind)
    {
        _aliasAggregatesFirst = true;
        var result = bind();
        _aliasAggregatesFirst = false;
        return result;
    }

    Expression Name(NameSyntax name)
    {
        var column = _scope.Find(name.Name);

        // What must be installed first is known by its quoted name only: a bare `eventname` is refused by a console.
        if (column?.Definition is { Hidden: true } || (column?.Definition is { Stock: false } && !name.Quoted))
        {
            column = null;
        }

        if (column is not null && !(_aliasAggregatesFirst && IsAggregateAlias(name)))
        {
            RemarkOn(name, column.Definition);
            return column.Column.Reference();
        }

        // While an alias is bound its own name means something else: URL AS url.
        if (_aliases.TryGetValue(name.Name, out var alias) && !alias.Binding)
        {
            return AliasValue(alias);
        }

        return (IsSessionId(name) ? _session?.Reference() : null) ?? ResultNamed(name.Name) ?? Unknown(name);
    }

    void RemarkOn(NameSyntax name, ViewColumn? property)
    {
        if (property is null || _scope.Table is not { Input: null } table || !_state.TellOnce(property.Name))
        {
            return;
        }

        if (!property.Stock)
        {
            Diagnostics.Add(Messages.AqlPropertyNotStock(name.Span, property.Name));
        }

        if (table.Mappings.Count > 0 && !table.Mappings.Any(m => m.Map.ContainsKey(property.Name)))
        {
            Diagnostics.Add(Messages.AqlUnfilled(name.Span, property.Name));
        }
    }

    bool IsAggregateAlias(NameSyntax name)
    {
        if (!_aliases.TryGetValue(name.Name, out var alias) || alias.Binding || !HasAggregate(AliasValue(alias)))
        {
            return false;
        }

        Diagnostics.Add(Messages.AqlAliasHidesColumn(name.Span, name.Name));
        return true;
    }

    Expression AliasValue(Alias alias)
    {
        if (alias.Value is { } known)
        {
            return known;
        }

        // A later stage may ask for it while aliases of aggregates come first; its own names are read as in SELECT.
        var first = _aliasAggregatesFirst;
        _aliasAggregatesFirst = false;
        alias.Binding = true;
        alias.Value = Bind(alias.Syntax);
        alias.Binding = false;
        _aliasAggregatesFirst = first;
        return alias.Value;
    }

    // ORDER BY COUNT, HAVING "SUM_eventcount" > 5: the names results get by themselves.
    Expression? ResultNamed(string name)
    {
        if (!_aliasAggregatesFirst)
        {
            return null;
        }

        var item = _select.Items.FirstOrDefault(i => i.Alias is null && i.Value is CallSyntax && ResultName.Of(i.Value).Equals(name, StringComparison.OrdinalIgnoreCase));
        return item is null ? null : Bind(item.Value);
    }

    Expression Unknown(NameSyntax name)
    {
        // The view's columns, not only those this query reads.
        var candidates = (_scope.Table is null ? _scope.Names : _scope.Table.Columns.Where(static c => !c.Hidden).Select(static c => c.Name)).Concat(_aliases.Keys)
            .Where(c => !c.Equals(name.Name, StringComparison.OrdinalIgnoreCase));

        // Events and flows may have properties defined elsewhere; a sub-select or a table of the user has what it has.
        if (!name.Quoted || _scope.Table is null || !_databases.Contains(_scope.Catalog))
        {
            var property = _scope.Table?.Columns.FirstOrDefault(c => c.Custom && c.Name.Equals(name.Name, StringComparison.OrdinalIgnoreCase));
            var nearest = property is null ? NearestName.Find(name.Name, candidates) : null;
            Diagnostics.Add(Messages.AqlUnknownField(name.Span, _scope.Catalog, name.Name, Advice(name.Name)
                ?? (property is not null ? $"a custom property stands in double quotes: \"{property.Name}\"" : nearest is null ? null : $"did you mean `{nearest}`?")));
            return Nothing;
        }

        if (_state.TellOnce(name.Name))
        {
            var help = ReferenceEquals(name, _valueExpected) ? $"a text stands in single quotes: '{name.Name.Replace("'", "''", StringComparison.Ordinal)}'" : null;
            Diagnostics.Add(Messages.AqlUndefinedProperty(name.Span, name.Name, help, NearestName.Find(name.Name, candidates), Strict));
        }

        return Nothing;
    }

    // Names people expect; none of them is a property of a 7.6.0 console.
    static string? Advice(string name) => name.ToUpperInvariant() switch
    {
        "EVENTNAME" or "QIDNAME" => "the name of an event is QIDNAME(qid)",
        "DEVICETYPEID" => "the type of a log source is `devicetype`",
        "LOGSOURCETYPE" or "LOGSOURCETYPENAME" => "the name of a log source's type is LOGSOURCETYPENAME(devicetype)",
        "LOGSOURCE" or "LOGSOURCENAME" => "the name of a log source is LOGSOURCENAME(logsourceid)",
        "CATEGORYNAME" => "the name of a category is CATEGORYNAME(category)",
        _ => null,
    };

    /// <summary>The value of what could not be bound; fits everywhere, so that one mistake gives one message.</summary>
    static Constant Nothing { get; } = Constant.Null(ScalarType.String);

    sealed class Alias(ExpressionSyntax syntax)
    {
        public ExpressionSyntax Syntax { get; } = syntax;

        public Expression? Value { get; set; }

        public bool Binding { get; set; }
    }
}
