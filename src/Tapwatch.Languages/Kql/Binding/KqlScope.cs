// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>What a name given by <c>let</c>, <c>as</c> or a parameter stands for.</summary>
abstract record KqlBinding;

/// <summary>A text that is bound anew at each use, in the scope it was written in: Kusto evaluates lazily.</summary>
sealed record LazyBinding(KqlExpression Value, KqlScope Scope) : KqlBinding;

/// <summary>A function.</summary>
sealed record LambdaBinding(LambdaExpression Lambda, KqlScope Scope) : KqlBinding
{
    /// <summary>The text it stands in, when that is another than the query.</summary>
    public SourceText? Source { get; init; }
}

/// <summary>A pattern: rows by the values of a call.</summary>
sealed record PatternBinding(PatternStatement Pattern, KqlScope Scope) : KqlBinding;

/// <summary>A value already bound: an argument.</summary>
sealed record ValueBinding(Expression Value) : KqlBinding;

/// <summary>Rows already bound: an argument, <c>as</c>, <c>materialize</c>.</summary>
sealed record TableBinding(BoundTable Table) : KqlBinding;

/// <summary>Names in force at a place of the text.</summary>
sealed class KqlScope(KqlScope? outer)
{
    readonly Dictionary<string, KqlBinding> _names = new(StringComparer.Ordinal);

    public KqlBinding? Find(string name) => _names.TryGetValue(name, out var binding) ? binding : outer?.Find(name);

    public void Define(string name, KqlBinding binding) => _names[name] = binding;

    /// <summary>Functions declared as views that need no arguments, innermost first: tables like others to `search` and wildcards.</summary>
    public IEnumerable<string> Views => _names.Where(static n => n.Value is LambdaBinding { Lambda: { IsView: true, Parameters: [] } }).Select(static n => n.Key).Concat(outer?.Views ?? []);

    /// <summary>All names, for "did you mean".</summary>
    public IEnumerable<string> Names => outer is null ? _names.Keys : _names.Keys.Concat(outer.Names);
}
